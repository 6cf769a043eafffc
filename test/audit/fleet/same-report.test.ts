/** Whatever judges, threads here or workers elsewhere: an audit says the same. */
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MANIFEST } from '../../../corpus/manifest.ts';
import { generateRepository } from '../../../corpus/repository/generate-repository.ts';
import { scratch } from '../../cli/programs.ts';
import { hasNginx, startNginx } from '../../support/nginx.ts';
import { hasRedis } from '../../support/redis.ts';
import { hasCreaterepo, placeAt } from '../../support/scratch-repository.ts';
import { audit, audited } from '../auditing.ts';
import { RULES, startFleet, type TestFleet } from './fleet.ts';

/** Of so many files or so much data that each takes seconds. */
const HUGE = /^(half-a-million-files|main-array-.*|main-data-17-mib)$/;
const CORPUS = MANIFEST.filter(({ kind, name }) => kind !== 'spec' && !HUGE.test(name)).map(
  ({ name }) => `${name}.rpm`,
);

const PLAN = { packages: 300, seed: 5, largest: 4096, defective: 0.3 };

const TOTAL = PLAN.packages + CORPUS.length;

/** With metadata, and without. */
let [root, corpus] = ['', ''];
let [local, byFleet] = ['', ''];
let fleet: TestFleet;

describe.runIf(hasRedis() && hasCreaterepo())('with four workers', () => {
  beforeEach(async () => {
    root = scratch();
    [local, byFleet] = [join(scratch(), 'local.sqlite'), join(scratch(), 'fleet.sqlite')];
    corpus = scratch();
    await placeAt(corpus, ...CORPUS);
    await generateRepository(root, PLAN);
    fleet = await startFleet();
    await Promise.all(Array.from({ length: 4 }, () => fleet.worker()));
  }, 120_000);

  it.each(['headers', 'payload', 'auto'] as const)(
    'files, depth %s',
    async (depth) => {
      await audit([root, corpus], local, { depth, ruleSet: RULES });
      const progress = await fleet.audit([root, corpus], byFleet, { depth });
      expect(progress).toMatchObject({ packages: TOTAL, known: 0 });
      expect(audited(byFleet)).toEqual(audited(local));
      expect(audited(byFleet).packages.length).toBe(TOTAL);
      // The fleet is done with it: nothing of it is left in Redis.
      const left = fleet.redis.command('keys', '*');
      expect(left).not.toMatch(/results|host|begun|test:judge-1-rules:\w{16}/);
      // And who asks again asks nobody.
      expect(await fleet.audit([root, corpus], byFleet, { depth })).toMatchObject({ bytesRead: 0 });
    },
    240_000,
  );

  it.runIf(hasNginx())(
    'packages behind a server',
    async () => {
      const { url } = await startNginx(root);
      await audit([url], local, { depth: 'auto', ruleSet: RULES });
      await fleet.audit([url], byFleet, { depth: 'auto' });
      expect(audited(byFleet)).toEqual(audited(local));

      // Heads that the state has go with the job, and are not fetched again.
      for (const state of [local, byFleet]) await audit([url], state, { ruleSet: 'old' });
      await audit([url], local, { ruleSet: RULES });
      expect(await fleet.audit([url], byFleet)).toMatchObject({ bytesRead: 0, known: 0 });
      expect(audited(byFleet)).toEqual(audited(local));
    },
    240_000,
  );
});
