/**
 * Many files, each its result, in the order of the paths.
 *
 * Policy: one worker is this thread, which lets the event loop run now and then; what takes
 * milliseconds is not worth a thread. Nothing is kept of a file once its result is out.
 */
import { extname } from 'node:path';
import { makeBreather } from '../io/breathe.ts';
import { lostFile } from '../package/unreadable.ts';
import { inWorkers } from '../transcode/worker-pool.ts';
import { checkPackage } from './check-package.ts';
import type { CheckResult } from './check-record.ts';
import type { CheckRequest, CheckTask } from './check-task.ts';
import { keysOf } from './keys-of.ts';
import { selectRules } from './rule-selection.ts';

/** Leaving the iteration early ends the work. */
export async function* checkAll(
  paths: Iterable<string>,
  workers: number,
  request: CheckRequest,
): AsyncGenerator<CheckResult, void, undefined> {
  if (workers === 1) yield* checkHere(paths, request);
  else yield* checkInWorkers(paths, workers, request);
}

async function* checkHere(paths: Iterable<string>, request: CheckRequest) {
  const keys = await keysOf(request.keyFiles);
  const options = { ...request, keys, rules: selectRules(request.rules) };
  const breathe = makeBreather();
  for (const path of paths) {
    yield await checkPackage(path, options);
    await breathe();
  }
}

function checkInWorkers(paths: Iterable<string>, workers: number, request: CheckRequest) {
  return inWorkers<CheckTask, CheckResult>(tasks(paths, request), workers, {
    // Beside this module, in the sources as in the bundle.
    module: new URL(`./check-worker${extname(import.meta.url)}`, import.meta.url),
    name: 'checkTask',
    lost: ({ path }, error) => ({ kind: 'unreadable', unreadable: lostFile(path, error) }),
  });
}

function* tasks(paths: Iterable<string>, request: CheckRequest): Generator<CheckTask> {
  for (const path of paths) yield { path, request };
}
