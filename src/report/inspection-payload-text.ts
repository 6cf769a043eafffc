/** The payload of an inspection: compression, frames, and a line for every member. */
import type {
  ArchiveInspection,
  FrameInspection,
  MemberInspection,
  PayloadInspection,
} from '../package/inspection.ts';
import {
  counted,
  hexOffset,
  numberOrDash,
  octalMode,
  quotedText,
  shownText,
} from './inspected-values.ts';
import type { TextSection } from './text-sections.ts';
import { type Column, textTable } from './text-table.ts';

const FRAME_COLUMNS: readonly Column[] = [
  { title: 'OFFSET' },
  { title: 'LENGTH', align: 'right' },
  { title: 'FRAME' },
];

const MEMBER_COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'OFFSET' },
  { title: 'DATA' },
  { title: 'FORMAT' },
  { title: 'MODE', align: 'right' },
  { title: 'LINKS', align: 'right' },
  { title: 'SIZE', align: 'right' },
  { title: 'C_SIZE', align: 'right' },
  { title: 'FILE', align: 'right' },
  { title: 'NAME' },
];

export function payloadSections(payload: PayloadInspection): TextSection[] {
  const { archive } = payload;
  const sections = [payloadSection(payload)];
  if (archive !== null) sections.push(archiveSection(archive));
  return sections;
}

function payloadSection(payload: PayloadInspection): TextSection {
  const { offset, length, format, compressorTag, compressor, sniffed, flags, frames } = payload;
  const lines = [
    `format      ${tagValue(format)}`,
    `compressor  ${tagValue(compressorTag)}, read as ${compressor ?? '-'}, looks like ${sniffed ?? 'nothing known'}`,
    `flags       ${tagValue(flags)}`,
    `declared    ${payload.declaredSize === null ? '-' : `${counted(payload.declaredSize, 'byte')} of archive`}`,
  ];
  if (frames.length > 0) {
    const rows = frames.map((frame) => [
      hexOffset(frame.offset),
      `${frame.length}`,
      frameText(frame),
    ]);
    lines.push('', ...textTable(FRAME_COLUMNS, rows));
  }
  return { heading: `Payload at ${hexOffset(offset)}: ${counted(length, 'byte')}`, lines };
}

function tagValue(value: string | null): string {
  return value === null ? '-' : quotedText(value);
}

function frameText(frame: FrameInspection): string {
  switch (frame.format) {
    case 'gzip': {
      const { mtime, extraFlags, os, name, comment } = frame;
      const texts = [
        ...(name === null ? [] : [`name ${quotedText(name)}`]),
        ...(comment === null ? [] : [`comment ${quotedText(comment)}`]),
      ];
      return ['gzip member', `mtime ${mtime}`, `flags ${extraFlags}`, `os ${os}`, ...texts].join(
        ', ',
      );
    }
    case 'xz':
      return `xz stream, check ${XZ_CHECKS[frame.check] ?? frame.check}`;
    case 'xz-block': {
      const filters = frame.filters.map(
        ({ id, properties }) => `0x${id.toString(16)}:${properties}`,
      );
      const sizes = sizesText(frame.compressedSize, frame.uncompressedSize);
      return `xz block, filters ${filters.join(' ')}, dictionary ${numberOrDash(frame.dictionarySize)}${sizes}`;
    }
    case 'lzma': {
      const { lc, lp, pb, dictionarySize, uncompressedSize } = frame;
      return `lzma, lc ${lc} lp ${lp} pb ${pb}, dictionary ${dictionarySize}${sizesText(null, uncompressedSize)}`;
    }
    case 'bzip2':
      return `bzip2 stream, blocks of ${frame.blockSize}`;
    case 'zstd': {
      const { windowSize, blocks, checksum, dictionaryId, contentSize } = frame;
      const dictionary = dictionaryId === null ? '' : `, dictionary ${dictionaryId}`;
      const check = checksum ? ', checksum' : '';
      return `zstd frame, window ${windowSize}, ${counted(blocks, 'block')}${check}${dictionary}${sizesText(null, contentSize)}`;
    }
    case 'zstd-skippable':
      return 'zstd skippable frame';
  }
}

/** xz-file-format 2.1.1.2. */
const XZ_CHECKS: Readonly<Record<number, string>> = {
  0: 'none',
  1: 'CRC32',
  4: 'CRC64',
  10: 'SHA-256',
};

function sizesText(compressed: number | null, uncompressed: number | null): string {
  const from = compressed === null ? '' : `, ${compressed} bytes compressed`;
  return uncompressed === null ? from : `${from}, ${uncompressed} bytes uncompressed`;
}

function archiveSection(archive: ArchiveInspection): TextSection {
  const { size, complete, memberCount, members, tail, decoder } = archive;
  const unlisted = memberCount - members.length;
  const lines = [
    ...(members.length === 0 ? [] : textTable(MEMBER_COLUMNS, members.map(memberCells))),
    ...(unlisted === 0 ? [] : [`… and ${unlisted} more`]),
    complete ? `trailer read at ${hexOffset(size)}` : `read up to ${hexOffset(size)}, no trailer`,
    ...(tail === null
      ? []
      : [
          `${counted(tail.length, 'byte')} behind the trailer, ${tail.zero ? 'all zero' : 'not zero'}`,
        ]),
  ];
  const by = decoder === null ? '' : `, decoder ${decoder}`;
  return {
    heading: `Archive: ${counted(memberCount, 'member')} in ${counted(size, 'byte')}${by}`,
    lines,
  };
}

function memberCells(member: MemberInspection, position: number): readonly string[] {
  const { offset, dataOffset, format, mode, nlink, size, archiveSize, fileIndex, path } = member;
  const name = member.name ?? path;
  return [
    `${position}`,
    hexOffset(offset),
    hexOffset(dataOffset),
    format,
    mode === null ? '-' : octalMode(mode),
    numberOrDash(nlink),
    numberOrDash(size),
    numberOrDash(archiveSize),
    numberOrDash(fileIndex),
    name === null ? '-' : shownText(name),
  ];
}
