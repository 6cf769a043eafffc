/**
 * A layer between a program and the machine that makes one call fail. Every thread of the program
 * loads it before its own code (node --import).
 *
 * Policy: sits on what the layer src/io calls: functions of node:fs, of the C library by way of
 * koffi, and threads; so the program itself knows nothing of it. A call that is to fail is not made,
 * but for a short one, which does half. Without a fault it writes down every call. It opens
 * nothing: a confined process could not.
 */
import fs from 'node:fs';
import Module, { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { basename, dirname, join } from 'node:path';
import workers from 'node:worker_threads';
import {
  FAULT_LOG,
  FAULT_VARIABLE,
  type FaultRequest,
  type Operation,
  type PassedPoint,
  SHORT,
} from './fault-point.ts';

type Call = (...args: never[]) => unknown;
type Functions = Record<string, Call>;

const { project, fault } = JSON.parse(process.env[FAULT_VARIABLE]!) as FaultRequest;
const { readlinkSync, writeSync } = fs;
const thread = workers.isMainThread ? 'main' : `${basename(process.argv[1]!)} ${workers.threadId}`;
const passed = new Map<Operation, number>();
/** Inside a call that is counted: Node may make others for it. */
let inside = false;

/** The code of the fault that strikes this call; undefined where it is to be made. */
function strikes(operation: Operation, subject: string): string | undefined {
  if (subject.includes(`${project}/`) || subject === 'descriptor 2') return undefined;
  const ordinal = (passed.get(operation) ?? 0) + 1;
  passed.set(operation, ordinal);
  const here =
    fault?.thread === thread && fault.operation === operation && fault.ordinal === ordinal;
  const point = { thread, operation, ordinal, subject };
  if (fault === undefined) note(point);
  if (!here) return undefined;
  note({ ...point, struck: fault.code });
  return fault.code;
}

function note(point: PassedPoint): void {
  writeSync(FAULT_LOG, `${JSON.stringify(point)}\n`);
}

/** A path, or a descriptor, as people know it. */
function subjectOf(argument: unknown): string {
  if (typeof argument === 'number') {
    return argument <= 2 ? `descriptor ${argument}` : linkOf(`/proc/self/fd/${argument}`);
  }
  const path = String(argument);
  const [, directory, name] = /^(\/proc\/self\/fd\/\d+)\/(.*)$/.exec(path) ?? [];
  return directory === undefined ? path : join(linkOf(directory), name!);
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return path;
  }
}

function failure(code: string, call: string): Error {
  const errno = -(constants.errno as Record<string, number>)[code]!;
  return Object.assign(new Error(`${code}: a fault of the test, ${call}`), {
    code,
    errno,
    syscall: call,
  });
}

/** Has a synchronous function of node:fs fail, where that is its turn. */
function watch(name: string, operation: Operation, subjectAt = 0): void {
  const functions = fs as unknown as Functions;
  const real = functions[name]!;
  const watched = (...args: never[]) => {
    if (inside) return real(...args);
    inside = true;
    try {
      const code = strikes(operation, subjectOf(args[subjectAt]));
      if (code === undefined) return real(...args);
      if (code === SHORT) return real(...(half(args) as never[]));
      throw failure(code, name);
    } finally {
      inside = false;
    }
  };
  functions[name] = Object.assign(watched, real);
}

/** The arguments of a read or write of half as many bytes; one at least. */
function half(args: readonly unknown[]): unknown[] {
  const [fd, bytes, offset, length, position] = args as [
    number,
    Uint8Array,
    number?,
    number?,
    (number | null)?,
  ];
  const whole = length ?? bytes.length;
  return [fd, bytes, offset ?? 0, Math.max(1, whole >> 1), position ?? null];
}

/** fsync is the one that is asked for and ends later. */
function watchFsync(): void {
  const real = fs.fsync;
  fs.fsync = ((fd: number, done: (error: Error | null) => void) => {
    const code = strikes('fsync', subjectOf(fd));
    if (code === undefined) real(fd, done);
    else setImmediate(done, failure(code, 'fsync'));
  }) as typeof fs.fsync;
}

