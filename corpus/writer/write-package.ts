/**
 * An independent RPM writer, the referee of native-free-parsers: it shares no line with them.
 * Policy: whole packages in memory; digests and sizes are right unless the description says
 * otherwise, so that stock rpm accepts what is described sanely.
 */

import { archiveMembers } from './archive-members.ts';
import { compress } from './compress.ts';
import { cpioArchive } from './cpio-archive.ts';
import type { PackageDescription } from './description.ts';
import { lead } from './lead.ts';
import { mainHeader } from './main-header.ts';
import { signatureHeader } from './signature-header.ts';

/** The bytes of the package file. */
export async function writePackage(description: PackageDescription): Promise<Uint8Array> {
  const { compressor = 'gzip', format = 'v4' } = description;
  const magic = description.payloadMagic ?? (format === 'v6' ? '07070X' : '070701');
  const archive = await cpioArchive(archiveMembers(description), magic);
  const stored = await compress(compressor, archive);
  const payload = { stored, archive };
  const main = mainHeader(description, payload);
  const signature = signatureHeader(description, main, payload);
  return Buffer.concat([lead(description), signature, main, stored]);
}
