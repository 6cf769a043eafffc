/**
 * The calls by which a process gives up rights, by the C library's syscall(2) and prctl(2).
 *
 * Policy: a call that fails is an answer, the errno name; ENOSYS where no C library loads.
 * Source: seccomp(2), prctl(2), landlock(7); linux/landlock.h.
 */
import { loadLibrary, type NativeLibrary } from '../native/koffi.ts';
import { errnoName } from '../native/libc.ts';

const MISSING = 'ENOSYS';
const PR_SET_NO_NEW_PRIVS = 38;
const SECCOMP_SET_MODE_FILTER = 1;
/** All threads, those that run already as well. */
const SECCOMP_FILTER_FLAG_TSYNC = 1;
const INSTRUCTION_SIZE = 8;

/** The same on every processor. */
const LANDLOCK_CREATE_RULESET = 444;
const LANDLOCK_ADD_RULE = 445;
const LANDLOCK_RESTRICT_SELF = 446;
const CREATE_RULESET_VERSION = 1;
const RULE_PATH_BENEATH = 1;

type Libc = ReturnType<typeof bind>;
let loaded: Libc | undefined;

/** No program that this thread starts gains anything by its owner or capabilities. */
export function setNoNewPrivileges(): string | undefined {
  const libc = library();
  return libc === undefined ? MISSING : libc.failure(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
}

/** Puts a filter, an array of struct sock_filter, on all threads, for good. */
export function installFilter(seccomp: number, filter: Uint8Array): string | undefined {
  const libc = library();
  if (libc === undefined) return MISSING;
  const length = filter.length / INSTRUCTION_SIZE;
  const program = libc.koffi.alloc(libc.Program, 1);
  libc.koffi.encode(program, libc.Program, { length, filter: libc.koffi.address(filter) });
  const result = libc.withPointerThird(
    seccomp,
    SECCOMP_SET_MODE_FILTER,
    SECCOMP_FILTER_FLAG_TSYNC,
    program,
    0,
  );
  libc.koffi.free(program);
  // With this flag a positive number is the thread that could not be filtered.
  return result > 0 ? 'ESRCH' : libc.failure(result);
}

/** The version of Landlock, or the errno name where there is none. */
export function landlockVersion(): number | string {
  const libc = library();
  if (libc === undefined) return MISSING;
  const version = libc.withPointerFirst(LANDLOCK_CREATE_RULESET, null, 0, CREATE_RULESET_VERSION);
  return libc.failure(version) ?? Number(version);
}

/** A descriptor of a set of rules, from struct landlock_ruleset_attr, or the errno name. */
export function createRuleset(attributes: BigUint64Array): number | string {
  const libc = library();
  if (libc === undefined) return MISSING;
  const { byteLength } = attributes;
  const fd = libc.withPointerFirst(LANDLOCK_CREATE_RULESET, attributes, byteLength, 0);
  return libc.failure(fd) ?? Number(fd);
}

/** Allows `access` beneath the open directory, or to the open file, behind `fd`. */
export function allowBeneath(ruleset: number, access: bigint, fd: number): string | undefined {
  const libc = library();
  if (libc === undefined) return MISSING;
  // struct landlock_path_beneath_attr, packed: an u64 and an s32.
  const rule = new DataView(new ArrayBuffer(12));
  rule.setBigUint64(0, access, true);
  rule.setInt32(8, fd, true);
  const bytes = new Uint8Array(rule.buffer);
  return libc.failure(
    libc.withPointerThird(LANDLOCK_ADD_RULE, ruleset, RULE_PATH_BENEATH, bytes, 0),
  );
}

/** Puts a set of rules on this thread and all that it starts, for good. */
export function restrictSelf(ruleset: number): string | undefined {
  const libc = library();
  if (libc === undefined) return MISSING;
  return libc.failure(libc.withPointerThird(LANDLOCK_RESTRICT_SELF, ruleset, 0, null, 0));
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
    koffi,
    /** struct sock_fprog. */
    Program: koffi.struct({ length: 'uint16_t', filter: 'void *' }),
    prctl: func(
      'int prctl(int what, unsigned long a, unsigned long b, unsigned long c, unsigned long d)',
    ),
    withPointerFirst: func('long syscall(long call, void *a, size_t b, unsigned int c)'),
    withPointerThird: func('long syscall(long call, long a, long b, void *c, long d)'),
    failure: (result: number | bigint) => (result < 0 ? errnoName(koffi.errno()) : undefined),
  };
}
