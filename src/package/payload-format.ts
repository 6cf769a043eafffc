/** What PAYLOADFORMAT has to say. */
import type { RpmPackage } from './rpm-package.ts';

/**
 * A payload format that rpm installs nothing from. The oldest packages do not have the tag.
 * Source: rpm 4.18 lib/depends.c headerCheckPayloadFormat.
 */
export function foreignFormat({
  payloadFormat,
}: Pick<RpmPackage, 'payloadFormat'>): string | undefined {
  return payloadFormat === 'cpio' ? undefined : payloadFormat;
}
