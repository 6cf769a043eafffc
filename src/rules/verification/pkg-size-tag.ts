import { findEntry, type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getUint32, getUint64 } from '../../../native-free-parsers/header/values.ts';
import { isExtentsFile, type PayloadFacts } from '../../package/facts/facts.ts';
import { entryPlace, tagPlace } from '../places.ts';
import { type Evidence, type FactsFor, rule } from '../rule.ts';

export const pkgSizeTag = rule({
  id: 'pkg-size-tag',
  needs: 'files',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A size of the whole package is missing, wrong, or there in two widths.',
    why:
      'rpm installs the package. Repositories and download tools show these numbers, plan disk ' +
      'space by them, or refuse a package that lacks them; and a package that is cut off is ' +
      'noticed by them first.',
    fix:
      'Write SIZE (1000 of the signature header) as the bytes of main header and payload, and ' +
      'PAYLOADSIZE (1007) as the bytes of the uncompressed archive; from 4 GiB on LONGSIZE (270) ' +
      'and LONGARCHIVESIZE (271) instead. A package in the format of rpm 6 has neither, and ' +
      'PAYLOADSIZE (5112) and PAYLOADSIZEALT (5113) in the main header.',
    sources: [
      'rpm docs/manual/format_v4.md and format_v6.md, sizes',
      'rpm 4.18 lib/signature.c, build/pack.c',
      'https://github.com/rpm-rs/rpm/issues/289',
      'https://github.com/goreleaser/nfpm/issues/341',
    ],
  },
  *check(facts) {
    if (isExtentsFile(facts.extents)) return;
    yield* (getUint32(facts.head.main, TAG.RPMFORMAT) ?? 4) >= 6
      ? version6(facts)
      : version4(facts);
  },
  message: ({ expected, found }) => `expected ${expected}, found ${found}`,
  examples: {
    fires: [
      'size-of-payload',
      'size-absent',
      'size-in-both-widths',
      'archive-size-of-payload',
      'archive-size-absent',
    ],
    silent: ['plain', 'format-v6'],
  },
});

function* version4({ head, pkg, payload, size }: FactsFor['files']): Generator<Evidence> {
  const { signature, main } = head;
  const all = { what: 'main header and payload', bytes: [size - main.offset] };
  yield* pair(signature, SIGTAG.SIZE, SIGTAG.LONGSIZE, 'SIZE', all);
  const archive = { what: 'the uncompressed archive', bytes: archiveSizes(payload) };
  // The oldest packages have it in the main header.
  if (hasTag(main, TAG.ARCHIVESIZE) && !hasTag(signature, SIGTAG.PAYLOADSIZE)) {
    yield* number(main, TAG.ARCHIVESIZE, 'ARCHIVESIZE', archive);
  } else if (pkg.payloadFormat !== 'drpm') {
    yield* pair(signature, SIGTAG.PAYLOADSIZE, SIGTAG.LONGARCHIVESIZE, 'PAYLOADSIZE', archive);
  }
}

function* version6({ head: { main }, pkg, payload, size }: FactsFor['files']): Generator<Evidence> {
  const stored = { what: 'the payload', bytes: [size - pkg.payloadOffset] };
  yield* required(main, TAG.PAYLOADSIZE, 'PAYLOADSIZE (5112)', stored);
  const archive = { what: 'the uncompressed archive', bytes: archiveSizes(payload) };
  yield* required(main, TAG.PAYLOADSIZEALT, 'PAYLOADSIZEALT (5113)', archive);
}

/** What a number is the size of, and what it may be; empty where nobody knows. */
interface Measure {
  readonly what: string;
  readonly bytes: readonly number[];
}

/** rpmbuild 4.12 left out the trailer and the padding in front of it. */
const TRAILER_SIZE = 124;
const LONGEST_PADDING = 3;

/** With and without the trailer, and what follows it; builders do all of that. */
function archiveSizes(payload: PayloadFacts | undefined): readonly number[] {
  const { archive, decoding } = payload ?? {};
  if (archive === undefined || !archive.complete || decoding?.kind !== 'decoded') return [];
  const { size } = archive;
  const shorter = Array.from({ length: LONGEST_PADDING + 1 }, (_, i) => size - TRAILER_SIZE - i);
  return [size, decoding.bytes, ...shorter];
}

function* pair(
  header: Header,
  tag: number,
  long: number,
  name: string,
  measure: Measure,
): Generator<Evidence> {
  if (!hasTag(header, long)) return yield* required(header, tag, name, measure);
  if (hasTag(header, tag)) {
    yield {
      where: tagPlace(header, long),
      expected: `${name} in one width`,
      found: 'both 32 and 64 bits',
    };
  }
  yield* number(header, long, name, measure);
}

function* required(header: Header, tag: number, name: string, measure: Measure) {
  if (hasTag(header, tag)) return yield* number(header, tag, name, measure);
  const where = tagPlace(header, tag);
  yield { where, expected: `${name}, the bytes of ${measure.what}`, found: 'none' };
}

function* number(header: Header, tag: number, name: string, { what, bytes }: Measure) {
  const position = findEntry(header, tag)!;
  const claimed = Number(getUint32(header, tag) ?? getUint64(header, tag) ?? Number.NaN);
  if (Number.isNaN(claimed) || bytes.length === 0 || bytes.includes(claimed)) return;
  yield {
    where: entryPlace(header, position),
    expected: `${name} to be ${bytes[0]}, the bytes of ${what}`,
    found: `${claimed}`,
  };
}
