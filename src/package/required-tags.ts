/**
 * Tags without which rpm takes no package into a transaction.
 * Source: rpm 4.18 lib/rpmte.c addTE, which asks for each by headerGetAsString: one value or nothing.
 */
import type { Header } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { countOf, getString } from '../../native-free-parsers/header/values.ts';
import { remembering } from './remembering.ts';

const ALWAYS = [TAG.NAME, TAG.VERSION, TAG.RELEASE] as const;
/** Keys in the rpm database, packages of this name, have neither. */
const BUT_IN_KEYS = [TAG.ARCH, TAG.OS] as const;
const KEYS = 'gpg-pubkey';

/** Those of them that a main header does not have exactly once. */
export const missingRequiredTags: (main: Header) => readonly number[] = remembering((main) => {
  const required: number[] = [...ALWAYS];
  if (getString(main, TAG.NAME) !== KEYS) required.push(...BUT_IN_KEYS);
  return required.filter((tag) => countOf(main, tag) !== 1);
});
