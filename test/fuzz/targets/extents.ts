/** Targets: sections of extents files, and whole ones. */
import { MANIFEST } from '../../../corpus/manifest.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import {
  encodeChecksigBlock,
  parseChecksigBlock,
} from '../../../native-free-parsers/extents/checksig-block.ts';
import {
  encodeCsumBlock,
  parseCsumBlock,
} from '../../../native-free-parsers/extents/csum-block.ts';
import {
  encodeDigestTable,
  findOffset,
  isSorted,
  parseDigestTable,
} from '../../../native-free-parsers/extents/digest-table.ts';
import {
  encodeFooter,
  FOOTER_LENGTH,
  parseFooter,
} from '../../../native-free-parsers/extents/footer.ts';
import { inspectPackage } from '../../../src/package/inspect-package.ts';
import { blockSizeOf, locate, openExtentsFile } from '../../../src/transcode/extents-file.ts';
import { verifyExtents } from '../../../src/transcode/verify.ts';
import {
  CHECKSIG_BYTES,
  CSUM_BYTES,
  TABLE_BYTES,
} from '../../native-free-parsers/extents/worked-example.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { valueIfKnown } from '../expected-error.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { EXTENTS_MUTATORS } from '../mutate/extents-mutators.ts';
import { PACKAGE_MUTATORS } from '../mutate/package-mutators.ts';
import { expectSame } from './same.ts';

export const sectionsTarget: FuzzTarget = {
  name: 'extents-sections',
  weight: 100,
  seeds: async () =>
    [CHECKSIG_BYTES, TABLE_BYTES, CSUM_BYTES].map((bytes) => Uint8Array.from(bytes)),
  mutators: [],
  dictionary: words('KWTSH100', 'SHA256', '\0\0\0\0\0\0\0\0', '\xff\xff\xff\x7f'),
  run(input) {
    const source = bytesSource(input);
    const end = input.length;
    const checksig = valueIfKnown(() => parseChecksigBlock(source, 0, end));
    if (checksig !== undefined) expectStart(input, encodeChecksigBlock(checksig));
    const csum = valueIfKnown(() => parseCsumBlock(source, 0, end));
    if (csum !== undefined) expectStart(input, encodeCsumBlock(csum));
    const table = valueIfKnown(() => parseDigestTable(source, 0, end));
    if (table !== undefined) {
      expectStart(input, encodeDigestTable(table));
      if (isSorted(table) && table.count > 0) {
        const last = table.digests.subarray(-table.digestLength);
        expectSame(findOffset(table, last), table.offsets[table.count - 1], 'the last record');
      }
    }
    const tail = input.subarray(-FOOTER_LENGTH);
    const footer = valueIfKnown(() => parseFooter(tail, 2 ** 40 + input.length));
    if (footer !== undefined)
      expectStart(tail.subarray(-encodeFooter(footer).length), encodeFooter(footer));
  },
};

/** What was read, written again, is what was there. */
function expectStart(input: Uint8Array, encoded: Uint8Array): void {
  expectSame(Buffer.compare(input.subarray(0, encoded.length), encoded), 0, 'written again');
}

export const extentsTarget: FuzzTarget = {
  name: 'extents',
  weight: 10,
  async seeds() {
    const names = MANIFEST.map(({ name }) => name).filter((name) => name.startsWith('extents-'));
    return await Promise.all(names.map(async (name) => Uint8Array.from(await packageBytes(name))));
  },
  mutators: [...EXTENTS_MUTATORS, ...EXTENTS_MUTATORS, ...PACKAGE_MUTATORS],
  dictionary: words('KWTSH100'),
  async run(input) {
    const source = bytesSource(input);
    await inspectPackage(source);
    const file = openExtentsFile(source);
    blockSizeOf(file);
    const { extents } = locate(file);
    const findings = await verifyExtents(file);
    if (findings.length > 0) return;
    for (const { offset, size } of extents) {
      if (offset < file.package.payloadOffset || offset + size > file.extentsEnd) {
        throw new Error(`proven, with ${size} bytes at ${offset}`);
      }
    }
  },
};
