/** The 96-byte lead. Source: rpm docs/manual/format_lead.md, lib/rpmlead.c. */

import type { PackageDescription } from './description.ts';

const SIGNATURE_TYPE_HEADER = 5;
const NAME_SIZE = 66;

export function lead(description: PackageDescription): Uint8Array {
  const { name, version = '1.0', release = '1', kind, format } = description;
  const bytes = Buffer.alloc(96);
  const historical = format === 'v6' ? 0 : 1;
  bytes.writeUInt32BE(0xedabeedb, 0);
  bytes.writeUInt8(format === 'v6' ? 4 : 3, 4);
  bytes.writeUInt16BE(kind === 'source' ? 1 : 0, 6);
  bytes.writeUInt16BE(historical, 8);
  bytes.write(description.leadName ?? `${name}-${version}-${release}`, 10, NAME_SIZE - 1);
  bytes.writeUInt16BE(historical, 76);
  bytes.writeUInt16BE(SIGNATURE_TYPE_HEADER, 78);
  return bytes;
}
