/**
 * Packages made to wear out whoever decompresses them: each comes out as it went in, at once and in
 * little memory.
 *
 * Policy: the bombs are real, made here by the compressors' own programs or byte by byte; the header
 * is right about everything it can be right about. Time and memory are those of the whole program.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeApart } from '../../corpus/mutate/package-parts.ts';
import { resealPayload } from '../../corpus/mutate/reseal.ts';
import type { Compressor } from '../../corpus/writer/compress.ts';
import { measuredRun } from '../memory/measured-run.ts';
import { RPM2EXTENTS, RPMCOW, run, samplePackage, scratch } from './programs.ts';

const MIB = 1024 * 1024;
/** Bytes of zeros: enough to be too many, few enough to be made in a test. */
const MUCH = 160 * MIB;
/** MiB. */
const MEMORY_LIMIT = 160;
const MINUTE = 60_000;

/** The header of a member, and its name. */
function memberHead(name: string, size: number, mode = 0o100644): Buffer {
  const fields = [1, mode, 0, 0, 1, 0, size, 0, 1, 0, 0, name.length + 1, 0];
  const hex = fields.map((field) => field.toString(16).padStart(8, '0')).join('');
  const member = `070701${hex}${name}\0`;
  return Buffer.from(member.padEnd(Math.ceil(member.length / 4) * 4, '\0'), 'latin1');
}

/** A file of a header. */
const FILE = { path: '/opt/big', type: 'regular', content: '' } as const;

function filtered(command: readonly string[], script: string): Buffer {
  const { stdout, status, stderr } = spawnSync('sh', ['-c', `${script} | ${command.join(' ')}`], {
    maxBuffer: MUCH,
  });
  if (status !== 0) throw new Error(String(stderr));
  return stdout;
}

const COMMANDS: Readonly<Record<Exclude<Compressor, 'none'>, readonly string[]>> = {
  gzip: ['gzip', '-6'],
  bzip2: ['bzip2', '-9'],
  xz: ['xz', '-0', '-T1'],
  lzma: ['xz', '--format=lzma', '-0'],
  zstd: ['zstd', '-q', '-1', '--long=27'],
};

/** One file of 160 MiB of zeros, and a header that says so. */
async function honestBomb(compressor: keyof typeof COMMANDS): Promise<Uint8Array> {
  const head = memberHead(`.${FILE.path}`, MUCH);
  const path = join(scratch(), 'head');
  writeFileSync(path, head);
  writeFileSync(`${path}.end`, memberHead('TRAILER!!!', 0));
  const payload = filtered(
    COMMANDS[compressor],
    `(cat ${path}; head -c ${MUCH} /dev/zero; cat ${path}.end)`,
  );
  const files = [{ ...FILE, size: MUCH, digest: digestOfZeros() }];
  return withPayload(compressor, files, payload);
}

function digestOfZeros(): string {
  const digest = createHash('sha256');
  const piece = new Uint8Array(MIB);
  for (let at = 0; at < MUCH; at += MIB) digest.update(piece);
  return digest.digest('hex');
}

/** Directories without end, each of them one that the header has. */
async function endlessDirectories(compressor: keyof typeof COMMANDS): Promise<Uint8Array> {
  const path = join(scratch(), 'members');
  writeFileSync(path, Buffer.concat(Array<Buffer>(8000).fill(memberHead('./opt/d', 0, 0o40755))));
  const script = `(for i in $(seq 100); do cat ${path}; done)`;
  const payload = filtered(COMMANDS[compressor], script);
  return withPayload(compressor, [{ path: '/opt/d', type: 'directory' }], payload);
}

async function withPayload(
  compressor: Compressor,
  files: NonNullable<Parameters<typeof samplePackage>[0]>['files'],
  payload: Uint8Array,
): Promise<Uint8Array> {
  const parts = takeApart(await samplePackage({ compressor, ...(files && { files }) }));
  return resealPayload(parts, payload, new Uint8Array());
}

