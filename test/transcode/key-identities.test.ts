import { expect, it } from 'vitest';
import { KeyIdentities } from '../../src/transcode/key-identities.ts';

it('lets the first content under a key decide what the key stands for', () => {
  const identities = new KeyIdentities();
  expect(identities.agree(['k1'], 'one')).toBe(true);
  expect(identities.agree(['k1', 'k2'], 'one')).toBe(true);
  expect(identities.agree(['k2'], 'other')).toBe(false);
  expect(identities.agree(['k3'], 'other')).toBe(true);
});
