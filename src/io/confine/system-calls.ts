/**
 * System calls that a process which only decodes has no use for, by processor.
 *
 * Policy: by name in groups, numbers for x86-64 and ARM64; -1 where the processor does not have it. A
 * call newer than {@link NEWEST} is in no group: the filter denies it as if it did not exist.
 * Source: Linux 6.1 arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h.
 */

/** Numbers of one system call: of x86-64, of ARM64. */
type Numbers = readonly [x64: number, arm64: number];

/** The last number of Linux 6.1, from 424 on the same for all processors. */
export const NEWEST = 450;

/** Sockets: whoever has none cannot talk to anybody. */
const NETWORK: readonly Numbers[] = [
  ...([
    [41, 198],
    [53, 199],
    [42, 203],
    [49, 200],
  ] as const), // socket, socketpair, connect, bind
  ...([
    [50, 201],
    [43, 202],
    [288, 242],
  ] as const), // listen, accept, accept4
];

/** Programs; clone and clone3, which make threads as well, are not among them. */
const PROGRAMS: readonly Numbers[] = [
  ...([
    [59, 221],
    [322, 281],
    [57, -1],
    [58, -1],
  ] as const), // execve, execveat, fork, vfork
];

/** Other processes: their memory, their descriptors, signals to them. */
const PROCESSES: readonly Numbers[] = [
  ...([
    [101, 117],
    [310, 270],
    [311, 271],
  ] as const), // ptrace, process_vm_readv, process_vm_writev
  ...([
    [434, 434],
    [438, 438],
    [424, 424],
  ] as const), // pidfd_open, pidfd_getfd, pidfd_send_signal
  ...([
    [440, 440],
    [448, 448],
    [312, 272],
  ] as const), // process_madvise, process_mrelease, kcmp
  ...([
    [200, 130],
    [129, 138],
    [297, 240],
  ] as const), // tkill, rt_sigqueueinfo, rt_tgsigqueueinfo
];

/** Whatever changes a name, an owner or a mode; open and openat are filtered by their flags. */
const FILES: readonly Numbers[] = [
  ...([
    [85, -1],
    [304, 265],
    [303, 264],
  ] as const), // creat, open_by_handle_at, name_to_handle_at
  ...([
    [83, -1],
    [258, 34],
    [133, -1],
    [259, 33],
  ] as const), // mkdir, mkdirat, mknod, mknodat
  ...([
    [82, -1],
    [264, 38],
    [316, 276],
  ] as const), // rename, renameat, renameat2
  ...([
    [86, -1],
    [265, 37],
    [88, -1],
    [266, 36],
  ] as const), // link, linkat, symlink, symlinkat
  ...([
    [87, -1],
    [263, 35],
    [84, -1],
    [76, 45],
  ] as const), // unlink, unlinkat, rmdir, truncate
  ...([
    [90, -1],
    [91, 52],
    [268, 53],
  ] as const), // chmod, fchmod, fchmodat
  ...([
    [92, -1],
    [93, 55],
    [94, -1],
    [260, 54],
  ] as const), // chown, fchown, lchown, fchownat
  ...([
    [188, 5],
    [189, 6],
    [190, 7],
  ] as const), // setxattr, lsetxattr, fsetxattr
  ...([
    [197, 14],
    [198, 15],
    [199, 16],
  ] as const), // removexattr, lremovexattr, fremovexattr
  ...([
    [132, -1],
    [235, -1],
    [261, -1],
    [280, 88],
  ] as const), // utime, utimes, futimesat, utimensat
  ...([
    [240, 180],
    [241, 181],
  ] as const), // mq_open, mq_unlink
];

/** The system itself: mounts, namespaces, modules, clocks, keys, users, and ways around a filter. */
const SYSTEM: readonly Numbers[] = [
  ...([
    [165, 40],
    [166, 39],
    [155, 41],
    [161, 51],
  ] as const), // mount, umount2, pivot_root, chroot
  ...([
    [428, 428],
    [429, 429],
    [442, 442],
  ] as const), // open_tree, move_mount, mount_setattr
  ...([
    [430, 430],
    [431, 431],
    [432, 432],
    [433, 433],
  ] as const), // fsopen, fsconfig, fsmount, fspick
  ...([
    [308, 268],
    [272, 97],
  ] as const), // setns, unshare
  ...([
    [167, 224],
    [168, 225],
    [169, 142],
  ] as const), // swapon, swapoff, reboot
  ...([
    [246, 104],
    [320, 294],
  ] as const), // kexec_load, kexec_file_load
  ...([
    [175, 105],
    [313, 273],
    [176, 106],
  ] as const), // init_module, finit_module, delete_module
  ...([
    [321, 280],
    [298, 241],
    [323, 282],
  ] as const), // bpf, perf_event_open, userfaultfd
  ...([
    [300, 262],
    [250, 219],
    [248, 217],
    [249, 218],
  ] as const), // fanotify_init, keyctl, add_key, request_key
  ...([
    [425, 425],
    [427, 427],
  ] as const), // io_uring_setup, io_uring_register
  ...([
    [164, 170],
    [227, 112],
    [305, 266],
    [159, 171],
  ] as const), // settimeofday, clock_settime, clock_adjtime, adjtimex
  ...([
    [170, 161],
    [171, 162],
    [163, 89],
  ] as const), // sethostname, setdomainname, acct
  ...([
    [179, 60],
    [443, 443],
    [103, 116],
    [153, 58],
  ] as const), // quotactl, quotactl_fd, syslog, vhangup
  ...([
    [135, 92],
    [172, -1],
    [173, -1],
    [154, -1],
  ] as const), // personality, iopl, ioperm, modify_ldt
  ...([
    [105, 146],
    [106, 144],
    [113, 145],
    [114, 143],
  ] as const), // setuid, setgid, setreuid, setregid
  ...([
    [117, 147],
    [119, 149],
    [122, 151],
    [123, 152],
  ] as const), // setresuid, setresgid, setfsuid, setfsgid
  ...([
    [116, 159],
    [126, 91],
  ] as const), // setgroups, capset
];

const DENIED: readonly Numbers[] = [...NETWORK, ...PROGRAMS, ...PROCESSES, ...FILES, ...SYSTEM];

/** What a filter and its installation need of a processor. */
export interface SystemCalls {
  /** AUDIT_ARCH_ of linux/audit.h. */
  readonly auditArch: number;
  readonly denied: readonly number[];
  /** Those that depend on an argument; undefined where the processor does not have the call. */
  readonly open: number | undefined;
  readonly openat: number;
  readonly openat2: number;
  readonly clone: number;
  readonly clone3: number;
  readonly kill: number;
  readonly tgkill: number;
  readonly ioctl: number;
  readonly seccomp: number;
}

/** The calls of a processor by Node's name for it; undefined for one that is not known here. */
export function systemCalls(processor: string): SystemCalls | undefined {
  const column = ['x64', 'arm64'].indexOf(processor);
  if (column < 0) return undefined;
  const of = (numbers: Numbers) => numbers[column]!;
  const inCommon = { openat2: 437, clone3: 435 };
  return {
    ...inCommon,
    auditArch: of([0xc000003e, 0xc00000b7]),
    denied: DENIED.map(of).filter((number) => number >= 0),
    open: column === 0 ? 2 : undefined,
    openat: of([257, 56]),
    clone: of([56, 220]),
    kill: of([62, 129]),
    tgkill: of([234, 131]),
    ioctl: of([16, 29]),
    seccomp: of([317, 277]),
  };
}
