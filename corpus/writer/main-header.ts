/**
 * The main header of a described package: identity, dependencies, files, payload.
 * Source: rpm docs/manual/format_v4.md, format_v6.md, tags.md; build/pack.c.
 */

import { type Compressor, PAYLOAD_FLAGS } from './compress.ts';
import type { PackageDescription } from './description.ts';
import { DIGEST_ALGORITHM, hexDigest } from './digest.ts';
import { fileEntries } from './file-entries.ts';
import { encodeHeader } from './header-blob.ts';
import { type HeaderEntry, i18nString, int32, int64, string, stringArray } from './header-entry.ts';
import { headerShape } from './header-wishes.ts';
import { TAG } from './tags.ts';

const BUILD_TIME = 1_600_000_000;
const EQUAL = 1 << 3;
const RPMLIB_AT_MOST = (1 << 24) | (1 << 3) | (1 << 1);

const RPMLIB_OF_COMPRESSOR: Partial<Record<Compressor, readonly [string, string]>> = {
  bzip2: ['PayloadIsBzip2', '3.0.5-1'],
  lzma: ['PayloadIsLzma', '4.4.6-1'],
  xz: ['PayloadIsXz', '5.2-1'],
  zstd: ['PayloadIsZstd', '5.4.18-1'],
};

const RPM_VERSION = { v3: '3.0.6', v4: '4.18.0', v6: '6.0.0' } as const;

/** The payload as stored and as the archive it decompresses to. */
export interface Payload {
  readonly stored: Uint8Array;
  readonly archive: Uint8Array;
}

export function mainHeader(description: PackageDescription, payload: Payload): Uint8Array {
  const { format = 'v4' } = description;
  const entries = [
    ...identityEntries(description),
    ...(format === 'v3' ? [] : dependencyEntries(description)),
    ...fileEntries(description),
    ...payloadEntries(description, payload),
  ];
  const regionTag = format === 'v3' ? undefined : TAG.HEADERIMMUTABLE;
  return encodeHeader(headerShape(entries, regionTag, description.main));
}

function identityEntries(description: PackageDescription): HeaderEntry[] {
  const { name, version = '1.0', release = '1', epoch, arch = 'noarch' } = description;
  const { kind = 'binary', format = 'v4' } = description;
  const source = `${name}-${version}-${release}`;
  return [
    stringArray(TAG.HEADERI18NTABLE, ['C']),
    string(TAG.NAME, name),
    string(TAG.VERSION, version),
    string(TAG.RELEASE, release),
    ...(epoch === undefined ? [] : [int32(TAG.EPOCH, [epoch])]),
    i18nString(TAG.SUMMARY, `The test package ${name}`),
    i18nString(TAG.DESCRIPTION, 'Made from a description, without rpmbuild.'),
    int32(TAG.BUILDTIME, [BUILD_TIME]),
    string(TAG.BUILDHOST, 'corpus.invalid'),
    string(TAG.LICENSE, 'MIT'),
    i18nString(TAG.GROUP, 'Unspecified'),
    string(TAG.OS, 'linux'),
    string(TAG.ARCH, arch),
    string(TAG.RPMVERSION, RPM_VERSION[format]),
    ...(format === 'v3' ? [] : [string(TAG.ENCODING, 'utf-8')]),
    ...(format === 'v6' ? [int32(TAG.RPMFORMAT, [6])] : []),
    ...(format === 'v6' && kind === 'binary' ? [string(TAG.SOURCENEVR, source)] : []),
    kind === 'source' ? int32(TAG.SOURCEPACKAGE, [1]) : string(TAG.SOURCERPM, `${source}.src.rpm`),
  ];
}

function dependencyEntries(description: PackageDescription): HeaderEntry[] {
  const { name, version = '1.0', release = '1', epoch, kind, files = [] } = description;
  const { compressor = 'gzip', format } = description;
  const requires: (readonly [string, string])[] = [
    ['CompressedFileNames', '3.0.4-1'],
    ['FileDigests', '4.6.0-1'],
    ...(description.payloadMagic === '07070X' || format === 'v6'
      ? ([['LargeFiles', '4.12.0-1']] as const)
      : []),
    ...(kind === 'source' || files.length === 0
      ? []
      : ([['PayloadFilesHavePrefix', '4.0-1']] as const)),
    ...(RPMLIB_OF_COMPRESSOR[compressor] ? [RPMLIB_OF_COMPRESSOR[compressor]] : []),
  ];
  const evr = `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`;
  return [
    ...(kind === 'source'
      ? []
      : [
          stringArray(TAG.PROVIDENAME, [name]),
          int32(TAG.PROVIDEFLAGS, [EQUAL]),
          stringArray(TAG.PROVIDEVERSION, [evr]),
        ]),
    stringArray(
      TAG.REQUIRENAME,
      requires.map(([feature]) => `rpmlib(${feature})`),
    ),
    int32(
      TAG.REQUIREFLAGS,
      requires.map(() => RPMLIB_AT_MOST),
    ),
    stringArray(
      TAG.REQUIREVERSION,
      requires.map(([, least]) => least),
    ),
  ];
}

function payloadEntries(description: PackageDescription, payload: Payload): HeaderEntry[] {
  const { compressor = 'gzip', format = 'v4' } = description;
  const { stored, archive } = payload;
  return [
    string(TAG.PAYLOADFORMAT, 'cpio'),
    ...(compressor === 'none' ? [] : [string(TAG.PAYLOADCOMPRESSOR, compressor)]),
    string(TAG.PAYLOADFLAGS, PAYLOAD_FLAGS[compressor]),
    ...(format === 'v3'
      ? []
      : [
          stringArray(TAG.PAYLOADDIGEST, [hexDigest('sha256', stored)]),
          int32(TAG.PAYLOADDIGESTALGO, [DIGEST_ALGORITHM.sha256]),
          stringArray(TAG.PAYLOADDIGESTALT, [hexDigest('sha256', archive)]),
        ]),
    ...(format === 'v6'
      ? [
          int64(TAG.PAYLOADSIZE, [stored.length]),
          int64(TAG.PAYLOADSIZEALT, [archive.length]),
          string(TAG.PAYLOADSHA512, hexDigest('sha512', stored)),
          string(TAG.PAYLOADSHA512ALT, hexDigest('sha512', archive)),
          string(TAG.PAYLOADSHA3_256, hexDigest('sha3-256', stored)),
          string(TAG.PAYLOADSHA3_256ALT, hexDigest('sha3-256', archive)),
        ]
      : []),
  ];
}
