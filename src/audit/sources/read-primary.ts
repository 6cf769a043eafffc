/**
 * The packages of a primary.xml, compressed or not, as they come.
 *
 * Policy: decoded and parsed as a stream, a batch in memory at a time. It ends where repomd.xml says
 * that it ends, or where no list of packages would expand so far: a bomb costs no more than that.
 * Whether the whole was what repomd.xml states shows at its end only; then that is an error.
 */
import {
  type Compressor,
  sniffCompressor,
} from '../../../native-free-parsers/payload/compressor.ts';
import {
  type PrimaryPackage,
  PrimaryParser,
  type UnusablePackage,
} from '../../../native-free-parsers/repodata/primary.ts';
import type { RepomdData } from '../../../native-free-parsers/repodata/repomd.ts';
import { decodePayload } from '../../io/decode/decode-payload.ts';
import { openXml } from '../../io/xml.ts';
import type { MetadataFile } from './metadata-store.ts';
import { type PullControl, pulled } from './pulled.ts';
import { RepositoryError, readingDocument } from './repository-error.ts';
import { sizeError, startCheck } from './verified-file.ts';

/** Lists of packages shrink to a tenth, of packages all alike to a hundredth. */
const MOST_EXPANSION = 1000;
const ALWAYS_ALLOWED = 16 * 1024 * 1024;

export type PrimaryEntry = PrimaryPackage | UnusablePackage;

/**
 * @param announced is told how many packages the document announces, before the first of them.
 * @throws RepositoryError, after all that came before the fault.
 */
export function readPrimary(
  file: MetadataFile,
  data: RepomdData,
  announced: (packages: number | null) => void,
): AsyncGenerator<PrimaryEntry, void, undefined> {
  return pulled(async (control) => {
    await readingDocument(file.name, () => parse(file, data, announced, control));
  });
}

async function parse(
  file: MetadataFile,
  { openSize, openChecksum }: RepomdData,
  announced: (packages: number | null) => void,
  { push, breathe, stopped }: PullControl<PrimaryEntry>,
): Promise<void> {
  const { name } = file;
  const inside = `${name}, decompressed`;
  const limit = limitOf(file, openSize);
  const check = startCheck(inside, openChecksum === undefined ? [] : [openChecksum]);
  let length = 0;
  const xml = await openXml(new PrimaryParser({ announced, entry: push }));
  const compressor = compressorOf(file);
  const { ended } = await decodePayload({
    compressor,
    input: file.reader(),
    payloadOffset: 0,
    breathe,
    sink: (chunk) => {
      if (stopped()) return 'enough';
      length += chunk.length;
      if (length > limit.bytes) throw tooLarge(inside, limit);
      check?.update(chunk);
      xml.push(chunk);
      return 'more';
    },
  });
  if (ended === 'enough') return;
  if (compressor !== 'none' && ended === 'input-end') {
    throw new RepositoryError('MALFORMED', name, `it ends within its ${compressor} data`);
  }
  xml.end();
  if (openSize !== undefined && length !== openSize) throw sizeError(inside, openSize, length);
  const contradiction = check?.contradiction();
  if (contradiction !== undefined) throw contradiction;
}

interface Limit {
  readonly bytes: number;
  readonly why: string;
}

function limitOf({ size }: MetadataFile, openSize: number | undefined): Limit {
  const expansion = Math.max(ALWAYS_ALLOWED, MOST_EXPANSION * size);
  return openSize !== undefined && openSize <= expansion
    ? { bytes: openSize, why: 'what repomd.xml states' }
    : { bytes: expansion, why: `what a list of packages of ${size} bytes may expand to` };
}

function tooLarge(name: string, { bytes, why }: Limit): RepositoryError {
  const problem = `expected at most ${bytes} bytes, ${why}, found more`;
  return new RepositoryError('TOO_LARGE', name, problem);
}

const ZCHUNK = [0x00, 0x5a, 0x43, 0x4b, 0x31];

function compressorOf(file: MetadataFile): Compressor {
  const start = new Uint8Array(16);
  const length = file.reader().read(start);
  const bytes = start.subarray(0, length);
  // A document may begin with a byte order mark or white space.
  if (/^[<\s\u{ef}]/u.test(String.fromCharCode(bytes[0] ?? 0x20))) return 'none';
  const sniffed = sniffCompressor(bytes);
  if (sniffed !== undefined && sniffed !== 'lzma') return sniffed;
  const zchunk = ZCHUNK.every((byte, at) => bytes[at] === byte);
  const what = zchunk
    ? 'zchunk, which is not read here'
    : 'neither XML nor compressed by a known way';
  throw new RepositoryError('UNSUPPORTED', file.name, `it is ${what}`);
}