/** A frame that wants a window of two gibibytes, and a block of it. */
function widestZstd(): Uint8Array {
  const windowLog31 = (31 - 10) << 3;
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, windowLog31, 0x02, 0x00, 0x10, 0x61, 1, 0, 0);
}

/** An .lzma header with a dictionary of four gibibytes less one byte, and what follows it. */
function widestLzma(): Uint8Array {
  const lzma = filtered(COMMANDS.lzma, 'head -c 100000 /dev/zero');
  lzma.writeUInt32LE(0xffffffff, 1);
  return lzma;
}

/** Ends a program that computes for longer: seconds of the processor, whatever else runs here. */
const IN_TIME = ['sh', '-c', 'ulimit -t 2 && exec "$@"', 'sh'];

async function outcomeOf(bomb: Uint8Array, how: 'pipe' | 'file') {
  const directory = scratch();
  const path = join(directory, 'bomb.rpm');
  writeFileSync(path, bomb);
  const stdin = openSync(path, 'r');
  const output = join(directory, 'out');
  const stdout = openSync(output, 'w+');
  onTestFinished(() => {
    closeSync(stdin);
    closeSync(stdout);
  });
  const command = [...IN_TIME, RPM2EXTENTS, '-v', 'SHA256'];
  const request = { stdin: how === 'file' ? stdin : bomb, stdout };
  const { status, signal, stderr, peak } = await measuredRun(command, request);
  const unchanged = Buffer.compare(readFileSync(output), bomb) === 0;
  const [, rule] = /\[([\w-]+)\]\n$/.exec(stderr) ?? [];
  return { status, signal, unchanged, rule, peak };
}

const SURVIVED = { status: 0, signal: null, unchanged: true };

describe.each(['pipe', 'file'] as const)('from a %s', (how) => {
  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['160 MiB of zeros in zstd', () => honestBomb('zstd'), 'payload-ratio'],
    ['160 MiB of zeros in xz', () => honestBomb('xz'), 'payload-ratio'],
    ['160 MiB of zeros in lzma', () => honestBomb('lzma'), 'payload-ratio'],
    ['160 MiB of zeros in gzip', () => honestBomb('gzip'), 'payload-ratio'],
    ['160 MiB of zeros in bzip2', () => honestBomb('bzip2'), 'payload-ratio'],
    ['directories without end in zstd', () => endlessDirectories('zstd'), 'payload-bomb'],
    ['directories without end in gzip', () => endlessDirectories('gzip'), 'payload-bomb'],
    ['a window of 2 GiB', () => withPayload('zstd', [FILE], widestZstd()), 'payload-corrupt'],
    ['a dictionary of 4 GiB', () => withPayload('lzma', [FILE], widestLzma()), 'payload-xz-memory'],
  ])(
    '%s',
    async (_what, make, rule) => {
      const { peak, ...outcome } = await outcomeOf(await make(), how);
      expect(outcome).toEqual({ ...SURVIVED, rule });
      expect(peak).toBeLessThan(MEMORY_LIMIT);
    },
    MINUTE,
  );
});

it('is refused by extract, and leaves nothing', async () => {
  const path = join(scratch(), 'bomb.rpm');
  writeFileSync(path, await endlessDirectories('gzip'));
  const root = scratch();
  const command = [...IN_TIME, RPMCOW, 'extract', path, '-C', root];
  const { status, stderr } = await run(command);
  expect(status).not.toBe(0);
  expect(stderr).toContain('by the headers');
  expect(readdirSync(root)).toEqual([]);
});

it.each<[string, () => Promise<Uint8Array>, readonly string[]]>([
  ['zeros that the header declares', () => honestBomb('gzip'), []],
  ['directories without end', () => endlessDirectories('gzip'), ['payload-bomb']],
])('check foretells that %s are passed through', async (_what, make, rules) => {
  const path = join(scratch(), 'bomb.rpm');
  writeFileSync(path, await make());
  const { stdout } = await run([RPMCOW, 'check', '--format', 'json', path]);
  expect(stdout.toString()).toContain('"rpmcow": "pass-through"');
  for (const rule of rules) expect(stdout.toString()).toContain(`"rule": "${rule}"`);
});
