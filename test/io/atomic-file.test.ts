import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atomicFile } from '../../src/io/atomic-file.ts';
import {
  ended,
  fifo,
  moduleUrl,
  nodeArguments,
  openDescriptors,
  patternBytes,
  scratchDirectory,
  start,
  tinyDisk,
} from './scratch.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const permissions = (path: string) => statSync(path).mode & 0o7777;

async function writeResult(path: string, mode?: number): Promise<void> {
  const output = atomicFile(path, mode === undefined ? {} : { mode });
  output.write(bytes('result'));
  await output.commit();
}

test('the file appears complete, at the end, alone', async () => {
  const directory = scratchDirectory();
  const path = join(directory, 'package.rpm');
  const output = atomicFile(path);
  output.write(bytes('first '));
  expect(existsSync(path)).toBe(false);
  output.write(bytes('second'));
  await output.commit();
  output.abandon();
  expect(readdirSync(directory)).toEqual(['package.rpm']);
  expect(readFileSync(path, 'latin1')).toBe('first second');
});

test('the original replaces what was written', async () => {
  const path = join(scratchDirectory(), 'package.rpm');
  const output = atomicFile(path);
  output.write(bytes('a result that turned out to be impossible'));
  await output.writeOriginal((write) => write(bytes('original')));
  await output.commit();
  expect(readFileSync(path, 'latin1')).toBe('original');
});

test('abandon leaves what was there before', async () => {
  const directory = scratchDirectory();
  const path = join(directory, 'package.rpm');
  writeFileSync(path, 'old');
  const output = atomicFile(path);
  output.write(bytes('new'));
  output.abandon();
  output.abandon();
  expect(readdirSync(directory)).toEqual(['package.rpm']);
  expect(readFileSync(path, 'latin1')).toBe('old');
});

test('permission bits: those of the replaced file, or of the umask, or as asked', async () => {
  const directory = scratchDirectory();
  const umask = process.umask();

  await writeResult(join(directory, 'fresh'));
  expect(permissions(join(directory, 'fresh'))).toBe(0o666 & ~umask);

  for (const mode of [0o600, 0o640, 0o755, 0o444]) {
    const path = join(directory, `replaced-${mode}`);
    writeFileSync(path, 'old');
    chmodSync(path, mode);
    await writeResult(path);
    expect(permissions(path)).toBe(mode);
    expect(readFileSync(path, 'latin1')).toBe('result');
  }

  await writeResult(join(directory, 'asked'), 0o604);
  expect(permissions(join(directory, 'asked'))).toBe(0o604);
});

test('a symbolic link stays: the file at its end is replaced', async () => {
  const directory = scratchDirectory();
  mkdirSync(join(directory, 'real'));
  mkdirSync(join(directory, 'links'));
  writeFileSync(join(directory, 'real/file'), 'old');
  symlinkSync('../real/file', join(directory, 'links/one'));
  symlinkSync('one', join(directory, 'links/two'));
  await writeResult(join(directory, 'links/two'));
  expect(readlinkSync(join(directory, 'links/two'))).toBe('one');
  expect(readlinkSync(join(directory, 'links/one'))).toBe('../real/file');
  expect(lstatSync(join(directory, 'real/file')).isFile()).toBe(true);
  expect(readFileSync(join(directory, 'real/file'), 'latin1')).toBe('result');
  expect(readdirSync(join(directory, 'real'))).toEqual(['file']);
});

test('a link whose ".." starts in a linked directory is followed as the kernel does', async () => {
  const directory = scratchDirectory();
  mkdirSync(join(directory, 'a/deep'), { recursive: true });
  symlinkSync('a/deep', join(directory, 'shortcut'));
  symlinkSync('../target', join(directory, 'a/deep/link'));
  await writeResult(join(directory, 'shortcut/link'));
  expect(readFileSync(join(directory, 'a/target'), 'latin1')).toBe('result');
});

test('a dangling link gets its file', async () => {
  const directory = scratchDirectory();
  symlinkSync('missing', join(directory, 'link'));
  await writeResult(join(directory, 'link'));
  expect(readlinkSync(join(directory, 'link'))).toBe('missing');
  expect(readFileSync(join(directory, 'missing'), 'latin1')).toBe('result');
});

