/**
 * A power cut at any moment: under a result's name there is the old file or the whole new one, and
 * what the program has reported as written is there.
 *
 * Policy: a real file system on a loop device, cloned at every fsync and every change of a name by
 * power-layer.ts; each clone is mounted, which replays its journal, and read.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { RPMCOW, run, samplePackage } from '../cli/programs.ts';
import { type FileSystemKind, loopVolume } from '../support/loop-volume.ts';
import { command } from '../support/mounted.ts';
import { contentsOf } from './place.ts';
import { COPIES_VARIABLE, IMAGE_VARIABLE } from './power-layer.ts';

const LAYER = pathToFileURL(join(import.meta.dirname, 'power-layer.ts')).href;
const MIB = { ext4: 16, btrfs: 128, xfs: 300 } as const;
/** Holds the disk and its clones. */
const DISKS_MIB = 1024;
const OLD = 'an old result';

const MANY = 12;

let packages: readonly Buffer[];
beforeAll(async () => {
  const names = Array.from({ length: MANY }, (_, i) => `sample-${i}`);
  packages = await Promise.all(names.map((name) => samplePackage({ name })));
});

describe.each([
  { jobs: 1, count: 2 },
  // Their results wait for the disk all at once, while names are given.
  { jobs: 2, count: MANY },
])('$count packages, $jobs at a time', ({ jobs, count }) => {
  test.each(['ext4', 'btrfs', 'xfs'] as const)(
    '%s',
    async (kind: Exclude<FileSystemKind, 'tmpfs'>) => {
      const disks = loopVolume('xfs', { mib: DISKS_MIB });
      if (disks === undefined) return;
      // XFS refuses to mount a second file system with the same UUID.
      const volume = loopVolume(kind, { mib: MIB[kind], directory: disks.path });
      if (volume === undefined) return;
      const place = mkdtempSync(join(tmpdir(), 'power-'));
      onTestFinished(() => rmSync(place, { recursive: true, force: true }));
      const copies = join(disks.path, 'copies');
      for (const path of [join(place, 'in'), join(place, 'mounted'), copies]) mkdirSync(path);
      for (const [i, bytes] of packages.slice(0, count).entries()) {
        writeFileSync(join(place, 'in', `${i}.rpm`), bytes);
      }
      const out = join(volume.path, 'out');
      mkdirSync(out);
      writeFileSync(join(out, '0.rpm'), OLD);
      command('sync', '-f', out);
      const before = contentsOf(out);

      const args = ['transcode', join(place, 'in'), '--out-dir', out, '-j', `${jobs}`];
      const result = await run([process.execPath, RPMCOW, ...args], {
        env: {
          NODE_OPTIONS: `--import=${LAYER} --disable-warning=ExperimentalWarning`,
          [IMAGE_VARIABLE]: volume.image,
          [COPIES_VARIABLE]: copies,
        },
      });
      expect(result.status, result.stderr).toBe(0);
      command('cp', '--reflink=always', volume.image, join(copies, '999 reported'));
      const after = contentsOf(out);
      expect(after.size).toBe(count);
      command('umount', volume.path);

      const moments = readdirSync(copies).sort();
      const states = moments.map((moment) => {
        const found = afterPowerCut(join(copies, moment), join(place, 'mounted'));
        const whole = [...after].filter(([path, content]) => found.get(path) === content).length;
        const wrong = [...after.keys()].filter((path) => {
          const content = found.get(path);
          return content !== after.get(path) && content !== before.get(path);
        });
        return { moment, whole, wrong };
      });
      console.log(
        `${kind}: ${states.map(({ moment, whole }) => `${moment}: ${whole}`).join('; ')}`,
      );
      expect(states.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      // Each result has a sync, and those of names are shared at most by all.
      expect(states.length).toBeGreaterThanOrEqual(2 * count + 3);
      expect(states[0]).toMatchObject({ whole: 0 });
      expect(states.at(-1)).toMatchObject({ moment: '999 reported', whole: after.size });
      command('mount', '-o', 'loop', volume.image, volume.path);
    },
    300_000,
  );
});

/** What the results' directory has once the file system has recovered. */
function afterPowerCut(image: string, where: string) {
  command('mount', '-o', 'loop', image, where);
  try {
    return contentsOf(join(where, 'out'));
  } finally {
    command('umount', where);
    rmSync(image);
  }
}
