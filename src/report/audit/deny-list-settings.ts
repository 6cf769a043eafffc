/**
 * A deny list as those want it who obey it: the plugins' configuration, or the environment.
 *
 * Policy: pure. Items have nothing in them that either would change; see audit/deny-list/deny-item.ts.
 */
import { DENY_VARIABLE } from '../../audit/deny-list/deny-item.ts';
import { wrapText } from '../wrap-text.ts';

/** What a shell takes for itself in an assignment. */
const PLAIN_VALUE = /^[\w.,+@%-]*$/;

const COMMENT_WIDTH = 100;

/**
 * The whole file of the plugins, which also works where only the last line is taken over.
 * @param summary what the list does, in sentences.
 */
export function denyListConfiguration(value: string, summary: string): string {
  const comments = [
    summary,
    'This is reflink.conf of the Copy-on-Write plugins: /etc/dnf/plugins/reflink.conf for dnf 4, ' +
      '/etc/dnf/libdnf5-plugins/reflink.conf for DNF 5. An item denies what has it in its name; it ' +
      'was made for the packages that were audited, and is to be made anew when these change.',
    ...(value === ','
      ? ['The comma denies nothing. Without it the reference reads memory it has given back.']
      : []),
  ];
  const lines = comments.flatMap((text) => wrapText(text, COMMENT_WIDTH, '# ', 0).map(commented));
  return `${lines.join('\n')}\n[main]\nenabled=1\ndenylist=${value}\n`;
}

function commented(line: string): string {
  return line.startsWith('# ') ? line : `# ${line}`;
}

/** An assignment for a shell or an environment file of systemd. */
export function denyListVariable(value: string): string {
  return `${DENY_VARIABLE}=${PLAIN_VALUE.test(value) ? value : `'${value}'`}\n`;
}