test('what forbids the result is said before any work', () => {
  const directory = scratchDirectory();
  symlinkSync('loop', join(directory, 'loop'));
  writeFileSync(join(directory, 'file'), '');
  const before = openDescriptors();
  for (const [path, message] of [
    [directory, /^cannot write to .*\(EISDIR\); give a file/],
    [join(directory, 'new/'), /\(EISDIR\)/],
    [
      join(directory, 'missing/file'),
      /there is no directory .*missing \(ENOENT\); create it first/,
    ],
    [join(directory, 'file/below'), /\(ENOTDIR\)/],
    [join(directory, 'loop'), /\(ELOOP\)/],
    [join(directory, 'x'.repeat(300)), /\(ENAMETOOLONG\)/],
    ['/proc/rpmcow', /^cannot create a file beside \/proc\/rpmcow: .*\(E/],
  ] as const) {
    expect(() => atomicFile(path), path).toThrow(message);
  }
  expect(readdirSync(directory).sort()).toEqual(['file', 'loop']);
  expect(openDescriptors()).toBe(before);
});

test('the longest possible name leaves room for the temporary one', async () => {
  const directory = scratchDirectory();
  for (const name of ['x'.repeat(255), 'ä'.repeat(127), '包'.repeat(85)]) {
    await writeResult(join(directory, name));
    expect(readFileSync(join(directory, name), 'latin1')).toBe('result');
  }
});

test('a directory that came meanwhile is an error, and nothing is left', async () => {
  const directory = scratchDirectory();
  const path = join(directory, 'late');
  const output = atomicFile(path);
  output.write(bytes('result'));
  mkdirSync(path);
  await expect(async () => output.commit()).rejects.toThrow(/^cannot finish .*late: .*\(EISDIR\)/);
  output.abandon();
  expect(readdirSync(directory)).toEqual(['late']);
});

test('a FIFO is streamed to, at the end', async () => {
  const path = fifo();
  const reader = start('cat', [path]);
  let received = '';
  reader.stdout?.on('data', (chunk) => {
    received += chunk;
  });
  const output = atomicFile(path);
  output.write(bytes('forgotten'));
  await output.writeOriginal((write) => write(bytes('original')));
  await output.commit();
  await ended(reader);
  expect(received).toBe('original');
  expect(lstatSync(path).isFIFO()).toBe(true);
});

test('a device is written to, not replaced', async () => {
  const before = openDescriptors();
  await writeResult('/dev/null');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  const full = atomicFile('/dev/full');
  full.write(bytes('result'));
  await expect(async () => full.commit()).rejects.toMatchObject({ code: 'ENOSPC' });
  full.abandon();
  expect(openDescriptors()).toBe(before);
});

test.each(['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])(
  '%s is standard output, whatever it is',
  (path) => {
    const program = `
      const { atomicFile } = await import(${JSON.stringify(moduleUrl('atomic-file.ts'))});
      const output = atomicFile(process.argv[1]);
      output.write(Buffer.from('result'));
      await output.commit();`;
    const run = ['sh', process.execPath, ...nodeArguments(program, path)];
    const piped = spawnSync('sh', ['-c', '"$@" | cat', ...run], { encoding: 'utf8' });
    expect(piped.stdout).toBe('result');
    const directory = scratchDirectory();
    const file = join(directory, 'result');
    spawnSync('sh', ['-c', `{ echo before; "$@"; } > ${file}`, ...run]);
    expect(readFileSync(file, 'latin1')).toBe('before\nresult');
  },
);

test('a full disk is told, and nothing is left', (context) => {
  const disk = tinyDisk();
  if (disk === undefined) return context.skip();
  const output = atomicFile(join(disk, 'result'));
  expect(() => output.write(patternBytes(2_000_000))).toThrow(/^cannot write to .*ENOSPC.*free/);
  output.abandon();
  expect(readdirSync(disk)).toEqual([]);
});

test('leaks no descriptor', async () => {
  const path = join(scratchDirectory(), 'file');
  const before = openDescriptors();
  await writeResult(path);
  atomicFile(path).abandon();
  expect(openDescriptors()).toBe(before);
});
