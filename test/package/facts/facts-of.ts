/** The payload facts of bytes, and of packages of the corpus. */
import { packageBytes } from '../../../corpus/package-bytes.ts';
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { readerOf } from '../../../src/io/package-input.ts';
import type { ArchiveFacts, MemberFacts, PayloadFacts } from '../../../src/package/facts/facts.ts';
import { gatherHead } from '../../../src/package/facts/gather-head.ts';
import { gatherPayload } from '../../../src/package/facts/gather-payload.ts';
import { bytesSource } from '../../support/bytes-source.ts';

export function payloadFactsOf(source: ByteSource): Promise<PayloadFacts> {
  return gatherPayload(source, gatherHead(readerOf(source)).pkg!);
}

export async function payloadFacts(name: string): Promise<PayloadFacts> {
  return payloadFactsOf(bytesSource(await packageBytes(name)));
}

export async function archiveFacts(name: string): Promise<ArchiveFacts> {
  return (await payloadFacts(name)).archive!;
}

/** Members by the path of their file, or by their own name. */
export function byPath({ members }: ArchiveFacts): Map<string, MemberFacts> {
  return new Map(
    members.map((facts) => {
      const { member, file } = facts;
      return [file?.path ?? (member.format === 'stripped' ? '' : member.name), facts];
    }),
  );
}
