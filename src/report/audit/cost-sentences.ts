/** What Copy-on-Write costs and saves, in sentences. */
import type { Audit } from '../../audit/audit.ts';
import { bytesText, grouped, many, ratioText, shareText } from './amount-text.ts';

export function costSentences({ total, contents }: Pick<Audit, 'total' | 'contents'>): string[] {
  const { packageBytes, transcodableBytes, extentsBytes, clonedBytes, duplicateBytes } =
    total.costs;
  const [first, ...larger] = extentsBytes;
  const sizes = larger.map(
    ({ blockSize, bytes }) => `${bytesText(bytes)} with blocks of ${blockSize / 1024} KiB`,
  );
  const besides = sizes.length === 0 ? '' : ` (${sizes.join(', ')})`;
  return [
    ...(first === undefined || transcodableBytes === 0
      ? [`All packages together are ${bytesText(packageBytes)}; none has an extents file.`]
      : [
          `Cost: ${bytesText(transcodableBytes)} of ${bytesText(packageBytes)} of packages become ` +
            `${bytesText(first.bytes)} of extents files${besides}: ` +
            `${ratioText(first.bytes, transcodableBytes)} times the room in the cache.`,
          `Gain: an install of everything clones ${bytesText(clonedBytes)} instead of writing it, ` +
            `${bytesText(duplicateBytes)} of that contents which a package has more than once.`,
        ]),
    ...(contents.contents === 0
      ? []
      : [
          `Across packages: ${grouped(contents.distinctContents)} of ` +
            `${many(contents.contents, 'content')} are distinct, ` +
            `${bytesText(contents.distinctBytes)} of ${bytesText(contents.bytes)}` +
            `${contents.sampled < 1 ? `, counted on ${shareText(contents.sampled, 1)} of them` : ''}.`,
        ]),
  ];
}
