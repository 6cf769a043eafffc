/** The list of blocks against `xz --list`, and what makes no list. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listXzBlocks } from '../../../../native-free-parsers/payload/frames/xz-index.ts';
import { bytesSource } from '../../../support/bytes-source.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const CONTENT = seededRandom(3).bytes(700_000);

function xz(...args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('xz', ['-0', '-c', ...args], { input: CONTENT });
  if (status !== 0) throw new Error(`${stderr}`);
  return stdout;
}

/** Offset, stored length and decoded size of each block, as xz itself tells. */
function listedByXz(file: Uint8Array) {
  const directory = mkdtempSync(join(tmpdir(), 'xz-index-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'file.xz');
  writeFileSync(path, file);
  const { stdout } = spawnSync('xz', ['--list', '--robot', '-v', path], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('block\t'))
    .map((line) => line.split('\t').map(Number))
    .map(([, , , , offset, , length, size]) => ({ offset, length, size }));
}

test.each([
  ['one block', ['-T1']],
  ['blocks of equal size', ['-T1', '--block-size=64KiB']],
  ['blocks with sizes in their headers', ['-T2', '--block-size=100000']],
  ['blocks of odd sizes', ['-T1', '--block-list=1,2,3,77777,0']],
  ['no check values', ['--check=none', '--block-size=30000']],
])('lists %s as xz does', (_what, args) => {
  const file = xz(...args);
  const listed = listedByXz(file);
  expect(listed.length).toBeGreaterThan(0);
  expect(listXzBlocks(bytesSource(file), 0)).toEqual(listed);
});

test('counts offsets from the start of the source', () => {
  const file = xz('--block-size=100000');
  const behind = Buffer.concat([Buffer.alloc(1000), file]);
  const shifted = listedByXz(file).map((block) => ({ ...block, offset: block.offset! + 1000 }));
  expect(listXzBlocks(bytesSource(behind), 1000)).toEqual(shifted);
});

const SOUND = xz('--block-size=100000');
const INDEX_AT = SOUND.length - 12 - (SOUND.readUInt32LE(SOUND.length - 8) + 1) * 4;

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a stream cut short', SOUND.subarray(0, -1)],
  ['bytes behind the stream', Buffer.concat([SOUND, Buffer.alloc(4)])],
  ['two streams', Buffer.concat([SOUND, SOUND])],
  ['an index that starts otherwise', changed(INDEX_AT, 1)],
  ['an index with a block too few', changed(INDEX_AT + 1, SOUND[INDEX_AT + 1]! - 1)],
  ['an index with a block too many', changed(INDEX_AT + 1, SOUND[INDEX_AT + 1]! + 1)],
  ['a length that does not fit', changed(INDEX_AT + 2, SOUND[INDEX_AT + 2]! ^ 0x40)],
  ['a number that never ends', changed(INDEX_AT + 1, 0xff, 12)],
  ['an index longer than the file', changed(SOUND.length - 6, 0x0f)],
])('makes no list of %s', (_what, file) => {
  expect(listXzBlocks(bytesSource(file), 0)).toBeUndefined();
});

function changed(at: number, value: number, count = 1): Buffer {
  const copy = Buffer.from(SOUND);
  copy.fill(value, at, at + count);
  return copy;
}
