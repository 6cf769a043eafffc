/**
 * --reuse where the disk has gone bad under a neighbour: the result is the same.
 *
 * Policy: the file system finds the damage itself, by its checksums: bytes are changed in the image
 * that it lies in.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededContent } from '../../corpus/content.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { transcode } from '../../src/transcode/transcode.ts';
import { type LoopVolume, loopVolume } from '../support/loop-volume.ts';
import { command } from '../support/mounted.ts';

const BLOCK = 4096;
const FILES = 8;
const CONTENTS = Array.from({ length: FILES }, (_, i) => seededContent(`${i}`, 'random', 20_000));

/** Transcodes a package of these files in a directory; how many contents came from neighbours. */
async function transcoded(directory: string, output: string, reuse: boolean): Promise<number> {
  const input = openPackageFile(join(directory, 'package'), ['SHA256']);
  try {
    const { outcome, because, reused } = await transcode(
      input,
      atomicFile(join(directory, output)),
      {
        blockSize: BLOCK,
        nokey: 'record',
        nativeFree: false,
        refuseForeign: true,
        ...(reuse ? { reuse: directory } : {}),
      },
    );
    expect({ outcome, because }).toEqual({ outcome: 'transcoded', because: [] });
    return reused.contents;
  } finally {
    input.close();
  }
}

/** A volume with the package, and what becomes of it without reuse. */
async function laid(): Promise<{ volume: LoopVolume; plain: Buffer } | undefined> {
  const volume = loopVolume('btrfs', { mib: 200 });
  if (volume === undefined) return undefined;
  const files = CONTENTS.map((content, i) => ({
    type: 'regular' as const,
    path: `/opt/${i}`,
    content,
  }));
  writeFileSync(join(volume.path, 'package'), await writePackage({ name: 'reuse', files }));
  await transcoded(volume.path, 'plain', false);
  return { volume, plain: readFileSync(join(volume.path, 'plain')) };
}

/** Changes a block on the disk that begins with these bytes, and forgets what `path` was. */
function spoil({ image, path }: LoopVolume, name: string, block: Uint8Array): void {
  const file = join(path, name);
  command('sync', file);
  const fd = openSync(image, 'r+');
  try {
    const bytes = Buffer.alloc(200 * 1024 * 1024);
    readSync(fd, bytes, 0, bytes.length, 0);
    let at = bytes.indexOf(block);
    expect(at).toBeGreaterThan(0);
    for (; at >= 0; at = bytes.indexOf(block, at + BLOCK)) {
      writeSync(fd, Uint8Array.of(bytes[at]! ^ 1), 0, 1, at);
    }
  } finally {
    closeSync(fd);
  }
  command('dd', `of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0');
  const { status } = spawnSync('cat', [file]);
  expect(status, 'the file can still be read').not.toBe(0);
}

test('a content that cannot be read is written', async ({ skip }) => {
  const place = await laid();
  if (place === undefined) return skip();
  const { volume, plain } = place;
  expect(await transcoded(volume.path, 'neighbour', true)).toBe(FILES);
  spoil(volume, 'neighbour', CONTENTS[0]!.subarray(0, BLOCK));
  await transcoded(volume.path, 'result', true);
  expect(Buffer.compare(readFileSync(join(volume.path, 'result')), plain)).toBe(0);
});

test('a neighbour with an unreadable head is left out', async ({ skip }) => {
  const place = await laid();
  if (place === undefined) return skip();
  const { volume, plain } = place;
  spoil(volume, 'plain', plain.subarray(0, BLOCK));
  expect(await transcoded(volume.path, 'result', true)).toBe(0);
  expect(Buffer.compare(readFileSync(join(volume.path, 'result')), plain)).toBe(0);
});
