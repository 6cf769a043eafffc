/** What a shell may complete of rpmcow, read from its commands and their options. */
import type { Argument, Command, Option } from 'commander';
import type {
  CompletedOption,
  CompletedProgram,
  CompletedVerb,
} from '../report/completion/completion.ts';
import { completedValue, type ValuePlace } from './completed-values.ts';
import { RPM2EXTENTS_HELP } from './rpm2extents-help.ts';

/** @param program with all its verbs. */
export function completedProgram(program: Command): CompletedProgram {
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const verbs = commands.map((command) => command.name());
  return {
    name: program.name(),
    options: completedOptions(program, { verb: program.name(), verbs }),
    verbs: commands.map((command) => completedVerb(command, verbs)),
  };
}

function completedVerb(command: Command, verbs: readonly string[]): CompletedVerb {
  const place = { verb: command.name(), verbs };
  const about = { name: command.name(), summary: command.summary() || command.description() };
  // It reads its arguments itself.
  if (place.verb === 'rpm2extents') return { ...about, ...ofHelp(RPM2EXTENTS_HELP, place) };
  // Where there are several they are alike: the old one and the new one.
  const [argument] = command.registeredArguments;
  return {
    ...about,
    options: completedOptions(command, place),
    argument: argument && argumentValue(argument, place),
  };
}

function completedOptions(command: Command, place: ValuePlace): CompletedOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      flags: [option.short, option.long].filter((flag) => flag !== undefined),
      description: option.description,
      value: optionValue(option, place),
    }));
}

function optionValue({ flags, argChoices, required, optional }: Option, place: ValuePlace) {
  if (!required && !optional) return undefined;
  return completedValue(/[<[](.+)[>\]]$/.exec(flags)![1]!, argChoices, place);
}

function argumentValue(argument: Argument, place: ValuePlace) {
  return completedValue(argument.name(), argument.argChoices, place);
}

/** Options and argument as a help lists them that is no command's. */
function ofHelp(help: string, place: ValuePlace): Pick<CompletedVerb, 'options' | 'argument'> {
  const lines = help.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)(?: <(.+?)>)? {2,}(.+(?:\n {10,}.+)*)/gm);
  const argument = /^Usage: .*<(\w+)/.exec(help)![1]!;
  return {
    options: [...lines].map(([, short, long, value, text]) => ({
      flags: [short, long].filter((flag) => flag !== undefined),
      description: text!.replaceAll(/\s+/g, ' '),
      value: value === undefined ? undefined : completedValue(value, undefined, place),
    })),
    argument: completedValue(argument, undefined, place),
  };
}
