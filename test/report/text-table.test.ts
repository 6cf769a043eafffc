import { expect, it } from 'vitest';
import { textTable } from '../../src/report/text-table.ts';

it('aligns columns and leaves no blank at a line end', () => {
  const lines = textTable(
    [{ title: 'N', align: 'right' }, { title: 'WHAT' }, { title: 'NOTE' }],
    [
      ['1', 'a', ''],
      ['100', 'longer', 'x'],
    ],
  );
  expect(lines).toEqual(['  N  WHAT    NOTE', '  1  a', '100  longer  x']);
});
