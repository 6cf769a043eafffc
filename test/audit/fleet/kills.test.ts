/** Whoever is killed, whenever: an audit with a fleet says what one without says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateRepository } from '../../../corpus/repository/generate-repository.ts';
import { ended, scratch } from '../../cli/programs.ts';
import { sabotage } from '../../cli/sabotage.ts';
import { hasRedis } from '../../support/redis.ts';
import { hasCreaterepo, placeAt } from '../../support/scratch-repository.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { audit, audited } from '../auditing.ts';
import { RULES, startFleet, type TestFleet, type WorkerProcess } from './fleet.ts';

let root = '';
let [local, byFleet] = ['', ''];
let fleet: TestFleet;

describe.runIf(hasRedis() && hasCreaterepo())('a fleet', () => {
  beforeEach(async () => {
    root = scratch();
    [local, byFleet] = [join(scratch(), 'local.sqlite'), join(scratch(), 'fleet.sqlite')];
    fleet = await startFleet();
  });

  it('loses workers, the producer and Redis, and no package', async () => {
    const plan = { packages: 2500, seed: 9, largest: 4096, defective: 0.1 };
    await generateRepository(root, plan);
    await audit([root], local, { depth: 'payload', ruleSet: RULES });

    const random = seededRandom(11);
    const workers: WorkerProcess[] = [];
    for (let i = 0; i < 4; i++) workers.push(await fleet.worker());
    let killed = 0;
    let isOver = false;
    const loseWorkers = async () => {
      while (!isOver) {
        await sleep(random.between(300, 1500));
        const [victim] = workers.splice(random.between(0, workers.length - 1), 1);
        await victim!.kill();
        killed++;
        workers.push(await fleet.worker());
      }
    };
    const losing = loseWorkers();
    let [interrupted, restarts] = [0, 0];
    for (;;) {
      const producer = fleet.producer([root], byFleet, { depth: 'payload' });
      const end = ended(producer);
      if (interrupted < 3) await Promise.race([end, sleep(random.between(1200, 2500))]);
      if (interrupted < 3 && producer.exitCode === null) {
        producer.kill('SIGKILL');
        interrupted++;
        await end;
        continue;
      }
      for (; restarts < 2 && producer.exitCode === null; restarts++) {
        await fleet.redis.restart();
        await Promise.race([end, sleep(random.between(500, 1500))]);
      }
      expect(await end).toEqual({ status: 0, signal: null });
      break;
    }
    isOver = true;
    await losing;
    expect(killed).toBeGreaterThan(3);
    expect({ interrupted, restarts }).toEqual({ interrupted: 3, restarts: 2 });
    expect(audited(byFleet).packages.length).toBe(plan.packages);
    expect(audited(byFleet)).toEqual(audited(local));
  }, 280_000);

  it('quarantines the package that ends its workers, and only that', async () => {
    await generateRepository(root, { packages: 60, seed: 3, largest: 4096, defective: 0 });
    const beside = scratch();
    await placeAt(beside, 'plain.rpm', 'hard-links.rpm', 'plain-xz.rpm');
    writeFileSync(join(beside, 'poison.rpm'), 'no package');
    await audit([root, beside], local, { ruleSet: RULES });

    const deaths = join(scratch(), 'deaths');
    const env = sabotage(
      scratch(),
      `const { openSync } = fs;
      fs.openSync = (path, ...rest) => {
        if (String(path).endsWith('poison.rpm')) {
          fs.appendFileSync(${JSON.stringify(deaths)}, '+');
          process.kill(process.pid, 'SIGKILL');
        }
        return openSync(path, ...rest);
      };`,
    );
    let isOver = false;
    const respawn = async () => {
      while (!isOver) {
        const worker = await fleet.worker(RULES, env);
        while (!isOver && worker.child.signalCode === null) await sleep(50);
      }
    };
    const spawning = respawn();
    const progress = await fleet.audit([root, beside], byFleet);
    isOver = true;
    await spawning;

    expect(progress).toMatchObject({ troubled: 1 });
    const [ours, theirs] = [audited(byFleet), audited(local)];
    const isPoison = ({ location }: { location: string }) => location === 'poison.rpm';
    expect(ours.packages.filter((each) => !isPoison(each))).toEqual(
      theirs.packages.filter((each) => !isPoison(each)),
    );
    expect(ours.packages.find(isPoison)).toMatchObject({
      record: null,
      trouble: { code: 'QUARANTINED' },
    });
    // Once among others, twice by itself.
    expect(readFileSync(deaths, 'utf8')).toBe('+++');
  }, 200_000);
});
