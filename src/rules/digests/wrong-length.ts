/** The evidence of the rules about digests of a wrong length: each explains it in another way. */
import { digestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { type DigestDefect, digestDefect } from '../../package/digest-defects.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';
import { filePlace } from '../files/file-place.ts';
import type { Evidence } from '../rule.ts';

type WrongLength = Exclude<DigestDefect, { readonly rule: 'digest-missing' }>;

/** The first digest that is not as long as rpm wants it, if that is the defect of this rule. */
export function wrongLength(
  { head: { main }, fileList }: RpmPackage,
  id: WrongLength['rule'],
): Evidence[] {
  const defect = digestDefect(main, fileList);
  if (defect === undefined || defect.rule === 'digest-missing' || defect.rule !== id) return [];
  const { index, text, algorithm } = defect;
  const { name, length } = fileList.digestAlgorithm;
  return [
    {
      where: filePlace(main, TAG.FILEDIGESTS, fileList.files[index]!),
      expected: `${2 * length} digits (${name})`,
      found: `${text.length} digits${spoken(algorithm)}`,
      rpmSays: 'cpio: Digest mismatch',
    },
  ];
}

/** What FILEDIGESTALGO says, where that is an algorithm at all. */
function spoken(algorithm: number | undefined): string {
  if (algorithm === undefined || algorithm === 0) return '';
  return ` in algorithm ${algorithm} (${digestAlgorithm(algorithm)?.name ?? 'unknown'})`;
}
