/** Targets: the archive by itself, and as a package header has it read. */

import { gunzipSync } from 'node:zlib';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import type { FileList } from '../../../native-free-parsers/files.ts';
import { type CpioHandler, CpioParser } from '../../../native-free-parsers/payload/cpio.ts';
import { ArchiveReader } from '../../../src/package/archive-reader.ts';
import { readHead } from '../../../src/package/read-head.ts';
import { describePackage } from '../../../src/package/rpm-package.ts';
import { oneByteReader } from '../../support/split-reader.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { CPIO_MUTATORS } from '../mutate/cpio-mutators.ts';
import { expectSame, piecesOf, readingOf } from './same.ts';

const DICTIONARY = words('070701', '070702', '07070X', 'TRAILER!!!', '00000000', 'ffffffff', './');

/** Compressed by gzip, all of them. */
const PACKAGES = ['plain', 'hard-links', 'links-stripped', 'stripped-archive', 'crc-archive'];

interface Unpacked {
  readonly fileList: FileList;
  readonly archive: Uint8Array;
}

async function unpacked(name: string): Promise<Unpacked> {
  const bytes = await packageBytes(name);
  const { fileList, payloadOffset } = describePackage(readHead(oneByteReader(bytes)).head);
  return { fileList, archive: Uint8Array.from(gunzipSync(bytes.subarray(payloadOffset))) };
}

const archives = async () =>
  (await Promise.all(PACKAGES.map(unpacked))).map((each) => each.archive);

export const cpioTarget: FuzzTarget = {
  name: 'cpio',
  weight: 60,
  seeds: archives,
  mutators: CPIO_MUTATORS,
  dictionary: DICTIONARY,
  run(input) {
    const whole = readingOf(() => eventsOf([input]));
    expectSame(
      readingOf(() => eventsOf(piecesOf(input))),
      whole,
      'an archive in pieces',
    );
  },
};

/** Members, the bytes of their contents, and how many bytes were taken. */
function eventsOf(pieces: readonly Uint8Array[]): unknown[] {
  const events: unknown[] = [];
  let bytes = 0;
  const handler: CpioHandler = {
    member(member) {
      events.push(member);
      bytes = 0;
      return member.format === 'stripped' ? member.fileIndex % 64 : undefined;
    },
    content(content) {
      if (content.length === 0) throw new Error('a piece of no bytes');
      bytes += content.length;
    },
    memberEnd: () => events.push(bytes),
  };
  const parser = new CpioParser(handler);
  let taken = 0;
  for (const piece of pieces) taken += parser.push(piece);
  expectSame(parser.offset, taken, 'the bytes taken');
  parser.finish();
  return [...events, taken];
}

export const archiveTarget: FuzzTarget = {
  name: 'archive',
  weight: 60,
  seeds: async () => (await archives()).map((archive, i) => Uint8Array.from([i, ...archive])),
  mutators: CPIO_MUTATORS,
  dictionary: DICTIONARY,
  async run(input) {
    // The first byte says which package it is said to be of.
    const name = PACKAGES[(input[0] ?? 0) % PACKAGES.length]!;
    fileLists.set(name, fileLists.get(name) ?? (await unpacked(name)).fileList);
    readAll(fileLists.get(name)!, input.subarray(1));
  },
};

/** Read once: nothing changes them. */
const fileLists = new Map<string, FileList>();

/** Every file that begins must get exactly its size. */
function readAll(fileList: FileList, archive: Uint8Array): void {
  let left = 0;
  const reader = new ArchiveReader(fileList, {
    begin(file) {
      expectSame(left, 0, 'bytes left of the file before');
      left = file.size;
    },
    content(piece) {
      left -= piece.length;
    },
    end() {
      expectSame(left, 0, 'bytes left of a file');
    },
  });
  for (const piece of piecesOf(archive)) if (reader.push(piece) === 'enough') break;
  reader.finish();
}
