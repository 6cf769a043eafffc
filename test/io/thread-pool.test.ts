/** The size of libuv's thread pool, as the kernel sees it. */
import { execFile } from 'node:child_process';
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const MODULE = join(import.meta.dirname, '../../src/io/thread-pool.ts');

/** The threads of a process that asks for nine and then waits for more files than that. */
async function threadsWith(
  env: Readonly<Record<string, string>>,
  through: readonly string[] = [],
): Promise<number> {
  const program = `
    import { readdirSync, readFileSync, stat } from 'node:fs';
    const { widenThreadPool } = await import(${JSON.stringify(MODULE)});
    const promised = widenThreadPool(9);
    let waiting = 20;
    const count = () => {
      if (--waiting > 0) return;
      const names = readdirSync('/proc/self/task').map((id) =>
        readFileSync('/proc/self/task/' + id + '/comm', 'latin1'));
      const threads = names.filter((name) => name === 'libuv-worker\\n').length;
      console.log(threads === promised ? threads : threads + ' instead of ' + promised);
    };
    for (let i = waiting; i > 0; i--) stat('/', count);`;
  const [command, ...args] = [...through, process.execPath, '--input-type=module', '--eval'];
  const { stdout } = await promisify(execFile)(command!, [...args, program], {
    env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: undefined, ...env },
  });
  return Number(stdout);
}

test('is what is asked for', async () => {
  expect(await threadsWith({})).toBe(9);
});

test('is what the user has chosen', async () => {
  expect(await threadsWith({ UV_THREADPOOL_SIZE: '3' })).toBe(3);
});

test('is left alone where there are few threads for the user', async () => {
  expect(await threadsWith({}, ['prlimit', '--nproc=1000'])).toBe(4);
});

test('is left alone where there are few threads for the control group', async () => {
  const group = smallGroup();
  if (group === undefined) return;
  const enter = ['sh', '-c', `echo $$ > ${group}/cgroup.procs && exec "$@"`, 'sh'];
  expect(await threadsWith({}, enter)).toBe(4);
});

/** A control group of few threads; undefined, and said, where none can be made. */
function smallGroup(): string | undefined {
  for (const root of ['/sys/fs/cgroup/pids', '/sys/fs/cgroup']) {
    const group = join(root, `rpmcow-${process.pid}`);
    try {
      mkdirSync(group);
      onTestFinished(() => rmdirSync(group));
      writeFileSync(join(group, 'pids.max'), '1000');
      return group;
    } catch (error) {
      console.warn(`no control group of ${root} can be used here: ${error}`);
    }
  }
  return undefined;
}