const READS = ['readSync', 'readFileSync'];
const METADATA = ['fchmodSync', 'fchownSync', 'lchownSync', 'lutimesSync', 'futimesSync'];
const STATS = ['statSync', 'lstatSync', 'fstatSync', 'statfsSync', 'readlinkSync', 'realpathSync'];
const watchAll = (names: readonly string[], operation: Operation) => {
  for (const name of names) watch(name, operation);
};
watch('openSync', 'open');
watchAll(READS, 'read');
watch('writeSync', 'write');
watch('ftruncateSync', 'truncate');
watch('renameSync', 'rename', 1);
watch('linkSync', 'link', 1);
watch('symlinkSync', 'symlink', 1);
watchAll(['unlinkSync', 'rmSync'], 'unlink');
watch('mkdirSync', 'mkdir');
watch('rmdirSync', 'rmdir');
watch('readdirSync', 'readdir');
watchAll(STATS, 'stat');
watchAll(METADATA, 'metadata');
watchFsync();

/** Functions of the C library: their kind, and which argument says what it is about. */
const NATIVE: Readonly<Record<string, readonly [operation: Operation, subjectAt: number]>> = {
  ioctl: ['ioctl', 0],
  openat: ['open', 1],
  mkfifo: ['mkfifo', 0],
  copy_file_range: ['copy_file_range', 2],
  linkat: ['link', 3],
  fallocate: ['reserve', 0],
  mmap: ['map', 4],
  pipe2: ['pipe', 0],
  posix_spawnp: ['spawn', 1],
  cap_set_fd: ['metadata', 0],
  syscall: ['confine', 0],
};

const MAP_FAILED = 2n ** 64n - 1n;

/** What errno is after a call that was not made. */
let errno: number | undefined;

function watchNative(name: string, real: Call): Call {
  const [operation, subjectAt] = NATIVE[name]!;
  return (...args: never[]) => {
    const code = strikes(operation, nativeSubject(name, args, subjectAt));
    if (code === undefined) return real(...args);
    const number = (constants.errno as Record<string, number>)[code]!;
    // It says so itself, and sets no errno.
    if (name === 'posix_spawnp') return number;
    errno = number;
    return name === 'mmap' ? MAP_FAILED : -1;
  };
}

function nativeSubject(name: string, args: readonly unknown[], subjectAt: number): string {
  const argument = args[subjectAt];
  if (name === 'syscall' || name === 'pipe2') return name;
  if (name !== 'openat') return subjectOf(argument);
  const bytes = argument as Buffer;
  return join(subjectOf(args[0]), bytes.toString('latin1', 0, bytes.indexOf(0)));
}

interface Koffi {
  load(...args: unknown[]): { func(prototype: string): Call };
  errno(): number;
}

/** koffi loads itself in two steps: what has been wrapped is not wrapped again. */
const watchedLibraries = new WeakSet<Koffi>();

function watchedKoffi(koffi: Koffi): Koffi {
  if (watchedLibraries.has(koffi)) return koffi;
  const watched = Object.assign(Object.create(koffi) as Koffi, {
    load(...args: unknown[]) {
      const library = koffi.load(...args);
      return {
        func(prototype: string) {
          const name = /(\w+)\(/.exec(prototype)![1]!;
          const real = library.func(prototype);
          return name in NATIVE ? watchNative(name, real) : real;
        },
      };
    },
    errno() {
      const injected = errno;
      errno = undefined;
      return injected ?? koffi.errno();
    },
  });
  watchedLibraries.add(watched);
  return watched;
}

const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = (request, ...rest) => {
  const loaded = load.call(loader, request, ...rest);
  return /koffi/.test(request) ? watchedKoffi(loaded as Koffi) : loaded;
};

/** As Node says it. */
function notStarted(code: string): Error {
  return Object.assign(new Error(`Worker initialization failure: ${code}`), {
    code: 'ERR_WORKER_INIT_FAILED',
  });
}

const { Worker } = workers;
workers.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    const code = strikes('thread', basename(dirname(String(args[0]))));
    if (code !== undefined) throw notStarted(code);
    super(...args);
  }
};

syncBuiltinESMExports();
