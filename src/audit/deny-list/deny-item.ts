/**
 * What an item of a deny list may be, and what it denies.
 *
 * Policy: the transcoder's own rule, byte for byte: an item denies every package whose lead's name
 * has it as a part, and case counts. Names are byte strings up to the first NUL; of a name that
 * fills all 66 bytes the reference reads on into the numbers behind, where no item can match.
 * An item must come through all that carries it unchanged. The list is split at commas and nothing
 * is trimmed, so blanks in the middle count. The INI readers of libdnf and libdnf5 take blanks off
 * the ends of a value and quotes off a value that has them at both ends; libdnf's also takes
 * backslashes and dollar signs for markup. What is not visible ASCII survives no terminal.
 * Sources: isInDenyList in tools/rpm2extents.cc of the Copy-on-Write patches of rpm (strtok,
 * strstr); reflink.py and reflink.cpp of dnf-plugin-cow, which hand the value on as it is;
 * IniParser::next and trim_value in libdnf5/utils/iniparser.cpp; ConfigParser::substitute in
 * libdnf/conf/ConfigParser.cpp.
 */

export const DENY_VARIABLE = 'LIBREPO_TRANSCODE_RPMS_DENYLIST';

/** Bytes of one `NAME=value` with its NUL, beyond which no program starts (Linux, MAX_ARG_STRLEN). */
const LONGEST_VARIABLE = 131_072;

/** What cannot be in an item: all but visible ASCII and blanks, and , \ $ ' " of these. */
const UNUSABLE = /[^ -~]|[,\\$'"]/;

export function isUsableItem(text: string): boolean {
  return text !== '' && !text.startsWith(' ') && !text.endsWith(' ') && !UNUSABLE.test(text);
}

/** The longest items that deny a name: each other one is a part of one of them. */
export function longestItems(name: string): string[] {
  const parts = name.split(UNUSABLE).map((part) => part.replace(/^ +| +$/g, ''));
  return [...new Set(parts.filter((part) => part !== ''))];
}

/**
 * Items as the value of the configuration or the variable. No items are a lone comma, which denies
 * nothing: the plugins do not set the variable to an empty value, and where it is not set the
 * reference reads memory that it has given back.
 */
export function denyListValue(items: readonly string[]): string {
  return items.length === 0 ? ',' : items.join(',');
}

/** Whether programs can be started with this value in their environment. */
export function fitsVariable(value: string): boolean {
  return `${DENY_VARIABLE}=${value}`.length < LONGEST_VARIABLE;
}
