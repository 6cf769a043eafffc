/** The files for fleets: what they ask of rpmcow is there, and systemd takes the unit. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { itemsOf } from '../../.dev/docs/help.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';
import { scratch } from '../cli/programs.ts';
import { INTEGRATIONS } from './pipeline.ts';

const FLEET = join(INTEGRATIONS, 'fleet');
const FILES = [
  'Containerfile',
  'kubernetes-deployment.yaml',
  'kubernetes-job.yaml',
  'rpmcow-worker.service',
];
/** Of podman, in the Containerfile. */
const OTHERS = ['--env', '--volume', '--from-literal', '--now'];

test('the options of all files exist', () => {
  const known = programHelps()
    .filter(({ help }) => ['rpmcow audit', 'rpmcow worker'].includes(help.program))
    .flatMap(({ help }) =>
      itemsOf(help, 'Options').flatMap(({ term }) => term.match(/--[a-z-]+/g)),
    );
  for (const name of FILES) {
    const text = readFileSync(join(FLEET, name), 'utf8');
    const asked = text.match(/(?<=[\s"'])--[a-z][a-z-]+/g) ?? [];
    expect(asked.length, name).toBeGreaterThan(0);
    const unknown = asked.filter((each) => !known.includes(each) && !OTHERS.includes(each));
    expect(unknown, name).toEqual([]);
  }
}, 120_000);

const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!systemd) console.warn('skipped: systemd-analyze is not installed (apt-get install systemd)');

test.runIf(systemd)('systemd understands the unit', () => {
  const unit = join(scratch(), 'rpmcow-worker.service');
  copyFileSync(join(FLEET, 'rpmcow-worker.service'), unit);
  // Where rpmcow is not installed, its path is all there would be to say.
  const text = readFileSync(unit, 'utf8').replace('/usr/bin/rpmcow', '/bin/true');
  writeFileSync(unit, text.replace(/^Documentation=.*\n/m, ''));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
