/**
 * What a package's payload shows: decoded once with what rpm would use, every byte of it digested.
 *
 * Policy: judges nothing and stops at nothing but a fault of the machine; what rpm would refuse is
 * described and reading goes on where it can. A payload that rpm does not look at is not decoded,
 * one that expands to more than the headers account for no further than that.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { sniffCompressor } from '../../../native-free-parsers/payload/compressor.ts';
import { type Breather, makeBreather } from '../../io/breathe.ts';
import { decodePayload } from '../../io/decode/decode-payload.ts';
import { MissingCodecError } from '../../io/decode/missing-codec-error.ts';
import { createDigest, hasDigest } from '../../io/digests.ts';
import { readUpTo } from '../inspect-bytes.ts';
import { foreignFormat } from '../payload-format.ts';
import type { RpmPackage } from '../rpm-package.ts';
import { ArchiveSurvey } from './archive-survey.ts';
import { digestCandidates } from './digest-candidates.ts';
import type { Decoding, PayloadFacts } from './facts.ts';
import { PayloadDigester, payloadDigestAlgorithms } from './payload-digests.ts';
import { PayloadStreams } from './payload-streams.ts';

const SNIFFED = 16;

/** Reads the payload of a package to the end of the file. */
export async function gatherPayload(source: ByteSource, pkg: RpmPackage): Promise<PayloadFacts> {
  const { payloadOffset: offset } = pkg;
  const breathe = makeBreather();
  const sniffed = sniffCompressor(readUpTo(source, offset, SNIFFED));
  const streams = new PayloadStreams(source, offset);
  const digester = new PayloadDigester(source, pkg);
  const survey = isRead(pkg) ? await surveyArchive(pkg, digester, streams, breathe) : NOT_READ;
  const digests = { ...(await digester.finish(breathe)), archive: survey.digests };
  const known = { digests, payloadEnd: streams.end ?? plainEnd(offset, survey) };
  const others = await digestCandidates(source, pkg, known, breathe);
  return {
    offset,
    length: source.size - offset,
    sniffed,
    streams: streams.all(),
    streamsEnd: streams.end,
    decoding: survey.decoding,
    archive: survey.archive,
    digests: { ...digests, others },
  };
}

/**
 * rpm reads the archive of a package with files (lib/psm.c rpmpsmUnpack), if it is one; it does not
 * ask what that of a source package is (rpmInstallSourcePackage).
 */
function isRead(pkg: RpmPackage): boolean {
  return pkg.fileList.files.length > 0 && (pkg.isSource || foreignFormat(pkg) === undefined);
}

interface Survey extends Pick<PayloadFacts, 'decoding' | 'archive'> {
  readonly digests: ReadonlyMap<string, string>;
}

const NOT_READ: Survey = {
  decoding: { kind: 'not-read' },
  archive: undefined,
  digests: new Map(),
};

/** Where an archive ends that is not compressed. */
function plainEnd(offset: number, { decoding, archive }: Survey): number | undefined {
  const plain = decoding.kind === 'decoded' && decoding.route === 'plain';
  return plain && archive?.complete ? offset + archive.size : undefined;
}

async function surveyArchive(
  pkg: RpmPackage,
  input: PayloadDigester,
  streams: PayloadStreams,
  breathe: Breather,
): Promise<Survey> {
  const survey = new ArchiveSurvey(pkg.fileList);
  const digests = payloadDigestAlgorithms(pkg.head.main)
    .filter(hasDigest)
    .map((name) => ({ name, digest: createDigest(name) }));
  const decoding = await decode(pkg, survey, {
    compressor: pkg.compressor,
    input,
    payloadOffset: pkg.payloadOffset,
    sink: (chunk) => {
      for (const { digest } of digests) digest.update(chunk);
      return survey.push(chunk);
    },
    onStreamEnd: (end) => streams.endAt(end),
    breathe,
  });
  return {
    decoding,
    archive: decoding.kind === 'no-codec' ? undefined : survey.facts(decoding),
    digests: new Map(
      decoding.kind === 'decoded'
        ? digests.map(({ name, digest }) => [name, toHex(digest.digest())])
        : [],
    ),
  };
}

async function decode(
  { archiveSize }: RpmPackage,
  survey: ArchiveSurvey,
  request: Parameters<typeof decodePayload>[0],
): Promise<Decoding> {
  try {
    const { route, ended } = await decodePayload({
      ...request,
      ...(archiveSize === undefined ? {} : { declaredSize: archiveSize }),
    });
    const { bytes, limit } = survey;
    return ended === 'enough'
      ? { kind: 'too-much', bytes, limit }
      : { kind: 'decoded', route, bytes, ended };
  } catch (error) {
    if (error instanceof MissingCodecError) return { kind: 'no-codec', message: error.message };
    if (!(error instanceof FormatError)) throw error;
    return { kind: 'corrupt', problem: error.problem, bytes: survey.bytes };
  }
}
