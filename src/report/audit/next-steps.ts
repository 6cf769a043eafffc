/** Commands that follow on an audit. */
import type { Audit } from '../../audit/audit.ts';
import { breakingCount } from './prediction-words.ts';

export interface NextStep {
  readonly command: string;
  readonly what: string;
}

export function nextSteps({ total, depth }: Pick<Audit, 'total' | 'depth'>): NextStep[] {
  const breaking = breakingCount(total) > 0;
  const steps: NextStep[] = [
    ...(breaking
      ? [
          { command: 'rpmcow denylist', what: 'keeps these away from Copy-on-Write' },
          {
            command: 'rpmcow audit ... --report vendor=bugs.md',
            what: 'tells those who built them',
          },
        ]
      : []),
    ...(total.uncertain > 0 && depth === 'headers'
      ? [
          {
            command: 'rpmcow audit ... --depth auto',
            what: 'reads what the headers leave open',
          },
        ]
      : []),
    {
      command: 'rpmcow audit ... --report html=audit.html',
      what: 'shows every package, with filters',
    },
  ];
  const width = Math.max(...steps.map(({ command }) => command.length));
  return steps.map(({ command, what }) => ({ command: command.padEnd(width), what }));
}
