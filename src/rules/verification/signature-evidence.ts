/** Evidence about signatures. */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { signatureTagName } from '../../../native-free-parsers/header/tags.ts';
import { signatureText } from '../../../native-free-parsers/openpgp-signature.ts';
import type { CheckedSignature } from '../../package/signatures/check-signatures.ts';
import type { PackageSignature } from '../../package/signatures/list-signatures.ts';
import type { Where } from '../rule.ts';

export function signaturePlace({ tag, offset, length }: PackageSignature): Where {
  return { section: 'signature-header', offset, length, tag };
}

/** As rpm calls it: `Header V4 RSA/SHA256 Signature, key ID 1964c5fc`. */
export function signatureName({ covers, packet, tag }: PackageSignature): string {
  const range = covers === 'header' ? 'Header ' : '';
  if (packet.kind === 'read') return `${range}${signatureText(packet.description)}`;
  return `${range}${signatureTagName(tag)} signature`;
}

/** Who the key says to belong to, safe to print; its ID for want of a name. */
export function keyName({ key, packet }: CheckedSignature): string {
  const keyId = packet.kind === 'read' ? packet.description.keyId : '';
  const name = key?.userId;
  if (name === undefined) return `key ID ${keyId}`;
  return `${displayText(Buffer.from(name).toString('latin1'))} (key ID ${keyId})`;
}
