/**
 * Starting a program without copying this process.
 *
 * Policy: posix_spawn(3). Node forks, which copies the page tables of all that this process has and
 * makes every page written afterwards fault: 10 ms of each 20 that one rpmkeys takes. A call that
 * fails is an answer, the errno name; ENOSYS where no C library loads. The program gets signals as
 * they are by default, and no descriptors but its three.
 */
import { loadLibrary, type NativeLibrary } from './koffi.ts';
import { errnoName } from './libc.ts';

export interface Spawned {
  readonly pid: number;
  /** The ends to read from. */
  readonly stdout: number;
  readonly stderr: number;
}

/** More than any C library takes for a pid_t, its actions, attributes, or a set of signals. */
const ROOM = 1024;
/** spawn.h and fcntl.h; the same in glibc and musl. */
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const O_CLOEXEC = 0o2000000;
const WNOHANG = 1;

type Libc = ReturnType<typeof bind>;
let loaded: Libc | undefined;

/**
 * Starts the program `argv[0]`, which is looked for in PATH, with `stdin` as its standard input;
 * `environment` is NAME=VALUE. The errno name where it cannot be started.
 */
export function posixSpawn(
  argv: readonly string[],
  environment: readonly string[],
  stdin: number,
): Spawned | string {
  const libc = library();
  if (libc === undefined) return 'ENOSYS';
  const pipes = new Int32Array(4);
  for (const pipe of [pipes.subarray(0, 2), pipes.subarray(2)]) {
    if (libc.pipe2(pipe, O_CLOEXEC) === 0) continue;
    const code = errnoName(libc.errno());
    closeAll(libc, pipes.subarray(0, pipe.byteOffset / pipe.BYTES_PER_ELEMENT));
    return code;
  }
  const [stdout, stdoutOfChild, stderr, stderrOfChild] = [...pipes] as [
    number,
    number,
    number,
    number,
  ];
  const pid = new Int32Array(1);
  const failure = start(libc, pid, argv, environment, [stdin, stdoutOfChild, stderrOfChild]);
  closeAll(libc, [stdoutOfChild, stderrOfChild]);
  if (failure === 0) return { pid: pid[0]!, stdout, stderr };
  closeAll(libc, [stdout, stderr]);
  return errnoName(failure);
}

/** How a started program ended, once: as wait(2) says it; undefined while it runs. */
export function reap(pid: number): number | undefined {
  const status = new Int32Array(1);
  return library()?.waitpid(pid, status, WNOHANG) === 0 ? undefined : status[0]!;
}

/** An errno number, 0 for none. */
function start(
  libc: Libc,
  pid: Int32Array,
  argv: readonly string[],
  environment: readonly string[],
  descriptors: readonly number[],
): number {
  const [actions, attributes, signals] = [room(), room(), room()];
  libc.initActions(actions);
  libc.initAttributes(attributes);
  for (const [number, descriptor] of descriptors.entries()) {
    libc.addDup2(actions, descriptor, number);
  }
  libc.setFlags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  libc.fillSet(signals);
  libc.setDefaults(attributes, signals);
  libc.emptySet(signals);
  libc.setMask(attributes, signals);
  const list = (strings: readonly string[]) => [...strings, null];
  const failure = libc.spawn(pid, argv[0], actions, attributes, list(argv), list(environment));
  libc.destroyActions(actions);
  libc.destroyAttributes(attributes);
  return failure;
}

function room(): Uint8Array {
  return new Uint8Array(ROOM);
}

/** Not by Node, whose workers complain of descriptors that they have not opened. */
function closeAll(libc: Libc, descriptors: Iterable<number>): void {
  for (const descriptor of descriptors) libc.close(descriptor);
}

function library(): Libc | undefined {
  if (loaded === undefined) {
    const found = loadLibrary(['libc.so.6', 'libc.so']);
    if (found !== undefined) loaded = bind(found);
  }
  return loaded;
}

function bind({ koffi, func }: NativeLibrary) {
  return {
    errno: () => koffi.errno(),
    pipe2: func('int pipe2(void *fds, int flags)'),
    close: func('int close(int fd)'),
    waitpid: func('int waitpid(int pid, void *status, int options)'),
    initActions: func('int posix_spawn_file_actions_init(void *actions)'),
    addDup2: func('int posix_spawn_file_actions_adddup2(void *actions, int from, int to)'),
    destroyActions: func('int posix_spawn_file_actions_destroy(void *actions)'),
    initAttributes: func('int posix_spawnattr_init(void *attributes)'),
    setFlags: func('int posix_spawnattr_setflags(void *attributes, short flags)'),
    setDefaults: func('int posix_spawnattr_setsigdefault(void *attributes, void *signals)'),
    setMask: func('int posix_spawnattr_setsigmask(void *attributes, void *signals)'),
    destroyAttributes: func('int posix_spawnattr_destroy(void *attributes)'),
    fillSet: func('int sigfillset(void *signals)'),
    emptySet: func('int sigemptyset(void *signals)'),
    spawn: func(
      'int posix_spawnp(void *pid, const char *file, void *actions, void *attributes, const char **argv, const char **environment)',
    ),
  };
}
