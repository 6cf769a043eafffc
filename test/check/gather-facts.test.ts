import { describe, expect, it, test } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { failingSource } from '../support/failing-reads.ts';

const gather = async (name: string, payload: boolean) =>
  gatherFacts(bytesSource(await packageBytes(name)), { payload });

test('the payload is read when it is asked for', async () => {
  expect((await gather('plain', false)).payload).toBeUndefined();
  const { payload, extents, pkg } = await gather('plain', true);
  expect(payload).toMatchObject({ offset: pkg!.payloadOffset, archive: { complete: true } });
  expect(extents).toBeUndefined();
});

test('without it no more than the head and the last bytes are read', async () => {
  const bytes = await packageBytes('plain');
  let read = 0;
  const inner = bytesSource(bytes);
  const source = {
    size: inner.size,
    readAt(offset: number, into: Uint8Array) {
      read++;
      return inner.readAt(offset, into);
    },
  };
  await gatherFacts(source, { payload: false });
  expect(read).toBeLessThanOrEqual(2);
});

test('a head that rpm cannot read has no payload', async () => {
  const { payload, trouble } = await gather('main-stale-region-count', true);
  expect(trouble).toBeDefined();
  expect(payload).toBeUndefined();
});

describe('a file that ends in the extents magic', () => {
  it('and is an extents file has a proof, and no payload', async () => {
    const { extents, payload } = await gather('extents-sound', true);
    expect(extents).toMatchObject({ trouble: undefined, proof: [] });
    expect(extents!.sections).toMatchObject({ blockSize: 4096, unchecked: [] });
    expect(payload).toBeUndefined();
  });

  it('has what its proof finds', async () => {
    const { extents } = await gather('extents-content-changed', true);
    expect(extents!.proof).toMatchObject([
      { rule: 'cow-content-mismatch', path: '/opt/corpus/a', problem: { section: 'extents' } },
    ]);
  });

  it('is not proven without the payload', async () => {
    const { extents } = await gather('extents-content-changed', false);
    expect(extents).toMatchObject({ proof: undefined, trouble: undefined });
    expect(extents!.sections).toBeDefined();
  });

  it('without being one has trouble, and a payload', async () => {
    const { extents, payload } = await gather('extents-magic-appended', true);
    expect(extents).toMatchObject({ trouble: { section: 'footer' }, sections: undefined });
    expect(payload).toMatchObject({ archive: { complete: true } });
  });
});

test('a read that fails is thrown as it is', async () => {
  const fault = new Error('EIO');
  const source = bytesSource(await packageBytes('plain'));
  await expect(gatherFacts(failingSource(source, 0, fault), { payload: true })).rejects.toBe(fault);
});
