/** All fuzz targets: everything here that reads bytes of others. */
import type { FuzzTarget } from './fuzz-target.ts';
import { archiveTarget, cpioTarget } from './targets/archive.ts';
import { DECODE_TARGETS, FRAME_TARGETS } from './targets/compressed.ts';
import { extentsTarget, sectionsTarget } from './targets/extents.ts';
import { extractTarget } from './targets/extract.ts';
import {
  fileListTarget,
  headTarget,
  leadTarget,
  mainHeaderTarget,
  signatureHeaderTarget,
} from './targets/head.ts';
import { namesTarget } from './targets/names.ts';
import { keyFileTarget, signaturePacketTarget } from './targets/openpgp.ts';
import { packageTarget, transcodeTarget } from './targets/packages.ts';
import {
  metalinkTarget,
  primaryTarget,
  repoFileTarget,
  repomdTarget,
} from './targets/repositories.ts';
import { baselineTarget, configurationTarget, requestTarget } from './targets/settings.ts';

export const TARGETS: readonly FuzzTarget[] = [
  ...[leadTarget, signatureHeaderTarget, mainHeaderTarget, fileListTarget, headTarget],
  namesTarget,
  ...[cpioTarget, archiveTarget],
  ...FRAME_TARGETS,
  ...DECODE_TARGETS,
  ...[sectionsTarget, extentsTarget],
  ...[packageTarget, transcodeTarget, extractTarget],
  ...[signaturePacketTarget, keyFileTarget],
  ...[repomdTarget, primaryTarget, metalinkTarget, repoFileTarget],
  ...[configurationTarget, baselineTarget, requestTarget],
];
