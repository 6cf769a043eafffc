import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CommandFailed } from '../../bench/command.ts';
import { findProgram } from '../../bench/find-program.ts';
import { runWithUsage } from '../../bench/usage.ts';

const MIB = 1024 * 1024;
const gnuTime = findProgram('time', process.env['PATH']);

function scratchFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bench-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'usage');
}

/** Works for a third of a second with 100 MiB in memory, in a process below the shell's. */
const WORK =
  `"${process.execPath}" -e 'const b = Buffer.alloc(${100 * MIB}, 1); const end = Date.now() + 300; ` +
  `while (Date.now() < end) b.fill(2, 0, 1000)' | cat`;

/** The second way is that of machines without GNU time. */
const ways = [
  ['GNU time', gnuTime],
  ['times and /proc', ''],
] as const;

describe.each(ways)('usage by %s', (way, program) => {
  const unavailable = way === 'GNU time' && program === undefined;
  const time = program || undefined;

  it.skipIf(unavailable)('counts all processes of a command', async () => {
    const usage = await measured(WORK, time);
    expect(usage.wall).toBeGreaterThan(0.3);
    expect(usage.user + usage.system).toBeGreaterThan(0.05);
    expect(usage.user + usage.system).toBeLessThan(2 * usage.wall);
    expect(usage.peakMemory).toBeGreaterThan(100 * MIB);
    expect(usage.peakMemory).toBeLessThan(300 * MIB);
  });

  it.skipIf(unavailable)('says why a command failed', async () => {
    await expect(measured('echo no such luck >&2; exit 3', time)).rejects.toThrow(CommandFailed);
    await expect(measured('echo no such luck >&2; exit 3', time)).rejects.toThrow(
      /status 3: no such luck/,
    );
  });

  it.skipIf(unavailable)('kills everything when interrupted', async () => {
    const controller = new AbortController();
    const marker = `31.${process.pid}${time ? 1 : 2}`;
    setTimeout(() => controller.abort(new Error('enough')), 200);
    const run = runWithUsage(
      `sleep ${marker} | cat`,
      scratchFile(),
      { signal: controller.signal },
      time ?? null,
    );
    await expect(run).rejects.toThrow('enough');
    expect(spawnSync('ps', ['-e', '-o', 'args'], { encoding: 'utf8' }).stdout).not.toContain(
      marker,
    );
  });
});

async function measured(command: string, time: string | undefined) {
  return await runWithUsage(command, scratchFile(), {}, time ?? null);
}
