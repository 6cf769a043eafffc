/** A small run that never happened: every kind of thing that reports have to show. */

import type { CaseResult, Measure, Results, Sample } from '../../bench/results.ts';

const MIB = 1024 * 1024;

/** A sample with nothing measured but what is given. */
export function sample(measured: Partial<Record<Measure, number>>): Sample {
  return {
    wall: null,
    settled: null,
    processor: null,
    user: null,
    system: null,
    peakMemory: null,
    written: null,
    growth: null,
    exclusive: null,
    shared: null,
    ...measured,
  };
}

/** Contestants by name, with the wall times of their warm rounds. */
export function madeUpCase(name: string, walls: Record<string, readonly number[]>): CaseResult {
  const contestants = Object.entries(walls).map(([contestant, times]) => ({
    name: contestant,
    command: `${contestant} "$PACKAGE"`,
    warm: times.map((wall) => sample({ wall })),
    cold: [],
  }));
  return { name, family: 'Family', what: 'made up', place: '-', package: 'small', contestants };
}

const EXTRACT: CaseResult = {
  name: 'extract-reflink-small',
  family: 'Extract by reflink',
  what: 'small files',
  place: 'btrfs',
  package: 'small',
  contestants: [
    {
      name: 'rpmcow extract, reflink',
      command: 'rpmcow extract "$IN/extents" -C "$OUT" --reflink always',
      warm: [0.1, 0.11, 0.12].map((wall) =>
        sample({
          wall,
          settled: wall + 0.01,
          processor: 0.07,
          user: 0.05,
          system: 0.02,
          peakMemory: 60 * MIB,
          written: 168 * 1024,
          growth: 0,
          exclusive: 0,
          shared: 16 * MIB,
        }),
      ),
      cold: [sample({ wall: 0.2, peakMemory: 60 * MIB })],
    },
    {
      name: 'rpm2cpio | cpio -id',
      command: 'rpm2cpio "$PACKAGE" | cpio -id',
      warm: [0.2, 0.22, 0.21].map((wall) =>
        sample({ wall, settled: wall + 0.1, peakMemory: 8 * MIB, written: 16 * MIB }),
      ),
      cold: [sample({ wall: 0.19, peakMemory: 8 * MIB })],
    },
  ],
};

export const MADE_UP: Results = {
  started: '2030-01-02T03:04:05.678Z',
  finished: '2030-01-02T03:05:05.678Z',
  quick: true,
  repeat: 'npm run bench -- --quick',
  machine: {
    processor: 'Imaginary 1000',
    cores: 2,
    memory: 4096 * MIB,
    system: 'Imaginary Linux 1',
    kernel: '9.9.9',
    architecture: 'x64',
    pageSize: 4096,
    load: 0.1,
    versions: { rpmcow: '1.0.0', bsdtar: null },
  },
  places: [
    { name: 'btrfs', fileSystem: 'btrfs', options: 'rw', ownVolume: true, reflink: true },
    { name: 'directory', fileSystem: 'tmpfs', options: 'rw', ownVolume: false, reflink: false },
  ],
  packages: [
    {
      name: 'small',
      what: 'many small files',
      compressor: 'zstd',
      files: 2000,
      contentSize: 4 * MIB,
      size: 2.5 * MIB,
      digest: '00',
    },
  ],
  cases: [
    madeUpCase('header', { 'rpmcow inspect': [0.3, 0.32, 0.31], 'rpm <-qp>': [0.1, 0.1, 0.1] }),
    EXTRACT,
  ],
  skipped: [
    { what: 'header: bsdtar -t', reason: 'there is no bsdtar here' },
    { what: 'payload: bsdtar -t', reason: 'there is no bsdtar here' },
  ],
  failed: [{ what: 'reuse@xfs', reason: 'sh ended with status 1' }],
};
