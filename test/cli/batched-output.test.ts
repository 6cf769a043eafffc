/** Few writes, none late; as a process, since it writes to standard output. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const MODULE = pathToFileURL(resolve(import.meta.dirname, '../../src/cli/batched-output.ts')).href;

/** What a program prints to both streams that has an output with this limit. */
function outputOf(limit: number, program: string) {
  const source = `
    import { BatchedOutput } from '${MODULE}';
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const writeSync = fs.writeSync;
    fs.writeSync = (...args) => { if (args[0] === 1) process.stderr.write('w'); return writeSync(...args); };
    syncBuiltinESMExports();
    const output = new BatchedOutput(${limit}, () => process.stderr.write('b'));
    output.write(['0']);
    ${program}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', '--input-type=module', '-e', source],
    { encoding: 'utf8' },
  );
  return { stdout, stderr };
}

test('writes at once where nothing may wait', () => {
  expect(outputOf(0, "output.write(['a']); output.write(['b', 'c']);")).toEqual({
    stdout: '0abc',
    stderr: 'bwbwbwbw',
  });
});

test('gathers up to its limit', () => {
  const program = "for (const piece of 'abcdefgh') output.write([piece]); output.flush();";
  expect(outputOf(4, program)).toEqual({ stdout: '0abcdefgh', stderr: 'bwbw' });
});

test('lets nothing wait longer than a moment', () => {
  const wait = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);';
  expect(
    outputOf(1000, `output.write(['a']); ${wait} output.write(['b']); process.exit();`),
  ).toEqual({
    stdout: '0ab',
    stderr: 'bw',
  });
});

test('writes nothing where there is nothing', () => {
  expect(outputOf(1000, 'output.flush(); output.flush(); output.write([]);')).toEqual({
    stdout: '0',
    stderr: 'bw',
  });
});
