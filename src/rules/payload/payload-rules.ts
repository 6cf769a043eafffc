/** Rules about the payload and its archive. */
import type { Rule } from '../rule.ts';
import { cpioChecksum } from './cpio-checksum.ts';
import { cpioContentShort } from './cpio-content-short.ts';
import { cpioDuplicateEntry } from './cpio-duplicate-entry.ts';
import { cpioField } from './cpio-field.ts';
import { cpioGhostContent } from './cpio-ghost-content.ts';
import { cpioGhostStripped } from './cpio-ghost-stripped.ts';
import { cpioLinkInterleaved } from './cpio-link-interleaved.ts';
import { cpioLinkOrder } from './cpio-link-order.ts';
import { cpioLinkTargetShort } from './cpio-link-target-short.ts';
import { cpioMagic } from './cpio-magic.ts';
import { cpioMissingFile } from './cpio-missing-file.ts';
import { cpioNameForm } from './cpio-name-form.ts';
import { cpioNotInHeader } from './cpio-not-in-header.ts';
import { cpioOrder } from './cpio-order.ts';
import { cpioSizeMismatch } from './cpio-size-mismatch.ts';
import { cpioStripped } from './cpio-stripped.ts';
import { cpioTrailerMissing } from './cpio-trailer-missing.ts';
import { payloadBomb } from './payload-bomb.ts';
import { payloadCompressorInexact } from './payload-compressor-inexact.ts';
import { payloadCompressorMismatch } from './payload-compressor-mismatch.ts';
import { payloadCompressorUnsupported } from './payload-compressor-unsupported.ts';
import { payloadCorrupt } from './payload-corrupt.ts';
import { payloadFormat } from './payload-format.ts';
import { payloadMultiMember } from './payload-multi-member.ts';
import { payloadMultiStream } from './payload-multi-stream.ts';
import { payloadTrailing } from './payload-trailing.ts';
import { payloadTruncated } from './payload-truncated.ts';
import { payloadUnfinished } from './payload-unfinished.ts';
import { payloadXzMemory } from './payload-xz-memory.ts';

export const PAYLOAD_RULES: readonly Rule[] = [
  cpioChecksum,
  cpioContentShort,
  cpioDuplicateEntry,
  cpioField,
  cpioGhostContent,
  cpioGhostStripped,
  cpioLinkInterleaved,
  cpioLinkOrder,
  cpioLinkTargetShort,
  cpioMagic,
  cpioMissingFile,
  cpioNameForm,
  cpioNotInHeader,
  cpioOrder,
  cpioSizeMismatch,
  cpioStripped,
  cpioTrailerMissing,
  payloadBomb,
  payloadCompressorInexact,
  payloadCompressorMismatch,
  payloadCompressorUnsupported,
  payloadCorrupt,
  payloadFormat,
  payloadMultiMember,
  payloadMultiStream,
  payloadTrailing,
  payloadTruncated,
  payloadUnfinished,
  payloadXzMemory,
];
