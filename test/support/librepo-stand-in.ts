/**
 * Does to a transcoder what librepo does: starts it with the target file as standard output, feeds
 * it the download, and believes the checksum that the result carries.
 *
 * Policy: librepo's order and nothing more: no shell, no quoting, no search along the PATH; success
 * is the exit status and then the checksum. Source: librepo downloader.c (maybe_transcode,
 * cleanup_transcode), checksum.c (lr_checksum_cow_fd).
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

export interface Download {
  /** The value of LIBREPO_TRANSCODE_RPMS. */
  readonly setting: string;
  readonly bytes: Uint8Array;
  /** How the bytes come; by default all at once. */
  readonly line?: Line;
  /** Where the target is to be. */
  readonly target: string;
  /** Of the repository's metadata, as Node names it: `sha256`. */
  readonly algorithm: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A connection to a mirror. */
export interface Line {
  /** Bytes that come at once, and milliseconds between them. */
  readonly piece: number;
  readonly pause: number;
  /** Bytes after which the download is given up. librepo closes the pipe then, and waits. */
  readonly cancelledAt?: number;
}

export interface DownloadResult {
  /** `stored`, `hashed`: the checksum is right, and where it came from. Else what librepo reports. */
  readonly outcome:
    | 'stored'
    | 'hashed'
    | 'cancelled'
    | 'transcode error'
    | 'write error'
    | 'checksum error';
  /** What the user saw on the terminal. */
  readonly stderr: string;
}

const MAGIC = 'KWTSH100';

export async function download(request: Download): Promise<DownloadResult> {
  const { setting, bytes, line, target, algorithm, env } = request;
  const [program = '', ...args] = setting.split(' ');
  const fd = openSync(target, 'w+');
  try {
    const child = spawn(program, args, { stdio: ['pipe', fd, 'pipe'], env });
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    let broken = false;
    child.stdin!.on('error', () => {
      broken = true;
    });
    const feeding = feed(child.stdin!, bytes, line);
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    await feeding;
    if (broken) return { outcome: 'write error', stderr };
    if (status !== 0) return { outcome: 'transcode error', stderr };
    if (line?.cancelledAt !== undefined) return { outcome: 'cancelled', stderr };
    const expected = createHash(algorithm).update(bytes).digest('hex');
    return { outcome: check(readFileSync(target), algorithm, expected), stderr };
  } finally {
    closeSync(fd);
  }
}

async function feed(
  pipe: Writable,
  bytes: Uint8Array,
  { piece, pause, cancelledAt }: Line = { piece: bytes.length, pause: 0 },
): Promise<void> {
  const end = Math.min(bytes.length, cancelledAt ?? bytes.length);
  for (let at = 0; at < end && pipe.writable; at += piece) {
    if (at > 0) await setTimeout(pause);
    pipe.write(bytes.subarray(at, Math.min(at + piece, end)));
  }
  pipe.end();
}

function check(file: Buffer, algorithm: string, expected: string): DownloadResult['outcome'] {
  if (file.subarray(-8).toString('latin1') !== MAGIC) {
    const hashed = createHash(algorithm).update(file).digest('hex');
    return hashed === expected ? 'hashed' : 'checksum error';
  }
  let at = Number(file.readBigUInt64LE(file.length - 16)) + 8;
  const count = file.readUInt32LE(at);
  at += 4;
  for (let i = 0; i < count; i++) {
    const nameEnd = at + 8 + file.readUInt32LE(at);
    const digestEnd = nameEnd + file.readUInt32LE(at + 4);
    const name = file.toString('latin1', at + 8, nameEnd).toLowerCase();
    const digest = file.toString('hex', nameEnd, digestEnd);
    if (name === algorithm) return digest === expected ? 'stored' : 'checksum error';
    at = digestEnd;
  }
  return 'checksum error';
}
