/**
 * Measures one run of a command.
 *
 * Policy: what was written before is on the disk before the command starts, and what the command
 * wrote is on the disk before anything is counted. Device and file system are only counted where
 * nobody else writes to them.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runCommand } from './command.ts';
import type { Cache } from './comparisons.ts';
import { bytesWritten, freeBytes, type Place } from './places.ts';
import type { Sample } from './results.ts';
import { runWithUsage } from './usage.ts';

export interface MeasureRequest {
  readonly command: string;
  /** Where the results go, or null when there are none. */
  readonly place: Place | null;
  /** The directory of the results. */
  readonly out: string;
  /** The directory of ours that everything lives in. */
  readonly workspace: string;
  readonly cache: Cache;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const DROP_CACHES = '/proc/sys/vm/drop_caches';

/** Why caches cannot be emptied here, or undefined. */
export function coldImpossible(): string | undefined {
  try {
    writeFileSync(DROP_CACHES, '3');
    return undefined;
  } catch {
    return 'only root can empty the page cache';
  }
}

export async function measure(request: MeasureRequest): Promise<Sample> {
  const { command, place, out, workspace, cache, env, signal } = request;
  const sync = (path: string) => runCommand(['sync', '-f', path], { signal });

  await sync(out);
  if (cache === 'cold') {
    await sync(workspace);
    writeFileSync(DROP_CACHES, '3');
  }
  if (place?.ownVolume) await freeSpaceAtRest(place);
  const before = place && diskState(place);
  const start = process.hrtime.bigint();
  const used = await runWithUsage(command, join(workspace, 'usage'), { env, signal });
  const usage = { ...used, processor: used.user + used.system };
  if (place === null) {
    return {
      ...usage,
      settled: null,
      written: null,
      growth: null,
      exclusive: null,
      shared: null,
    };
  }
  await sync(out);
  const settled = Number(process.hrtime.bigint() - start) / 1e9;
  const after = diskState(place);
  return {
    ...usage,
    settled,
    written: before && after && after.written - before.written,
    growth: before && after && before.free - after.free,
    ...(await sharing(place, out, signal)),
  };
}

/** XFS gives the space of removed files back a little later. */
async function freeSpaceAtRest({ path }: Place): Promise<void> {
  let last = freeBytes(path);
  for (let same = 0; same < 3; ) {
    await setTimeout(10);
    const now = freeBytes(path);
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

function diskState({ device, path }: Place) {
  return device === null ? null : { written: bytesWritten(device), free: freeBytes(path) };
}

async function sharing(
  { fileSystem }: Place,
  out: string,
  signal: AbortSignal,
): Promise<Pick<Sample, 'exclusive' | 'shared'>> {
  if (fileSystem !== 'btrfs') return { exclusive: null, shared: null };
  try {
    const printed = await runCommand(['btrfs', 'filesystem', 'du', '-s', '--raw', out], { signal });
    const [total, exclusive] = (printed.trim().split('\n').at(-1) ?? '').trim().split(/\s+/);
    return { exclusive: Number(exclusive), shared: Number(total) - Number(exclusive) };
  } catch {
    signal.throwIfAborted();
    return { exclusive: null, shared: null };
  }
}
