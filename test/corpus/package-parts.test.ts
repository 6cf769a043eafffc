import { expect, test } from 'vitest';
import { putTogether, takeApart } from '../../corpus/mutate/package-parts.ts';
import { reseal } from '../../corpus/mutate/reseal.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { WRITTEN_PACKAGES } from '../../corpus/written-packages.ts';

test.each([...WRITTEN_PACKAGES.keys()])('%s: apart and together again', async (name) => {
  const bytes = await packageBytes(name);
  expect(Buffer.from(putTogether(takeApart(bytes))).equals(bytes)).toBe(true);
});

test.each(['signature-dribble', 'padding-not-zero'])(
  '%s: apart and together again',
  async (name) => {
    const bytes = await packageBytes(name);
    expect(Buffer.from(putTogether(takeApart(bytes))).equals(bytes)).toBe(true);
  },
);

test('sealing what is whole changes nothing', async () => {
  const bytes = await packageBytes('plain');
  expect(Buffer.from(reseal(takeApart(bytes))).equals(bytes)).toBe(true);
});
