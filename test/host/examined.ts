/** What preflight says of directories, as the tests want it. */
import { examineHost } from '../../src/host/examine-host.ts';
import { gatherHost, type HostRequest } from '../../src/host/gather-host.ts';

/** By default this host, without anything in its environment. */
export async function examined(request: Partial<HostRequest> & Pick<HostRequest, 'root'>) {
  const facts = await gatherHost({ system: '/', cache: undefined, environment: {}, ...request });
  const host = examineHost(facts);
  const answer = (id: string) => {
    const check = host.checks.find((each) => each.id === id);
    if (check === undefined) throw new Error(`no check is called ${id}`);
    return check;
  };
  return { facts, host, answer, status: (id: string) => answer(id).status };
}
