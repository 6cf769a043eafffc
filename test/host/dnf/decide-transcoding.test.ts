/** What dnf is told to set, and what keeps it from that. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decideTranscoding } from '../../../src/host/dnf/decide-transcoding.ts';
import type { TransactionPackage } from '../../../src/host/dnf/transaction-package.ts';
import { placeFile } from '../../cli/corpus-files.ts';
import { scratch } from '../../cli/programs.ts';
import { loopVolume } from '../../support/loop-volume.ts';

function packageIn(cache: string, name: string, algorithm: string): TransactionPackage {
  const nevra = `${name}-1.0-1.noarch`;
  const path = join(cache, 'test/packages', `${nevra}.rpm`);
  const checksum = `${algorithm}:00`;
  return { name, version: '1.0', release: '1', nevra, repository: 'test', checksum, path };
}

interface Given {
  readonly cache: string;
  readonly algorithms?: readonly string[];
  readonly denied?: readonly string[];
  readonly transcoder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A decision for a process that has no librepo, which might have any. */
function decide({ cache, algorithms = ['sha256'], denied = [], ...given }: Given) {
  const program = join(cache, 'transcoder');
  placeFile(cache, 'transcoder', '#!/bin/sh\n');
  chmodSync(program, 0o755);
  const { transcoder = program, environment = {} } = given;
  return decideTranscoding({
    packages: algorithms.map((algorithm, i) => packageIn(cache, `p${i}`, algorithm)),
    denialOf: ({ name }) => (denied.includes(name) ? 'of a test' : undefined),
    cache,
    root: cache,
    pid: process.pid,
    environment,
    transcoder,
  });
}

describe('on a file system that clones', () => {
  it('names the program, each digest once, and what is denied', () => {
    const cache = loopVolume('btrfs')?.path;
    if (cache === undefined) return;
    const algorithms = ['sha512', 'sha256', 'sha256', 'sha1'];
    const LIBREPO_TRANSCODE_RPMS = `${cache}/transcoder SHA1 SHA256 SHA512`;
    expect(decide({ cache, algorithms })).toEqual({
      environment: { LIBREPO_TRANSCODE_RPMS },
      notes: [],
    });
    const environment = { LIBREPO_TRANSCODE_RPMS_DENYLIST: 'before' };
    expect(decide({ cache, algorithms, denied: ['p1', 'p3'], environment })).toEqual({
      environment: {
        LIBREPO_TRANSCODE_RPMS,
        LIBREPO_TRANSCODE_RPMS_DENYLIST: 'before,p1-1.0-1,p3-1.0-1',
      },
      notes: ['p1', 'p3'].map((name) => ({
        level: 'info',
        text: `${name}-1.0-1.noarch is left as it is: of a test`,
      })),
    });
  });
});

describe('nothing is set', () => {
  it.each([
    [
      'a checksum that no extents file has',
      { algorithms: ['sha256', 'sha3'] },
      /has sha3 checksums/,
    ],
    ['a program with a blank in its path', { transcoder: '/a b' }, /splits its setting at blanks/],
    ['no such program', { transcoder: '/nonexistent' }, /there is no program \/nonexistent/],
    [
      'a deny list that keeps programs from starting',
      { environment: { LIBREPO_TRANSCODE_RPMS_DENYLIST: 'x'.repeat(128 * 1024) } },
      /longer than Linux lets a variable be/,
    ],
    ['a setting of its own', { environment: { LIBREPO_TRANSCODE_RPMS: '/x' } }, /set already/],
  ])('because of %s', (_what, given, says) => {
    const { environment, notes } = decide({ cache: scratch(), ...given });
    expect(environment).toEqual({});
    expect(notes.map(({ text }) => text)).toEqual([expect.stringMatching(says)]);
  });

  it('because the cache does not clone', () => {
    const cache = loopVolume('ext4')?.path;
    if (cache === undefined) return;
    const { environment, notes } = decide({ cache });
    expect(environment).toEqual({});
    expect(notes).toEqual([
      {
        level: 'warning',
        text: `nothing is transcoded: the file system of ${cache} does not share blocks between files (EOPNOTSUPP)`,
      },
    ]);
  });

  it('and nothing said, where nothing goes to the cache', () => {
    expect(decide({ cache: scratch(), algorithms: [] })).toEqual({ environment: {}, notes: [] });
  });
});
