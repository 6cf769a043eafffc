/** Rules about the file list. */
import type { Rule } from '../rule.ts';
import { fileArrayIgnored } from './file-array-ignored.ts';
import { fileArrayLength } from './file-array-length.ts';
import { fileArrayType } from './file-array-type.ts';
import { fileCapabilities } from './file-capabilities.ts';
import { fileCountLimit } from './file-count-limit.ts';
import { fileDeviceNode } from './file-device-node.ts';
import { fileDirindexRange } from './file-dirindex-range.ts';
import { fileDirnameSlash } from './file-dirname-slash.ts';
import { fileDuplicatePath } from './file-duplicate-path.ts';
import { fileFifo } from './file-fifo.ts';
import { fileHardlinkAttributes } from './file-hardlink-attributes.ts';
import { fileHardlinkContent } from './file-hardlink-content.ts';
import { fileHardlinkDigest } from './file-hardlink-digest.ts';
import { fileHardlinkGroup } from './file-hardlink-group.ts';
import { fileHardlinkSize } from './file-hardlink-size.ts';
import { fileHardlinkedSymlink } from './file-hardlinked-symlink.ts';
import { fileInodeCollision } from './file-inode-collision.ts';
import { fileModeContradiction } from './file-mode-contradiction.ts';
import { fileModeType } from './file-mode-type.ts';
import { fileNameEmpty } from './file-name-empty.ts';
import { fileNameHostile } from './file-name-hostile.ts';
import { fileNameLength } from './file-name-length.ts';
import { fileNameSlash } from './file-name-slash.ts';
import { fileNonregularDigest } from './file-nonregular-digest.ts';
import { fileOldfilenames } from './file-oldfilenames.ts';
import { fileOwnsSystemDir } from './file-owns-system-dir.ts';
import { filePathConflict } from './file-path-conflict.ts';
import { filePathDots } from './file-path-dots.ts';
import { filePathLength } from './file-path-length.ts';
import { filePathRelative } from './file-path-relative.ts';
import { fileRelocated } from './file-relocated.ts';
import { fileSize32bit } from './file-size-32bit.ts';
import { fileSizeNewc } from './file-size-newc.ts';
import { fileSizeRange } from './file-size-range.ts';
import { fileSizesMissing } from './file-sizes-missing.ts';
import { fileSizesTwice } from './file-sizes-twice.ts';
import { fileSymlinkEmpty } from './file-symlink-empty.ts';
import { fileSymlinkSize } from './file-symlink-size.ts';
import { fileSymlinkTarget } from './file-symlink-target.ts';
import { fileUnsorted } from './file-unsorted.ts';
import { sourcePackage } from './source-package.ts';
import { sourceSpecMissing } from './source-spec-missing.ts';

export const FILE_RULES: readonly Rule[] = [
  fileArrayIgnored,
  fileArrayLength,
  fileArrayType,
  fileCapabilities,
  fileCountLimit,
  fileDeviceNode,
  fileDirindexRange,
  fileDirnameSlash,
  fileDuplicatePath,
  fileFifo,
  fileHardlinkAttributes,
  fileHardlinkContent,
  fileHardlinkDigest,
  fileHardlinkGroup,
  fileHardlinkSize,
  fileHardlinkedSymlink,
  fileInodeCollision,
  fileModeContradiction,
  fileModeType,
  fileNameEmpty,
  fileNameHostile,
  fileNameLength,
  fileNameSlash,
  fileNonregularDigest,
  fileOldfilenames,
  fileOwnsSystemDir,
  filePathConflict,
  filePathDots,
  filePathLength,
  filePathRelative,
  fileRelocated,
  fileSize32bit,
  fileSizeNewc,
  fileSizeRange,
  fileSizesMissing,
  fileSizesTwice,
  fileSymlinkEmpty,
  fileSymlinkSize,
  fileSymlinkTarget,
  fileUnsorted,
  sourcePackage,
  sourceSpecMissing,
];
