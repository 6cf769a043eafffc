/**
 * Reads .repo files: the repositories that dnf is configured with.
 *
 * Policy: only what tells where packages are and how to get there; `[main]` is no repository. Variables
 * are replaced in every value. A value that dnf would not take (a truth value of another spelling) is an
 * error. Source: dnf.conf(5), "REPO OPTIONS".
 */
import { FormatError } from '../bytes/format-error.ts';
import { type IniSection, parseIni } from './ini.ts';
import { type RepoVariables, substituteVariables } from './repo-variables.ts';
import { shown, shownWord } from './shown.ts';

export interface RepoConfiguration {
  readonly id: string;
  readonly enabled: boolean;
  /** Addresses of the repository itself, in their order. */
  readonly baseurl: readonly string[];
  readonly mirrorlist: string | undefined;
  readonly metalink: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Paths of PEM files. */
  readonly sslclientcert: string | undefined;
  readonly sslclientkey: string | undefined;
  readonly sslcacert: string | undefined;
  /** `none` or empty: no proxy, whatever the environment says. */
  readonly proxy: string | undefined;
  /** Variables of the addresses that have no value, each once. */
  readonly unknownVariables: readonly string[];
}

/** Every repository of the text, disabled ones too, in their order. Throws FormatError. */
export function parseRepoFile(text: string, variables: RepoVariables): RepoConfiguration[] {
  return parseIni(text)
    .filter(({ name }) => name !== 'main')
    .map((section) => configurationOf(section, variables));
}

function configurationOf(
  { name, values }: IniSection,
  variables: RepoVariables,
): RepoConfiguration {
  const unknown = new Set<string>();
  const value = (key: string): string | undefined => {
    const written = values.get(key);
    if (written === undefined) return undefined;
    const substituted = substituteVariables(written, variables);
    for (const missing of substituted.unknown) unknown.add(missing);
    return substituted.text;
  };
  const filled = (key: string) => value(key) || undefined;
  const configuration = {
    id: substituteVariables(name, variables).text,
    enabled: truth(name, 'enabled', values.get('enabled') ?? '1'),
    baseurl: (value('baseurl') ?? '').split(/[\s,]+/).filter((address) => address !== ''),
    mirrorlist: filled('mirrorlist'),
    metalink: filled('metalink'),
    sslclientcert: filled('sslclientcert'),
    sslclientkey: filled('sslclientkey'),
    sslcacert: filled('sslcacert'),
    proxy: value('proxy'),
  };
  // Not substituted: a password may hold a dollar sign.
  const username = values.get('username') || undefined;
  const password = values.get('password') || undefined;
  return { ...configuration, username, password, unknownVariables: [...unknown] };
}

const TRUE = ['1', 'yes', 'true', 'on'];
const FALSE = ['0', 'no', 'false', 'off'];

function truth(section: string, key: string, text: string): boolean {
  const word = text.toLowerCase();
  if (TRUE.includes(word)) return true;
  if (FALSE.includes(word)) return false;
  throw new FormatError({
    code: 'BAD_VALUE',
    section: 'repository',
    offset: 0,
    expected: `${key} of [${shownWord(section)}] to be one of ${[...TRUE, ...FALSE].join(', ')}`,
    found: shown(text),
  });
}
