/** The magic for file(1), as file(1) takes it. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RPMCOW, run, samplePackage, scratch } from '../cli/programs.ts';
import { INTEGRATIONS } from './pipeline.ts';

const MAGIC = join(INTEGRATIONS, 'magic/rpmcow-extents');
const COMPILED = '/usr/share/misc/magic';

const { error } = spawnSync('file', ['--version']);
if (error !== undefined) console.warn(`skipped: file: ${error.message}`);

describe.skipIf(error !== undefined)('file(1) with the magic', () => {
  async function kindOf(path: string, ...args: readonly string[]): Promise<string> {
    const magic = ['-m', `${MAGIC}:${COMPILED}`];
    const { stdout, stderr } = await run(['file', '--brief', ...magic, ...args, path]);
    expect(stderr).toBe('');
    return stdout.toString().trimEnd();
  }

  async function files() {
    const directory = scratch();
    const path = (name: string) => join(directory, name);
    writeFileSync(path('sample.rpm'), await samplePackage());
    await run([RPMCOW, 'transcode', path('sample.rpm'), '-o', path('sample.extents')]);
    writeFileSync(path('other'), 'Only the end is that of an extents file: KWTSH100');
    return { rpm: path('sample.rpm'), extents: path('sample.extents'), other: path('other') };
  }

  it('tells an extents file from the package that it was made of', async () => {
    const { rpm, extents, other } = await files();
    expect(await kindOf(extents)).toMatch(/^RPM package in extents layout/);
    expect(await kindOf(rpm)).toMatch(/^RPM v3/);
    expect(await kindOf(other)).toMatch(/^ASCII text/);
  });

  it('has both be RPM packages for those who ask for the type', async () => {
    const { rpm, extents } = await files();
    expect(await kindOf(extents, '--mime-type')).toBe('application/x-rpm');
    expect(await kindOf(rpm, '--mime-type')).toBe('application/x-rpm');
  });

  it('compiles without a complaint', async () => {
    const { status, stderr } = await run(['file', '-C', '-m', MAGIC], { cwd: scratch() });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
