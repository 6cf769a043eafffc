/**
 * The numbers that stand for architectures and operating systems in the lead.
 * Source: rpm 4.18 rpmrc.in (arch_canon, os_canon).
 */

/** Architectures by their number. */
const ARCHITECTURES: Readonly<Record<number, string>> = {
  1: 'i386 i486 i586 i686 athlon geode pentium3 pentium4 x86_64 amd64 ia32e em64t',
  2: 'alpha alphaev5 alphaev56 alphapca56 alphaev6 alphaev67 sparc64 sparc64v',
  3: 'sparc sparcv8 sparcv9 sparcv9v',
  4: 'mips mipsel',
  5: 'ppc ppc8260 ppc8560 ppc32dy4 ppciseries ppcpseries',
  6: 'm68k',
  8: 'rs6000',
  9: 'ia64',
  11: 'mips64 mips64el',
  12:
    'armv3l armv4b armv4l armv5tl armv5tel armv5tejl armv6l armv6hl armv7l armv7hl armv7hnl ' +
    'armv8l armv8hl',
  13: 'm68kmint',
  14: 's390 i370',
  15: 's390x',
  16: 'ppc64 ppc64le ppc64p7 ppc64pseries ppc64iseries',
  17: 'sh sh3 sh4 sh4a',
  18: 'xtensa',
  19: 'aarch64',
  20: 'mipsr6 mipsr6el',
  21: 'mips64r6 mips64r6el',
  22: 'riscv64',
  23: 'loongarch64',
};

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(ARCHITECTURES).flatMap(([number, names]) =>
    names.split(' ').map((name) => [name, Number(number)] as const),
  ),
);

/** Undefined for what has no number, and for noarch: it gets that of the host that built it. */
export function architectureNumber(name: string): number | undefined {
  return NUMBERS.get(name);
}

/** Undefined for all but Linux: the other systems have had several numbers. */
export function osNumber(name: string): number | undefined {
  return name.toLowerCase() === 'linux' ? 1 : undefined;
}

/** Whether a number says nothing: rpm 6 writes 0, older versions 255 for what they do not know. */
export function isNoNumber(number: number): boolean {
  return number === 0 || number === 255;
}
