/**
 * The program by which the kernel decides on each system call of a confined process.
 *
 * Policy: pure: numbers in, the bytes of a classic BPF program out. What is denied fails with EPERM and
 * the process goes on: whoever tries it by accident has a way around it, or leaves the package as it
 * is. What does not exist for it fails with ENOSYS, because the C library then takes the older call.
 * Source: seccomp(2), linux/filter.h, linux/seccomp.h.
 */
import { NEWEST, type SystemCalls } from './system-calls.ts';

/** struct sock_filter: code, jump if true, jump if false, k. */
type Instruction = readonly [code: number, onTrue: number, onFalse: number, k: number];

const LOAD = 0x20;
const IF_EQUAL = 0x15;
const IF_GREATER = 0x25;
const IF_BITS = 0x45;
const RETURN = 0x06;

/** struct seccomp_data; of an argument the lower half, which on both processors comes first. */
const CALL = 0;
const ARCHITECTURE = 4;
const argument = (index: number) => 16 + 8 * index;

const ALLOW = 0x7fff0000;
const failWith = (errno: number) => 0x00050000 | errno;
const EPERM = failWith(1);
const ENOSYS = failWith(38);

/** O_ACCMODE, O_CREAT, O_TRUNC, and the bit of O_TMPFILE that is its own. */
const WRITES = 0o3 | 0o100 | 0o1000 | 0o20_000_000;
const CLONE_THREAD = 0x10000;
/** Puts bytes into a terminal's input: TIOCSTI, TIOCLINUX. */
const TYPES_FOR_THE_USER = [0x5412, 0x541c];

/**
 * An array of struct sock_filter.
 * @param pid the process that is confined: the only one it may send signals to.
 */
export function seccompFilter(calls: SystemCalls, pid: number): Uint8Array {
  const nonexistent = [calls.openat2, calls.clone3];
  const opens: readonly (readonly [call: number | undefined, flags: number])[] = [
    [calls.open, argument(1)],
    [calls.openat, argument(2)],
  ];
  return assemble([
    [LOAD, 0, 0, ARCHITECTURE],
    [IF_EQUAL, 1, 0, calls.auditArch],
    [RETURN, 0, 0, EPERM],
    [LOAD, 0, 0, CALL],
    ...when(IF_GREATER, NEWEST, [[RETURN, 0, 0, ENOSYS]]),
    ...nonexistent.flatMap((call) => when(IF_EQUAL, call, [[RETURN, 0, 0, ENOSYS]])),
    ...calls.denied.flatMap((call) => when(IF_EQUAL, call, [[RETURN, 0, 0, EPERM]])),
    ...opens.flatMap(([call, flags]) =>
      call === undefined ? [] : when(IF_EQUAL, call, onlyIf(flags, [IF_BITS, 1, 0, WRITES])),
    ),
    ...when(IF_EQUAL, calls.clone, onlyIf(argument(0), [IF_BITS, 0, 1, CLONE_THREAD])),
    ...[calls.kill, calls.tgkill].flatMap((call) =>
      when(IF_EQUAL, call, onlyIf(argument(0), [IF_EQUAL, 0, 1, pid])),
    ),
    ...TYPES_FOR_THE_USER.flatMap((request) =>
      when(IF_EQUAL, calls.ioctl, [
        [LOAD, 0, 0, argument(1)],
        [IF_EQUAL, 0, 1, request],
        [RETURN, 0, 0, EPERM],
        [LOAD, 0, 0, CALL],
      ]),
    ),
    [RETURN, 0, 0, ALLOW],
  ]);
}

/** `then` where the test of the call's number is true, else what follows. */
function when(test: number, k: number, then: readonly Instruction[]): readonly Instruction[] {
  return [[test, 0, then.length, k], ...then];
}

/** Decides on an argument: `test` goes to the next instruction to allow it, behind it to deny it. */
function onlyIf(offset: number, test: Instruction): readonly Instruction[] {
  return [[LOAD, 0, 0, offset], test, [RETURN, 0, 0, ALLOW], [RETURN, 0, 0, EPERM]];
}

function assemble(program: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8 * program.length));
  for (const [i, [code, onTrue, onFalse, k]] of program.entries()) {
    bytes.setUint16(8 * i, code, true);
    bytes.setUint8(8 * i + 2, onTrue);
    bytes.setUint8(8 * i + 3, onFalse);
    bytes.setUint32(8 * i + 4, k, true);
  }
  return new Uint8Array(bytes.buffer);
}
