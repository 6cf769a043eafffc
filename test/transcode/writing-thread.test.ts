/** A second thread writes and digests what this one would have: the same bytes, the same errors. */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { AlignedWriter } from '../../src/io/aligned-writer.ts';
import { descriptorOutput } from '../../src/io/descriptor-output.ts';
import { descriptorState } from '../../src/io/descriptor-state.ts';
import { MachineError } from '../../src/io/machine-error.ts';
import { type FileOutput, isFileOutput, type Output } from '../../src/io/output.ts';
import { ownFileOutput } from '../../src/io/own-file-output.ts';
import type { PieceTaker } from '../../src/io/piece.ts';
import { startWritingThread } from '../../src/transcode/writing-thread.ts';
import { smallDisk } from '../cli/small-disk.ts';
import { seededRandom } from '../support/seeded-random.ts';

const MIB = 1024 * 1024;

function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'writing-thread-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

function openFile(path: string): number {
  const fd = openSync(path, 'w+');
  onTestFinished(() => closeSync(fd));
  return fd;
}

async function threadFor(output: Output): Promise<PieceTaker> {
  if (!isFileOutput(output)) throw new Error('this output is no file');
  const taker = await startWritingThread(output, 'SHA256');
  if (taker === undefined) throw new Error('the thread did not start');
  onTestFinished(() => taker.end());
  return taker;
}

/** Contents of all sizes with padding between, and what must come of them. */
function writeContents(writer: AlignedWriter, found: string[]) {
  const random = seededRandom(7);
  const parts: Uint8Array[] = [];
  const digests: string[] = [];
  const put = (bytes: Uint8Array) => {
    parts.push(bytes);
    writer.write(bytes);
  };
  put(random.bytes(4711));
  for (const size of [0, 1, 4096, 3 * MIB + 5, 100, 9 * MIB, ...Array<number>(300).fill(5000)]) {
    const padding = (4096 - (writer.position % 4096)) % 4096;
    parts.push(new Uint8Array(padding));
    writer.padTo(4096);
    const content = random.bytes(size);
    writer.beginContent();
    for (let at = 0; at < size; at += 300_000) put(content.subarray(at, at + 300_000));
    writer.endContent((digest) => found.push(toHex(digest)));
    digests.push(createHash('sha256').update(content).digest('hex'));
  }
  return { bytes: Buffer.concat(parts), digests };
}

function thrownBy(action: () => void): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const OUTPUTS: readonly [string, (fd: number) => Output][] = [
  ['a file of its own', (fd) => ownFileOutput({ fd, name: 'own' })],
  ['standard output', (fd) => descriptorOutput(fd, 'out')],
];

test.each(OUTPUTS)('writes and digests everything, into %s', async (_what, open) => {
  const path = join(scratch(), 'out');
  const fd = openFile(path);
  const output = open(fd);
  const taker = await threadFor(output);
  const found: string[] = [];
  const writer = new AlignedWriter(taker);
  const { bytes, digests } = writeContents(writer, found);
  writer.flush();
  expect(found).toEqual(digests);
  taker.end();

  output.write(Buffer.from('behind'));
  await output.commit();
  const result = readFileSync(path);
  expect(Buffer.compare(result, Buffer.concat([bytes, Buffer.from('behind')]))).toBe(0);
});

test('leaves the offset of a descriptor that is not its own at the end', async () => {
  const fd = openFile(join(scratch(), 'out'));
  const taker = await threadFor(descriptorOutput(fd, 'out'));
  const writer = new AlignedWriter(taker);
  writer.write(new Uint8Array(5 * MIB));
  writer.flush();
  taker.end();
  expect(descriptorState(fd)?.offset).toBe(5 * MIB);
});

test('does not write where the offset of a descriptor is not the first byte', async () => {
  const fd = openFile(join(scratch(), 'out'));
  const before = descriptorOutput(fd, 'out');
  before.write(Buffer.from('before'));
  await before.commit();
  expect(isFileOutput(descriptorOutput(fd, 'out'))).toBe(false);
});

test.each(OUTPUTS)(
  'reports a full disk, and the output can be used again: %s',
  async (_w, open) => {
    const disk = smallDisk('3m');
    if (disk === undefined) return;
    const path = join(disk, 'out');
    const fd = openFile(path);
    const output = open(fd) as FileOutput;
    const taker = await threadFor(output);
    const writer = new AlignedWriter(taker);
    const fill = () => {
      for (let i = 0; i < 20; i++) writer.write(new Uint8Array(MIB));
      writer.flush();
    };
    const error = thrownBy(fill);
    expect(error).toBeInstanceOf(MachineError);
    expect(error.message).toMatch(/^cannot write to (own|out): no space left on device \(ENOSPC\)/);
    taker.end();
    await output.writeOriginal((write) => write(Buffer.from('the original')));
    expect(readFileSync(path, 'utf8')).toBe('the original');
  },
);

test('writes nothing more once it was told to end, and may be told twice', async () => {
  const path = join(scratch(), 'out');
  const output = ownFileOutput({ fd: openFile(path), name: 'own' });
  const taker = await threadFor(output);
  const writer = new AlignedWriter(taker);
  for (let i = 0; i < 6; i++) writer.write(new Uint8Array(MIB).fill(i));
  taker.end();
  taker.end();
  await output.writeOriginal((write) => write(Buffer.from('the original')));
  expect(readFileSync(path, 'utf8')).toBe('the original');
});

test('is not there where its module does not load', async () => {
  const { startThread } = await import('../../src/transcode/threads.ts');
  expect(await startThread('no-such-module', {})).toBeUndefined();
});
