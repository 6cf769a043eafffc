/** Counts of outcomes by kind of call, and the table of them. */
import type { Operation } from './fault-point.ts';
import { BAD_OUTCOMES, GOOD_OUTCOMES, type Outcome } from './judge-run.ts';

export class FaultMatrix {
  readonly #rows = new Map<Operation, Map<Outcome, number>>();
  readonly #points = new Map<Operation, Set<string>>();

  /** @param point tells one place of a fault from another. */
  add(operation: Operation, point: string, outcome: Outcome): void {
    const row = this.#rows.get(operation) ?? new Map<Outcome, number>();
    row.set(outcome, (row.get(outcome) ?? 0) + 1);
    this.#rows.set(operation, row);
    this.#points.set(operation, (this.#points.get(operation) ?? new Set()).add(point));
  }

  /** How often these outcomes occurred. */
  count(...outcomes: readonly Outcome[]): number {
    let sum = 0;
    for (const row of this.#rows.values()) for (const o of outcomes) sum += row.get(o) ?? 0;
    return sum;
  }

  get faults(): number {
    return this.count(...GOOD_OUTCOMES, ...BAD_OUTCOMES);
  }

  /** One line a kind of call, and one for all. */
  table(): string {
    const columns = [...GOOD_OUTCOMES, ...BAD_OUTCOMES].filter((outcome) => this.count(outcome));
    const head = ['call', 'points', 'faults', ...columns];
    const rows = [...this.#rows].sort().map(([operation, row]) => {
      const counts = columns.map((outcome) => row.get(outcome) ?? 0);
      const points = this.#points.get(operation)!.size;
      return [operation, points, sumOf([...row.values()]), ...counts];
    });
    const points = sumOf([...this.#points.values()].map(({ size }) => size));
    const all = ['all', points, this.faults, ...columns.map((outcome) => this.count(outcome))];
    return [head, ...rows, all].map((cells) => line(cells, head)).join('\n');
  }
}

function line(cells: readonly (string | number)[], head: readonly string[]): string {
  const [first, ...others] = cells.map(String);
  const padded = others.map((cell, i) => cell.padStart(head[i + 1]!.length + 2));
  return `${first!.padEnd(16)}${padded.join('')}`;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
