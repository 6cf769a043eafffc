/**
 * A package put together from the independent writer's parts, so that what is stored can be changed
 * before its digests are made.
 */
import { archiveMembers } from '../../corpus/writer/archive-members.ts';
import { compress } from '../../corpus/writer/compress.ts';
import { cpioArchive } from '../../corpus/writer/cpio-archive.ts';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import { lead } from '../../corpus/writer/lead.ts';
import { mainHeader } from '../../corpus/writer/main-header.ts';
import { signatureHeader } from '../../corpus/writer/signature-header.ts';

/** The parts in the file's order; `change` gets the compressed payload. */
export async function packageParts(
  description: PackageDescription,
  change: (stored: Uint8Array) => Uint8Array = (stored) => stored,
) {
  const archive = await cpioArchive(archiveMembers(description), '070701');
  const stored = change(await compress(description.compressor ?? 'gzip', archive));
  const main = mainHeader(description, { stored, archive });
  const signature = signatureHeader(description, main, { stored, archive });
  return { lead: lead(description), signature, main, stored };
}
