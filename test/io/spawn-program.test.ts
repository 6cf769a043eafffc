/** Programs beside this process: how they end, what they get, and that they can be killed. */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type RunningProgram, spawnProgram } from '../../src/io/spawn-program.ts';

const WAYS = ['posix_spawn', "Node's own"] as const;

let input = '';
let fd = -1;
beforeEach(() => {
  const directory = mkdtempSync(join(tmpdir(), 'spawn-program-'));
  input = join(directory, 'input');
  writeFileSync(input, 'the input');
  fd = openSync(input, 'r');
});
afterEach(() => {
  closeSync(fd);
  rmSync(join(input, '..'), { recursive: true });
  vi.doUnmock('../../src/io/native/posix-spawn.ts');
  vi.resetModules();
});

describe.each(WAYS)('by %s', (way) => {
  async function started(...argv: [string, ...string[]]): Promise<RunningProgram> {
    if (way === 'posix_spawn') return spawnProgram(argv, { ...process.env, SAID: 'said' }, fd);
    // What every host without koffi answers.
    vi.doMock('../../src/io/native/posix-spawn.ts', () => ({ posixSpawn: () => 'ENOSYS' }));
    const module = await import('../../src/io/spawn-program.ts');
    return module.spawnProgram(argv, { ...process.env, SAID: 'said' }, fd);
  }

  test('gives a descriptor, an environment and arguments, takes what is printed', async () => {
    const program = await started(
      'sh',
      '-c',
      'cat; echo " $SAID $0"; echo wrong >&2; exit 7',
      'x y',
    );
    const [stdout, stderr] = await Promise.all([text(program.stdout!), text(program.stderr!)]);
    expect(stdout).toBe('the input said x y\n');
    expect(stderr).toBe('wrong\n');
    expect(await program.end).toEqual({ exitStatus: 7, signal: null });
    program.kill();
  });

  test('says by which signal a program ended', async () => {
    const program = await started('sleep', '100');
    program.stdout!.resume();
    program.stderr!.resume();
    program.kill();
    expect(await program.end).toEqual({ exitStatus: null, signal: 'SIGKILL' });
  });

  test('waits for a program that prints nothing more', async () => {
    const program = await started('sh', '-c', 'exec >&- 2>&-; sleep 0.2; exit 3');
    program.stdout!.resume();
    program.stderr!.resume();
    expect(await program.end).toEqual({ exitStatus: 3, signal: null });
  });

  test('no signal is ignored or blocked', async () => {
    const program = await started('grep', '-E', '^Sig(Blk|Ign)', '/proc/self/status');
    program.stderr!.resume();
    const lines = (await text(program.stdout!)).trimEnd().split('\n');
    const sets = lines.map((line) => Number.parseInt(line.split('\t')[1]!, 16));
    // Without the two that the C library has for itself, 32 and 33.
    expect(sets.map((set) => set % 2 ** 31)).toEqual([0, 0]);
    await program.end;
  });

  test('gets no descriptor of this process but the one that is given', async () => {
    const program = await started('ls', '/proc/self/fd');
    program.stderr!.resume();
    expect((await text(program.stdout!)).split('\n')).not.toContain(String(fd));
    await program.end;
  });

  test('a program that does not exist', async () => {
    const program = await started('no-such-program');
    await expect(program.end).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
