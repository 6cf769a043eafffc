/**
 * Variables in the configuration of repositories: `$releasever`, `${basearch}`.
 *
 * Policy: names are letters, digits and `_`, and mean the same in any case; `$$` is a dollar sign.
 * One that nobody has set is no text to go on with, so it is named. Source: dnf.conf(5), libdnf
 * libdnf/conf/ConfigParser.cpp substitute().
 */

export type RepoVariables = ReadonlyMap<string, string>;

export interface Substituted {
  readonly text: string;
  /** Names without a value, each once; `text` has them as they were written. */
  readonly unknown: readonly string[];
}

const VARIABLE = /\$(?:\$|([A-Za-z0-9_]+)|\{([A-Za-z0-9_]+)\})/g;

/** @param variables by names in lower case. */
export function substituteVariables(text: string, variables: RepoVariables): Substituted {
  const unknown = new Set<string>();
  const replaced = text.replace(VARIABLE, (whole, plain?: string, braced?: string) => {
    const name = plain ?? braced;
    if (name === undefined) return '$';
    const value = variables.get(name.toLowerCase());
    if (value === undefined) unknown.add(name);
    return value ?? whole;
  });
  return { text: replaced, unknown: [...unknown] };
}
