/**
 * Does what the actions plugin of libdnf5 does with an action in mode=json: reads requests from the
 * action's standard output, answers each with a line, and looks at the exit status at the end.
 *
 * Policy: the operations that its manual describes and that rpmcow may use; anything else is answered
 * with ERROR, as there. Source: libdnf5-actions(8), version 1.4.0.
 */
import { createInterface } from 'node:readline';
import { ended, environment, RPMCOW, start } from '../cli/programs.ts';

export interface ActionRequest {
  readonly arguments: readonly string[];
  readonly cachedir: string;
  /** Of trans_packages, all of them incoming; as text, or garbage instead. */
  readonly packages: readonly Readonly<Record<string, string>>[] | string;
  /** raise_error of the action. */
  readonly raisesError: boolean;
}

export interface ActionResult {
  /** The exception that libdnf5 stops with, if any. */
  readonly exception: string | undefined;
  readonly log: readonly string[];
  readonly status: number | null;
  readonly stderr: string;
}

export async function runAction(request: ActionRequest): Promise<ActionResult> {
  const command = [RPMCOW, 'dnf-hook', ...request.arguments];
  const child = start(command, { stdio: 'pipe', env: environment() });
  const end = ended(child);
  const log: string[] = [];
  let exception: string | undefined;
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const { op, domain, args } = JSON.parse(line);
    if (op === 'log') log.push(`${args.level}: ${args.message}`);
    if (op === 'error' && request.raisesError) {
      exception = args.message;
      child.stdin!.end();
      continue;
    }
    if (op === 'error') log.push(`ERROR: ${args.message}`);
    child.stdin!.write(`${answer(op, domain ?? op, args, request)}\n`);
  }
  const { status } = await end;
  if (status !== 0 && request.raisesError) exception ??= `exit code ${status}`;
  return { exception, log, status, stderr };
}

function answer(
  op: string,
  domain: string,
  args: { readonly key?: string; readonly output?: readonly string[] },
  { cachedir, packages }: ActionRequest,
): string {
  const reply = { op: 'reply', requested_op: op, domain };
  if (op === 'log' || op === 'error') return JSON.stringify({ ...reply, status: 'OK' });
  if (op === 'get' && domain === 'conf' && args.key === 'cachedir') {
    const found = { keys_val: [{ key: 'cachedir', value: cachedir }] };
    return JSON.stringify({ ...reply, status: 'OK', return: found });
  }
  if (op === 'get' && domain === 'trans_packages') {
    if (typeof packages === 'string') return packages;
    const asked = packages.map((pkg) =>
      Object.fromEntries((args.output ?? []).map((name) => [name, pkg[name]])),
    );
    return JSON.stringify({ ...reply, status: 'OK', return: { trans_packages: asked } });
  }
  return JSON.stringify({ ...reply, status: 'ERROR', message: 'not supported' });
}
