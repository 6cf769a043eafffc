/** Targets: lead, headers, file lists, whole heads. */

import { readFileList } from '../../../native-free-parsers/files.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import {
  checkLoadable,
  dataOffset,
  findEntry,
  firstEntry,
  isDribble,
  parseHeader,
} from '../../../native-free-parsers/header/header.ts';
import type { HeaderKind } from '../../../native-free-parsers/header/limits.ts';
import {
  countOf,
  entryData,
  getBytes,
  getStringArray,
  getStrings,
  getUint16s,
  getUint32s,
  getUint64s,
} from '../../../native-free-parsers/header/values.ts';
import { hasLeadMagic, leadRefusal, parseLead } from '../../../native-free-parsers/lead.ts';
import { PackageHeadParser } from '../../../native-free-parsers/package-head.ts';
import { mergeRefusal, misplacedTags } from '../../../native-free-parsers/signature-header.ts';
import { inspectHeader, outlineHeader } from '../../../src/package/inspect-header.ts';
import { headRefusals } from '../../../src/package/refusal.ts';
import { describePackage } from '../../../src/package/rpm-package.ts';
import { planTranscode } from '../../../src/transcode/plan.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { valueIfKnown } from '../expected-error.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { headerMutator } from '../mutate/header-mutators.ts';
import { PACKAGE_MUTATORS } from '../mutate/package-mutators.ts';
import { type RawPackage, rawPackage } from '../mutate/raw-package.ts';
import { sanePackages, seedPackages } from '../seed-packages.ts';
import { expectSame, piecesOf, readingOf } from './same.ts';

const MAGIC = Uint8Array.of(0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0);
const LEAD = Uint8Array.of(0xed, 0xab, 0xee, 0xdb, 3, 0);

export const leadTarget: FuzzTarget = {
  name: 'lead',
  weight: 100,
  seeds: async () => (await sanePackages()).map((bytes) => bytes.slice(0, 100)),
  mutators: [],
  dictionary: [LEAD],
  run(input) {
    const lead = parseLead(input);
    if (!hasLeadMagic(input)) throw new Error('a lead without its magic');
    leadRefusal(lead);
  },
};

export const mainHeaderTarget = headerTarget('main-header', 'main', ({ main }) => main);
export const signatureHeaderTarget = headerTarget(
  'signature-header',
  'signature',
  ({ signature }) => signature,
);

function headerTarget(
  name: string,
  kind: HeaderKind,
  part: (found: RawPackage) => RawPackage['main'],
): FuzzTarget {
  return {
    name,
    weight: 100,
    seeds: () => headers(part),
    mutators: [headerMutator, headerMutator],
    dictionary: [MAGIC],
    run(input) {
      outlineHeader(bytesSource(input), kind, 0);
      const header = parseHeader(input, kind, 0);
      valueIfKnown(() => checkLoadable(header));
      readEverything(header);
      inspectHeader(header);
    },
  };
}

async function headers(part: (found: RawPackage) => RawPackage['main']): Promise<Uint8Array[]> {
  return (await seedPackages()).flatMap((bytes) => {
    const found = rawPackage(bytes);
    return found === undefined ? [] : [bytes.slice(part(found).start, part(found).end)];
  });
}

/** Every entry in every way, whatever its type. */
function readEverything(header: Header): void {
  for (const [position, entry] of header.entries.entries()) {
    const { tag } = entry;
    const data = entryData(header, position);
    if (data.length !== header.lengths[position]) throw new Error('data of another length');
    if (dataOffset(header, entry) < header.offset) throw new Error('data before the header');
    isDribble(header, position);
    findEntry(header, tag);
    firstEntry(header, tag);
    for (const get of GETTERS) get(header, tag);
    if (countOf(header, tag) < 0) throw new Error('a negative count');
  }
}

const GETTERS = [getBytes, getStrings, getStringArray, getUint16s, getUint32s, getUint64s];

export const fileListTarget: FuzzTarget = {
  name: 'file-list',
  weight: 60,
  seeds: () => headers(({ main }) => main),
  mutators: [headerMutator, headerMutator, headerMutator],
  dictionary: [],
  run(input) {
    const { files, hardLinkSets, digestTexts } = readFileList(parseHeader(input, 'main', 0));
    if (digestTexts !== undefined && digestTexts.length !== files.length) {
      throw new Error('not a digest a file');
    }
    for (const set of hardLinkSets) {
      const ascends = set.every((index, i) => i === 0 || index > set[i - 1]!);
      if (set.length < 2 || !ascends || set.at(-1)! >= files.length) {
        throw new Error(`the hard-link set ${set.join(', ')} of ${files.length} files`);
      }
    }
    for (const { size, index } of files) {
      if (!(size >= 0)) throw new Error(`file ${index} of ${size} bytes`);
    }
  },
};

export const headTarget: FuzzTarget = {
  name: 'head',
  weight: 30,
  seeds: seedPackages,
  mutators: PACKAGE_MUTATORS,
  dictionary: [LEAD, MAGIC],
  run(input) {
    const whole = new PackageHeadParser();
    const reading = readingOf(() => {
      whole.push(input);
      return whole.finish();
    });
    expectSame(
      readingOf(() => {
        const parser = new PackageHeadParser();
        for (const piece of piecesOf(input)) parser.push(piece);
        return parser.finish();
      }),
      reading,
      'a head that came in pieces',
    );
    const { head } = whole;
    if (head === undefined) return;
    mergeRefusal(head.signature, head.main);
    misplacedTags(head.signature, head.main);
    const pkg = describePackage(head);
    headRefusals(pkg);
    planTranscode(pkg);
  },
};
