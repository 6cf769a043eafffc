/** What the text of a check depends on besides its record. */
import type { Target } from '../check/severity.ts';
import type { Rule } from '../rules/rule.ts';
import type { Paint } from './paint.ts';

export interface CheckTextStyle {
  /** What findings are weighed for. */
  readonly targets: readonly Target[];
  /** Characters of a line. */
  readonly width: number;
  readonly paint: Paint;
  readonly ruleOf: (id: string) => Rule | undefined;
}
