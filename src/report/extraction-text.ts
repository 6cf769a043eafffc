/** What extract did, for people. Policy: pure; one record in, text out. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { Extraction } from '../extract/extract.ts';
import type { CopyCount } from '../io/file-copier.ts';

const MIB = 1024 * 1024;

export function extractionText(extraction: Extraction): string {
  const { path, root, nevra, regularFiles, emptyFiles, kind, verified } = extraction;
  const proof = verified ? 'all have the digests of the header' : 'not proved (--no-verify)';
  const lines = [
    `${path}: ${displayText(nevra)} extracted to ${root}`,
    `  ${count(regularFiles, 'regular file')}, ${emptyFiles} of them empty`,
    ...copies('cloned', extraction.cloned),
    ...copies('copied by the kernel', extraction.rangeCopied),
    ...copies(kind === 'package' ? 'decoded' : 'copied', extraction.copied),
    ...notCloned(extraction),
    `  contents: ${proof}`,
    `  ${others(extraction)}`,
    ...skipped(extraction),
  ];
  return `${lines.join('\n')}\n`;
}

/** Files whose first byte went this way, and bytes that did. */
function copies(how: string, { files, bytes }: CopyCount): string[] {
  if (bytes === 0) return [];
  return [`  ${how}: ${count(files, 'file')}, ${amount(bytes)}`];
}

function notCloned({ notCloned }: Extraction): string[] {
  return Object.entries(notCloned).map(
    ([why, files]) => `  not cloned: ${count(files, 'file')} (${why})`,
  );
}

function others({ directories, hardLinks, symlinks, fifos }: Extraction): string {
  return [
    count(directories, 'directory', 'directories'),
    count(hardLinks, 'hard link'),
    count(symlinks, 'symbolic link'),
    count(fifos, 'FIFO'),
  ].join(', ');
}

function skipped({ skipped: { ghosts, devices, sockets } }: Extraction): string[] {
  const left = [
    ...(ghosts > 0 ? [count(ghosts, '%ghost file')] : []),
    ...(devices > 0 ? [count(devices, 'device')] : []),
    ...(sockets > 0 ? [count(sockets, 'socket')] : []),
  ];
  return left.length === 0 ? [] : [`  left out: ${left.join(', ')}`];
}

function amount(bytes: number): string {
  return bytes < MIB ? `${bytes} bytes` : `${(bytes / MIB).toFixed(1)} MiB`;
}

function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
