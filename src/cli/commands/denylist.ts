/** The verb denylist: what keeps the reference transcoder away from packages that do not survive it. */
import { Command, Option } from 'commander';
import { denyList } from '../../audit/deny-list.ts';
import { type PackageToDeny, packagesToDeny } from '../../audit/packages-to-deny.ts';
import { openAudit } from '../../audit/state/open-audit.ts';
import { denyListJson } from '../../report/audit/deny-list-json.ts';
import { denyListConfiguration, denyListVariable } from '../../report/audit/deny-list-settings.ts';
import { denyListSummary, denyListText } from '../../report/audit/deny-list-text.ts';
import { counted } from '../../report/inspected-values.ts';
import { AUDIT_STATE } from '../audit-state.ts';
import { proseWidth } from '../colour.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { print, tell } from '../print.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly includeUncertain?: boolean;
  readonly format: 'text' | 'conf' | 'env' | 'json';
}

export function denylistCommand(): Command {
  return new Command('denylist')
    .summary('from an audit: the deny list for the Copy-on-Write plugins of dnf')
    .description(
      'Writes the deny list that keeps the reference transcoder away from the packages of an audit ' +
        'that it breaks: with as few others as possible, then with as few items as possible. Says ' +
        'what is denied by accident, and what no list can deny.',
    )
    .argument('[state]', 'what rpmcow audit --state wrote', AUDIT_STATE)
    .option('--include-uncertain', 'deny also what may break, its payload not having been read')
    .addOption(
      new Option('--format <format>', 'for people; reflink.conf; a variable; one JSON document')
        .choices(['text', 'conf', 'env', 'json'])
        .default('text'),
    )
    .addHelpText('after', HELP)
    .action((state: string, options: Options) => {
      process.exitCode = run(state, options);
    });
}

const HELP = `
An item denies every package whose lead has it anywhere in its name, mostly name-version-release.

Exit status: 0 all that must be denied is, 1 some package cannot be denied or the list is too long,
2 wrong usage, 3 the audit could not be read.

Examples:
  rpmcow denylist
  rpmcow denylist --format conf audit.sqlite > /etc/dnf/plugins/reflink.conf
  rpmcow denylist --format json audit.sqlite | jq -r '.packages[].nevra'`;

function run(path: string, { includeUncertain = false, format }: Options): ExitStatus {
  const { audit, close } = openAudit(path);
  let packages: readonly PackageToDeny[];
  try {
    packages = packagesToDeny(audit, includeUncertain);
  } finally {
    close();
  }
  const list = denyList(packages);
  const summary = denyListSummary(list);
  switch (format) {
    case 'text':
      print(denyListText(list, { width: proseWidth() }));
      break;
    case 'conf':
      print(denyListConfiguration(list.value, summary));
      break;
    case 'env':
      print(denyListVariable(list.value));
      break;
    case 'json':
      print([...denyListJson(list, VERSION)].join(''));
      break;
  }
  if (format !== 'text') tell(`rpmcow: ${summary}\n`);
  const open = packages.filter(({ certain, mustBeDenied }) => !certain && !mustBeDenied).length;
  if (open > 0) {
    tell(
      `rpmcow: ${counted(open, 'more package')} may turn out to break when read to the end: ` +
        'rpmcow audit --depth auto finds out, --include-uncertain denies them as well\n',
    );
  }
  return list.impossible.length > 0 || !list.fits ? EXIT.findings : EXIT.ok;
}
