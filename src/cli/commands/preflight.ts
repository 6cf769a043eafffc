/** The verb preflight: can this host do Copy-on-Write? */
import { Command, Option } from 'commander';
import { type ExaminedHost, examineHost, type HostVerdict } from '../../host/examine-host.ts';
import type { HostFacts } from '../../host/facts/host-facts.ts';
import { gatherHost } from '../../host/gather-host.ts';
import { jsonPieces } from '../../report/json-pieces.ts';
import { preflightText } from '../../report/preflight-text.ts';
import { type ColourChoice, colourOption, paintFor, proseWidth } from '../colour.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { print } from '../print.ts';
import { reportTrouble } from '../trouble.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly system: string;
  readonly root?: string;
  readonly cache?: string;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

const STATUSES: Readonly<Record<HostVerdict, ExitStatus>> = {
  can: EXIT.ok,
  'can-but': EXIT.ok,
  cannot: EXIT.findings,
  unknown: EXIT.unreadable,
};

export function preflightCommand(): Command {
  return new Command('preflight')
    .summary('tell whether this host can install by Copy-on-Write')
    .description(
      'Looks at all that Copy-on-Write installation needs of a host and gives one verdict: can, can ' +
        'with something to be said, or cannot, with the reasons and what to do about each. Clones ' +
        'are tried, in the cache of dnf and from it to what packages install to, with temporary ' +
        'files that are gone at once. Nothing is downloaded and nothing is changed.',
    )
    .option('--root <dir>', 'where packages are installed to (default: that of --system)')
    .option('--cache <dir>', 'where packages are downloaded to (default: as dnf is configured)')
    .option('--system <dir>', 'where rpm, dnf and their configuration are', '/')
    .addOption(
      new Option('--format <format>', 'for people, or one JSON document')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      process.exitCode = await run(options);
    });
}

const HELP = `
Run it as root: others may not make files where packages go. The environment counts, too, where it has
LIBREPO_TRANSCODE_RPMS. Of a system elsewhere (--system) the files are read, and no program of it is run.

Exit status: 0 it can, perhaps with something to be said, 1 it cannot, 2 wrong usage, 3 something that it
takes could not be found out.

Examples:
  rpmcow preflight
  rpmcow preflight --root /mnt/image --cache /mnt/image/var/cache/dnf
  rpmcow preflight --format json | jq -r '.checks[] | select(.status == "error").id'`;

async function run(options: Options): Promise<ExitStatus> {
  const { system, root = system, cache, format, color } = options;
  try {
    const facts = await gatherHost({ system, root, cache, environment: process.env });
    const host = examineHost(facts);
    const text = () => preflightText(host, proseWidth(), paintFor(color));
    print(format === 'text' ? text() : documentOf(host, facts, system));
    return STATUSES[host.verdict];
  } catch (error) {
    return reportTrouble('preflight', error);
  }
}

function documentOf(host: ExaminedHost, facts: HostFacts, system: string): string {
  const tool = { name: 'rpmcow', version: VERSION };
  const { verdict, because, checks } = host;
  const places = {
    system,
    root: facts.targets[0].directory,
    cache: facts.cache.path,
  };
  return `${[...jsonPieces({ tool, ...places, verdict, because, checks })].join('')}\n`;
}
