/** The verb explain: one rule with its reasons. */
import { Command } from 'commander';
import { hostText } from '../../report/host-text.ts';
import { ruleText } from '../../report/rule-text.ts';
import { wrapText } from '../../report/wrap-text.ts';
import { OTHER_REASONS } from '../../rules/other-reasons.ts';
import { paintFor, proseWidth } from '../colour.ts';
import { EXIT } from '../exit-status.ts';
import { hostRecords } from '../host-records.ts';
import { print } from '../print.ts';
import { ruleRecords } from '../rule-records.ts';
import { similarTo } from '../similar.ts';

export function explainCommand(): Command {
  return new Command('explain')
    .summary('explain a rule: what, why, what to do')
    .description(
      'Explains rules of check and preflight, and the reasons that transcode gives: what the defect is, what ' +
        'breaks and for whom, what to do about it, and where that is written.',
    )
    .argument('<rule...>', 'ids of rules; rpmcow rules lists them')
    .addHelpText(
      'after',
      `
Exit status: 0 explained, 2 no rule of that name.

Example:
  rpmcow explain sig-region-stale-count`,
    )
    .action((ids: string[], _: unknown, command: Command) => {
      const texts = ids.map((id) => explanationOf(id) ?? unknown(id, command));
      print(texts.join('\n'));
    });
}

function explanationOf(id: string): string | undefined {
  const rule = ruleRecords().find((each) => each.id === id);
  if (rule !== undefined) return ruleText(rule, proseWidth(), paintFor('auto'));
  const check = hostRecords().find((each) => each.id === id);
  if (check !== undefined) return hostText(check, proseWidth(), paintFor('auto'));
  const reason = OTHER_REASONS.get(id);
  if (reason === undefined) return undefined;
  const lines = [`${id} (no defect of the package)`, ...wrapText(reason, proseWidth(), '  ')];
  return `${lines.join('\n')}\n`;
}

function unknown(id: string, command: Command): never {
  const catalogue = [...ruleRecords(), ...hostRecords()].map((each) => each.id);
  const known = [...catalogue, ...OTHER_REASONS.keys()];
  const near = similarTo(id, known);
  const hint = near.length === 0 ? 'rpmcow rules lists them' : `perhaps ${near.join(' or ')}`;
  return command.error(`error: no rule is called ${id}; ${hint}`, { exitCode: EXIT.usage });
}
