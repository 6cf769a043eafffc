/**
 * What can be wrong with one entry of the file list, whatever the others are.
 *
 * Policy: predicates alone; who refuses, transcodes or reports because of them is decided elsewhere.
 * What is called unusable was tried with rpm 4.18 itself. Ghosts are never unpacked: for them most
 * of this does not matter.
 * Source: rpm 4.18 lib/fsm.c rpmPackageFilesInstall, fsmSetFCaps, fsmFsPath.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { isCapabilityText } from './capability-text.ts';

/** NAME_MAX of Linux file systems, in bytes. */
export const LONGEST_NAME = 255;
/** rpm unpacks everything but directories under a name with ";" and 8 digits at its end. */
export const TEMPORARY_SUFFIX = 9;

/** Character devices of the kernel's memory driver that any process may open, as major and minor. */
const ALWAYS_THERE: ReadonlySet<number> = new Set([
  0x0103, // null
  0x0105, // zero
  0x0107, // full
  0x0108, // random
  0x0109, // urandom
]);

/** Bytes of the longest name that the file has while rpm installs it. */
export function longestNameOf(file: FileEntry): number {
  const length = file.path.length - file.path.lastIndexOf('/') - 1;
  return file.type === 'directory' ? length : length + TEMPORARY_SUFFIX;
}

/** Bytes of the longest path that can be opened in one piece once rpm has added to it (PATH_MAX). */
export const LONGEST_PATH = 4095 - TEMPORARY_SUFFIX;

/** Whether the reflink plugin cannot open a file, which goes by the whole path; rpm does not. */
export function hasLongPath({ path, type }: FileEntry): boolean {
  return type === 'regular' && path.length > LONGEST_PATH;
}

export function hasLongName(file: FileEntry): boolean {
  return longestNameOf(file) > LONGEST_NAME;
}

/** A directory may end in a slash; anything else needs a name. */
export function isNameless({ path, type }: FileEntry): boolean {
  return type !== 'directory' && (path === '' || path.endsWith('/'));
}

export function isRelative({ path }: FileEntry): boolean {
  return !path.startsWith('/');
}

/** Whether the path leads somewhere else than it spells; rpm follows it. */
export function hasDotNames({ path }: FileEntry): boolean {
  return path.includes('.') && path.split('/').some((name) => name === '.' || name === '..');
}

export function isUnknownType({ type }: FileEntry): boolean {
  return type === 'unknown';
}

export function isLinkToNothing({ type, linkTo }: FileEntry): boolean {
  return type === 'symlink' && linkTo === '';
}

export function hasFalseCapabilities({ type, capabilities }: FileEntry): boolean {
  return type === 'regular' && capabilities !== '' && !isCapabilityText(capabilities);
}

/**
 * Devices and sockets that rpm may be unable to open on a host. rpm 4.18.0 makes the node and opens
 * it, without need, which fails where the kernel has no such device. Later versions do not.
 */
export function dependsOnHost({ type, rdev }: FileEntry): boolean {
  if (type === 'character-device') return !ALWAYS_THERE.has(rdev);
  return type === 'block-device' || type === 'socket';
}

/** More bytes than a number can hold, let alone a file system. */
export function hasImpossibleSize({ size }: FileEntry): boolean {
  return !Number.isSafeInteger(size);
}
