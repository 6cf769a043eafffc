/** What a fleet is told, and what it tells: pause, cancel, rules, limits, troubles. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { auditMetrics } from '../../../src/audit/fleet/audit-metrics.ts';
import { connectFleet, type FleetConnection } from '../../../src/audit/fleet/fleet-connection.ts';
import {
  cancelAudits,
  fleetStatus,
  pauseFleet,
  resumeFleet,
} from '../../../src/audit/fleet/fleet-control.ts';
import { queueName } from '../../../src/audit/fleet/fleet-keys.ts';
import { takeSlot } from '../../../src/audit/fleet/host-slots.ts';
import { removeJobs } from '../../../src/audit/fleet/remove-jobs.ts';
import { noProgress } from '../../../src/audit/run-audit.ts';
import { squeeze } from '../../../src/io/squeeze.ts';
import { ended, scratch } from '../../cli/programs.ts';
import { hasNginx, startNginx } from '../../support/nginx.ts';
import { hasRedis } from '../../support/redis.ts';
import { createrepo, hasCreaterepo, placeAt } from '../../support/scratch-repository.ts';
import { audit, audited } from '../auditing.ts';
import { RULES, startFleet, type TestFleet } from './fleet.ts';

const SOUND = ['hard-links.rpm', 'plain-xz.rpm', 'plain.rpm', 'with-epoch.rpm'];

let root = '';
let [local, byFleet] = ['', ''];
let fleet: TestFleet;

async function connection(): Promise<FleetConnection> {
  const settings = { ...fleet.queue, password: undefined, authorities: undefined };
  const connected = await connectFleet(settings);
  onTestFinished(() => connected.close());
  return connected;
}

/** Waits until there is so much to see. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await sleep(50);
}

describe.runIf(hasRedis())('a fleet', () => {
  beforeEach(async () => {
    root = scratch();
    [local, byFleet] = [join(scratch(), 'local.sqlite'), join(scratch(), 'fleet.sqlite')];
    await placeAt(root, ...SOUND);
    fleet = await startFleet();
  });

  it('is paused and goes on, and says how it is', async () => {
    const control = await connection();
    await fleet.worker();
    await pauseFleet(control);
    const running = fleet.audit([root], byFleet);
    await until(async () => (await fleetStatus(control)).queues[0]!.waiting === 1);
    const paused = await fleetStatus(control);
    expect(paused.queues).toMatchObject([{ ruleSet: RULES, paused: true, active: 0 }]);
    expect(paused.audits).toMatchObject([{ name: byFleet, packages: 0, alive: true }]);
    expect(paused.workers).toMatchObject([{ ruleSet: RULES, threads: 1, packages: 0 }]);
    expect(paused.redisBytes).toBeGreaterThan(1e5);
    const metrics = auditMetrics({ ...noProgress(), packages: 7 }, paused);
    expect(metrics).toContain('\nrpmcow_audit_packages_total 7\n');
    expect(metrics).toContain('\nrpmcow_fleet_jobs{rules="rules",state="waiting"} 1\n');
    expect(metrics).toContain('\nrpmcow_fleet_paused{rules="rules"} 1\n');
    await sleep(1500);
    expect((await fleetStatus(control)).queues[0]).toMatchObject({ waiting: 1, active: 0 });

    await resumeFleet(control);
    expect(await running).toMatchObject({ packages: SOUND.length });
    const after = await fleetStatus(control);
    expect(after.audits).toEqual([]);
    expect(after.queues).toMatchObject([{ paused: false, waiting: 0, active: 0 }]);
  });

  it('ends a cancelled audit, which can be gone on with', async () => {
    const control = await connection();
    const running = fleet.audit([root], byFleet).then(
      () => 'finished',
      (error: Error) => error.message,
    );
    await until(async () => (await fleetStatus(control)).queues[0]?.waiting === 1);
    expect(await cancelAudits(control)).toBe(1);
    expect(await running).toContain('somebody cancelled this audit');
    expect(fleet.redis.command('keys', `test:${queueName(RULES)}:*-*`)).toBe('');

    await fleet.worker();
    await fleet.audit([root], byFleet);
    await audit([root], local, { ruleSet: RULES });
    expect(audited(byFleet)).toEqual(audited(local));
  });

  it('forgets a cancelled audit whose process is gone', async () => {
    const control = await connection();
    const producer = fleet.producer([root], byFleet);
    const end = ended(producer);
    await until(async () => (await fleetStatus(control)).queues[0]?.waiting === 1);
    producer.kill('SIGKILL');
    await end;
    await until(async () => (await fleetStatus(control)).audits[0]?.alive === false);
    expect(await cancelAudits(control)).toBe(1);
    expect((await fleetStatus(control)).audits).toEqual([]);
    expect(fleet.redis.command('keys', `test:${queueName(RULES)}:*-*`)).toBe('');
  });

  it('takes what was found out for a run that was killed', async () => {
    const control = await connection();
    const worker = await fleet.worker();
    await pauseFleet(control);
    const producer = fleet.producer([root], byFleet);
    const end = ended(producer);
    await until(async () => (await fleetStatus(control)).queues[0]?.waiting === 1);
    producer.kill('SIGKILL');
    await end;
    await resumeFleet(control);
    await until(async () => (await fleetStatus(control)).workers[0]?.packages === SOUND.length);
    await worker.kill();

    // Nobody is there to judge.
    expect(await fleet.audit([root], byFleet)).toMatchObject({ known: 0, troubled: 0 });
    await audit([root], local, { ruleSet: RULES });
    expect(audited(byFleet)).toEqual(audited(local));
  });

  it('leaves out what is no result, and asks again', async () => {
    const told: string[] = [];
    const running = fleet.audit([root], byFleet, {}, (message) => told.push(message));
    const control = await connection();
    await until(async () => (await fleetStatus(control)).queues[0]?.waiting === 1);
    const list = control.keys.results((await fleetStatus(control)).audits[0]!.id);
    await control.redis.call('RPUSH', list, 'no zstd', squeeze(Buffer.from('{"protocol":1}')));
    await until(() => told.length === 2);
    expect(told[0]).toBe(
      'a result is left out: result: expected zstd, found a value of type object',
    );
    expect(told[1]).toContain('result.outcomes: expected a list');
    // Somebody took the job, and nothing came of it.
    await removeJobs(control.queue(queueName(RULES)), (await fleetStatus(control)).audits[0]!.id);
    await fleet.worker();
    expect(await running).toMatchObject({ packages: SOUND.length, troubled: 0 });
  });

  it('leaves the jobs of other rules to others, and says so', async () => {
    const older = await fleet.worker('older-rules');
    const running = fleet.audit([root], byFleet);
    await until(() => older.said().includes('it leaves that to others'));
    expect(older.said()).toContain(`by the rules ${RULES}, and this worker has older-rules`);
    await fleet.worker();
    await running;
    await audit([root], local, { ruleSet: RULES });
    expect(audited(byFleet)).toEqual(audited(local));
    const { workers } = await fleetStatus(await connection());
    expect(workers.find(({ ruleSet }) => ruleSet === 'older-rules')?.packages).toBe(0);
  });

  it('refuses what is no job, and goes on', async () => {
    const control = await connection();
    const worker = await fleet.worker();
    const queue = control.queue(queueName(RULES));
    const bad = await queue.add('judge', { protocol: 1, ruleSet: RULES, packages: 7 });
    const other = await queue.add('judge', { protocol: 99 });
    await until(async () => (await queue.getFailedCount()) === 2);
    expect((await queue.getJob(bad.id!))?.failedReason).toMatch(/^job\.audit: expected a string/);
    expect((await queue.getJob(other.id!))?.failedReason).toMatch(/^job\.protocol: expected 1,/);
    await fleet.audit([root], byFleet);
    expect(audited(byFleet).packages.length).toBe(SOUND.length);
    expect(worker.said()).toContain('a job failed');
  });

  it('tells a package that no worker sees, after it was tried again', async () => {
    const worker = await fleet.worker();
    const control = await connection();
    await pauseFleet(control);
    const running = fleet.audit([root], byFleet);
    await until(async () => (await fleetStatus(control)).queues[0]?.waiting === 1);
    rmSync(join(root, 'plain.rpm'));
    await resumeFleet(control);
    expect(await running).toMatchObject({ packages: SOUND.length, troubled: 1 });
    const gone = audited(byFleet).packages.find(({ location }) => location === 'plain.rpm');
    expect(gone).toMatchObject({ record: null, trouble: { code: 'ENOENT' } });
    const judged = async () => (await fleetStatus(control)).workers[0]?.packages;
    await until(async () => (await judged()) === SOUND.length + 2);
    expect(worker.said()).not.toContain('failed');
  });

  it('gives out no more slots of a host than there are', async () => {
    const control = await connection();
    const [one, two] = [
      await takeSlot(control, 'mirror.example', 'one', 2),
      await takeSlot(control, 'mirror.example', 'two', 2),
    ];
    expect(await takeSlot(control, 'mirror.example', 'three', 2)).toBeUndefined();
    const other = await takeSlot(control, 'other.example', 'three', 2);
    await one!();
    const three = await takeSlot(control, 'mirror.example', 'three', 2);
    expect(three).toBeDefined();
    for (const giveBack of [two, other, three]) await giveBack!();
    expect(fleet.redis.command('keys', '*host*')).toBe('');
  });

  it.runIf(hasNginx() && hasCreaterepo())('asks a mirror no more at once than it may', async () => {
    createrepo(root);
    // One connection at a time, each for a second or more: nginx refuses any other.
    const { url, log } = await startNginx(root, 'limit_conn server 1; limit_rate 5k;');
    await Promise.all([fleet.worker(), fleet.worker(), fleet.worker()]);
    await fleet.audit([url], byFleet, { depth: 'payload', perHost: 1 });
    await audit([root], local, { depth: 'payload', ruleSet: RULES });
    const records = (state: string) => audited(state).packages.map(({ record }) => record);
    expect(records(byFleet)).toEqual(records(local));
    expect(log().filter((line) => line.startsWith('503'))).toEqual([]);
  });
});
