import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { descriptorOutput } from '../../src/io/descriptor-output.ts';
import {
  ended,
  fifo,
  moduleUrl,
  nodeArguments,
  openDescriptors,
  patternBytes,
  sameBytes,
  scratchDirectory,
  start,
  tinyDisk,
} from './scratch.ts';

function open(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const scratchFile = () => join(scratchDirectory(), 'result');

test('an empty regular file is written as it comes', async () => {
  const path = scratchFile();
  const output = descriptorOutput(open(path, 'w'), 'standard output');
  output.write(bytes('head'));
  expect(readFileSync(path, 'latin1')).toBe('head');
  output.write(bytes(' and rest'));
  await output.commit();
  output.abandon();
  expect(readFileSync(path, 'latin1')).toBe('head and rest');
});

test('it is taken back for a longer, an equal and a shorter original', async () => {
  for (const original of ['the longer original', '12345678', 'short', '']) {
    const path = scratchFile();
    const output = descriptorOutput(open(path, 'w'), 'standard output');
    output.write(bytes('12345678'));
    await output.writeOriginal((write) => {
      for (const letter of original) write(bytes(letter));
    });
    await output.commit();
    expect(readFileSync(path, 'latin1')).toBe(original);
  }
});

test('an original that fails may be written again', async () => {
  const path = scratchFile();
  const output = descriptorOutput(open(path, 'w'), 'standard output');
  const attempted = output.writeOriginal((write) => {
    write(bytes('half an orig'));
    throw new Error('input failed');
  });
  await expect(attempted).rejects.toThrow('input failed');
  await output.writeOriginal((write) => write(bytes('original')));
  expect(readFileSync(path, 'latin1')).toBe('original');
});

test('abandon leaves an empty file', () => {
  const path = scratchFile();
  const output = descriptorOutput(open(path, 'w'), 'standard output');
  output.write(bytes('half'));
  output.abandon();
  expect(statSync(path).size).toBe(0);
});

test('what the parent shell writes next comes after the result, taken back or not', () => {
  const program = `
    const { descriptorOutput } = await import(${JSON.stringify(moduleUrl('descriptor-output.ts'))});
    const output = descriptorOutput(1, 'standard output');
    output.write(Buffer.from('result'));
    if (process.argv[1] === 'original') {
      await output.writeOriginal((write) => write(Buffer.from('the original')));
    }
    await output.commit();`;
  for (const [how, expected] of [
    ['result', 'result, then more'],
    ['original', 'the original, then more'],
  ] as const) {
    const path = scratchFile();
    const command = `{ "$@"; printf ', then more'; } > ${path}`;
    const run = ['sh', process.execPath, ...nodeArguments(program, how)];
    expect(spawnSync('sh', ['-c', command, ...run], { stdio: 'inherit' }).status).toBe(0);
    expect(readFileSync(path, 'latin1')).toBe(expected);
  }
});

test('a file emptied by its owner is written from its first byte, wherever the offset stands', async () => {
  const path = scratchFile();
  const fd = open(path, 'w+');
  writeSync(fd, 'a first attempt that failed');
  ftruncateSync(fd, 0);
  const output = descriptorOutput(fd, 'standard output');
  output.write(bytes('second '));
  output.write(bytes('attempt, longer than the first'));
  await output.commit();
  expect(readFileSync(path, 'latin1')).toBe('second attempt, longer than the first');
});

test.each([
  ['that is appended to', 'a', ''],
  ['that is appended to and not empty', 'a', 'before '],
])('a file %s gets nothing before the end', async (_, flags, before) => {
  const path = scratchFile();
  writeFileSync(path, before);
  const output = descriptorOutput(open(path, flags), 'standard output');
  output.write(bytes('result'));
  expect(readFileSync(path, 'latin1')).toBe(before);
  await output.commit();
  expect(readFileSync(path, 'latin1')).toBe(`${before}result`);
});

test('a file with content is written at the offset, at the end', async () => {
  const path = scratchFile();
  writeFileSync(path, 'before ');
  const fd = open(path, 'r+');
  readSync(fd, new Uint8Array(7));
  const output = descriptorOutput(fd, 'standard output');
  output.write(bytes('result'));
  output.abandon();
  expect(readFileSync(path, 'latin1')).toBe('before ');
  const next = descriptorOutput(fd, 'standard output');
  next.write(bytes('result'));
  await next.writeOriginal((write) => write(bytes('original')));
  await next.commit();
  expect(readFileSync(path, 'latin1')).toBe('before original');
});

test('a pipe gets the whole result at the end, or the original and nothing else', async () => {
  const path = fifo();
  const fd = open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const into = new Uint8Array(100);
  const arrived = () => bytes('').toString() + Buffer.from(into.subarray(0, readSync(fd, into)));

  const output = descriptorOutput(fd, 'standard output');
  output.write(bytes('result'));
  expect(arrived).toThrow('EAGAIN');
  await output.commit();
  expect(arrived()).toBe('result');

  const other = descriptorOutput(fd, 'standard output');
  other.write(bytes('result'));
  await other.writeOriginal((write) => write(bytes('original')));
  await other.commit();
  expect(arrived()).toBe('original');

  const dropped = descriptorOutput(fd, 'standard output');
  dropped.write(bytes('result'));
  dropped.abandon();
  expect(arrived).toThrow('EAGAIN');
});

test('a reader that has gone is EPIPE, not a signal', async () => {
  const path = fifo();
  const reader = start('sh', ['-c', `head -c 1 <${path}`]);
  const fd = open(path, 'w');
  const output = descriptorOutput(fd, 'standard output');
  output.write(new Uint8Array(1_000_000));
  await expect(async () => output.commit()).rejects.toMatchObject({
    name: 'MachineError',
    code: 'EPIPE',
    subject: 'standard output',
  });
  await ended(reader);
});

test('a full device is ENOSPC', async () => {
  const output = descriptorOutput(open('/dev/full', 'w'), 'standard output');
  output.write(bytes('result'));
  await expect(async () => output.commit()).rejects.toMatchObject({ code: 'ENOSPC' });
});

test('a disk that fills up still takes the original, or is left empty', async (context) => {
  const disk = tinyDisk();
  if (disk === undefined) return context.skip();
  const path = join(disk, 'result');
  const original = patternBytes(1_000_000);
  for (const instead of [original, undefined]) {
    const output = descriptorOutput(open(path, 'w'), 'standard output');
    output.write(patternBytes(1_000_000));
    expect(() => output.write(patternBytes(1_000_000))).toThrow(/ENOSPC/);
    if (instead === undefined) output.abandon();
    else await output.writeOriginal((write) => write(instead));
    expect(sameBytes(readFileSync(path), instead ?? new Uint8Array(0))).toBe(true);
  }
});

test('the file size limit is EFBIG', () => {
  const path = scratchFile();
  const program = `
    const { descriptorOutput } = await import(${JSON.stringify(moduleUrl('descriptor-output.ts'))});
    const output = descriptorOutput(1, 'standard output');
    try {
      output.write(new Uint8Array(100_000));
    } catch (error) {
      console.error(error.code);
      output.abandon();
    }`;
  const command = `ulimit -f 8; "$@" > ${path}`;
  const run = ['sh', process.execPath, ...nodeArguments(program)];
  const { stderr } = spawnSync('sh', ['-c', command, ...run], { encoding: 'utf8' });
  expect(stderr).toBe('EFBIG\n');
  expect(statSync(path).size).toBe(0);
});

test('leaks no descriptor', async () => {
  const path = scratchFile();
  const fd = open(path, 'a');
  const before = openDescriptors();
  for (const ending of ['commit', 'abandon'] as const) {
    const output = descriptorOutput(fd, 'standard output');
    output.write(new Uint8Array(9 * 1024 * 1024));
    expect(openDescriptors()).toBe(before + 1);
    await output[ending]();
    expect(openDescriptors()).toBe(before);
  }
});
