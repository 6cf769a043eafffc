/** Whether text on standard output is coloured, and how. */
import { styleText } from 'node:util';
import { Option } from 'commander';
import { mayBeTerminal } from '../io/may-be-terminal.ts';
import { type Paint, plain, type Tone } from '../report/paint.ts';

export const COLOUR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColourChoice = (typeof COLOUR_CHOICES)[number];

const STYLES = {
  good: 'green',
  bad: ['bold', 'red'],
  doubtful: 'yellow',
  error: ['bold', 'red'],
  warning: 'yellow',
  note: 'cyan',
  faint: 'dim',
  bold: 'bold',
} as const satisfies Readonly<Record<Tone, Parameters<typeof styleText>[0]>>;

/** --color, as every verb has it that prints for people. */
export function colourOption(): Option {
  return new Option('--color <when>', 'auto, always or never')
    .choices(COLOUR_CHOICES)
    .default('auto');
}

/** `auto`: on a terminal, unless NO_COLOR or a terminal of no colours says otherwise. */
export function paintFor(choice: ColourChoice): Paint {
  if (choice === 'never' || (choice === 'auto' && !mayBeColoured())) return plain;
  const options = choice === 'always' ? { validateStream: false } : { stream: process.stdout };
  return (tone, text) => styleText([...[STYLES[tone]].flat()], text, options);
}

/** As styleText has it: only terminals are, unless that is forced. */
function mayBeColoured(): boolean {
  return process.env['FORCE_COLOR'] !== undefined || mayBeTerminal(STDOUT);
}

/** Characters of a line for prose. */
export function proseWidth(): number {
  const columns = mayBeTerminal(STDOUT) ? process.stdout.columns : undefined;
  return Math.max(40, Math.min(columns ?? 80, 100));
}

const STDOUT = 1;
