/** Extents files whose last sections lie: each a sound one with a number changed. */
import { extentsFile, extentsParts } from '../../../corpus/mutate/extents-parts.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import type { Bomb } from './payload-bombs.ts';

const FOOTER = 32;
/** Of the three offsets in the footer. */
const SECTION = { checksig: 0, table: 8, csum: 16 } as const;

/** A sound extents file with something done to it. */
function extentsBomb(change: (file: Buffer) => void): Bomb {
  return async () => {
    const file = Buffer.from(extentsFile(extentsParts(await packageBytes('plain'))));
    change(file);
    return file;
  };
}

/** The first bytes of a section. */
function section(file: Buffer, which: keyof typeof SECTION): Buffer {
  const at = file.length - FOOTER + SECTION[which];
  return file.subarray(Number(file.readBigUInt64LE(at)));
}

export const manyKeys = extentsBomb((file) => section(file, 'table').writeUInt32LE(2 ** 31, 0));
export const longKeys = extentsBomb((file) => section(file, 'table').writeUInt32LE(2 ** 31, 4));
export const manyDigests = extentsBomb((file) => section(file, 'csum').writeUInt32LE(2 ** 31, 8));
export const longVerdict = extentsBomb((file) =>
  section(file, 'checksig').writeBigUInt64LE(2n ** 62n, 4),
);
export const farTable = extentsBomb((file) =>
  file.writeBigUInt64LE(2n ** 63n, file.length - FOOTER + SECTION.table),
);
export const tableInHeader = extentsBomb((file) =>
  file.writeBigUInt64LE(200n, file.length - FOOTER + SECTION.checksig),
);

/** All contents at one place. */
export const overlapping: Bomb = async () => {
  const parts = extentsParts(await packageBytes('plain'));
  const last = Math.max(...parts.records.map(({ offset }) => offset));
  const records = parts.records.map(({ digest }) => ({ digest, offset: last }));
  return extentsFile({ ...parts, records });
};

/** Contents behind the end of the file: just behind, and far. */
export const pastTheEnd: Bomb = async () => {
  const parts = extentsParts(await packageBytes('plain'));
  const records = parts.records.map(({ digest }, i) => ({ digest, offset: 2 ** (20 + 10 * i) }));
  return extentsFile({ ...parts, records });
};
