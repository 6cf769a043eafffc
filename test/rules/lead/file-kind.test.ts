import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileKind } from '../../../src/rules/lead/file-kind.ts';

const text = (start: string) => new TextEncoder().encode(start);

test.each([
  ['what gzip writes', gzipSync('x'), 'a gzip file'],
  ['a page', text('<!DOCTYPE html>\n<html>'), 'a web page'],
  ['a page behind blanks, in capitals', text('\r\n  <HTML><HEAD>'), 'a web page'],
  ['repository metadata', text('<?xml version="1.0"?>\n<metadata'), 'an XML document'],
  [
    'a pointer',
    text('version https://git-lfs.github.com/spec/v1\noid sha256:'),
    'a Git LFS pointer, not the file it points to',
  ],
  ['a Debian package', text('!<arch>\ndebian-binary   1'), 'a Debian package'],
  ['a header', Uint8Array.of(0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0), 'an RPM header without a lead'],
  ['text', text('hello, world'), undefined],
  ['nothing', new Uint8Array(), undefined],
])('%s', (_, bytes, expected) => {
  expect(fileKind(bytes.subarray(0, 64))).toBe(expected);
});

describe('what the programs write', () => {
  test.each([
    ['xz', 'an xz file'],
    ['bzip2', 'a bzip2 file'],
    ['zstd', 'a zstd file'],
  ])('%s', (program, expected) => {
    const { stdout, status } = spawnSync(program, ['-c'], { input: 'some text' });
    expect(status, `${program} is not there`).toBe(0);
    expect(fileKind(stdout.subarray(0, 64))).toBe(expected);
  });

  test('node itself is a program', () => {
    const head = spawnSync('head', ['-c', '64', process.execPath]).stdout;
    expect(fileKind(head)).toBe('an ELF program or library');
  });
});
