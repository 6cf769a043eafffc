import { expect, test } from 'vitest';
import { compareGravity, gravest, reaches, THRESHOLDS } from '../../src/check/severity.ts';

const severity = { transcode: 'note', install: 'error', spec: 'warning' } as const;

test('the gravest of the targets that are asked for counts', () => {
  expect(gravest(severity, ['transcode'])).toBe('note');
  expect(gravest(severity, ['transcode', 'spec'])).toBe('warning');
  expect(gravest(severity, ['spec', 'install', 'transcode'])).toBe('error');
  expect(gravest(severity, [])).toBe('none');
});

test('a threshold is reached by itself and by what is graver', () => {
  const reached = (of: Parameters<typeof reaches>[0]) =>
    THRESHOLDS.filter((threshold) => reaches(of, threshold));
  expect(reached('error')).toEqual(['error', 'warning', 'note']);
  expect(reached('warning')).toEqual(['warning', 'note']);
  expect(reached('note')).toEqual(['note']);
  expect(reached('none')).toEqual([]);
});

test('sorts the gravest first', () => {
  const all = ['note', 'error', 'none', 'warning'] as const;
  expect([...all].sort(compareGravity)).toEqual(['error', 'warning', 'note', 'none']);
});
