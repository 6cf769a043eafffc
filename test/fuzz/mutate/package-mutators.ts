/**
 * Changes to a whole package: its headers, or the archive inside its payload, mostly with all digests
 * made true again, so that what is wrong is found by who reads it and not by a checksum.
 */
import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { InputMutator } from '../fuzz-target.ts';
import { joined } from './byte-mutators.ts';
import { CPIO_MUTATORS } from './cpio-mutators.ts';
import { changeHeader, growStore } from './header-mutators.ts';
import { pick } from './pick.ts';
import { rawPackage, reseal } from './raw-package.ts';

const SEALED = 0.7;
const LARGEST_ARCHIVE = 1024 * 1024;

const mainHeader: InputMutator = (input, random) => {
  const found = rawPackage(input);
  if (found === undefined) return undefined;
  const grow = random() < 0.05;
  const changed = grow ? growStore(input, found.main, random) : Uint8Array.from(input);
  if (!grow) changeHeader(changed, found.main, random);
  if (random() < SEALED) reseal(changed);
  return changed;
};

const signatureHeader: InputMutator = (input, random) => {
  const found = rawPackage(input);
  if (found === undefined) return undefined;
  const changed = Uint8Array.from(input);
  changeHeader(changed, found.signature, random);
  return changed;
};

/** A member of the archive, compressed again. */
const archive: InputMutator = (input, random, others) => {
  const found = rawPackage(input);
  if (found === undefined) return undefined;
  const { main } = found;
  const payload = input.subarray(main.end);
  const codec = CODECS.find(({ magic }) => magic.every((byte, i) => payload[i] === byte));
  const plain = codec?.unpack(payload);
  if (codec === undefined || plain === undefined) return undefined;
  const changed = pick(random, CPIO_MUTATORS)(plain, random, others);
  if (changed === undefined) return undefined;
  const whole = joined(input.subarray(0, main.end), codec.pack(changed));
  if (random() < SEALED) reseal(whole);
  return whole;
};

interface Codec {
  readonly magic: readonly number[];
  /** Undefined for what does not decode. */
  unpack(bytes: Uint8Array): Uint8Array | undefined;
  pack(bytes: Uint8Array): Uint8Array;
}

const OPTIONS = { maxOutputLength: LARGEST_ARCHIVE };

const CODECS: readonly Codec[] = [
  { magic: [0x30, 0x37, 0x30, 0x37], unpack: (bytes) => bytes, pack: (bytes) => bytes },
  {
    magic: [0x1f, 0x8b],
    unpack: (bytes) => decoded(() => gunzipSync(bytes, OPTIONS)),
    pack: (bytes) => gzipSync(bytes, { level: 1 }),
  },
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: (bytes) => decoded(() => zstdDecompressSync(bytes, OPTIONS)),
    pack: (bytes) => zstdCompressSync(bytes),
  },
];

function decoded(decode: () => Uint8Array): Uint8Array | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

/** Digests of what stands there now. */
const sealed: InputMutator = (input) => {
  const changed = Uint8Array.from(input);
  reseal(changed);
  return changed;
};

export const PACKAGE_MUTATORS: readonly InputMutator[] = [
  ...[mainHeader, mainHeader, mainHeader, signatureHeader, archive, archive, sealed],
];
