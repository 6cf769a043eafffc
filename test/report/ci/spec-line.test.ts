import { describe, expect, it, test } from 'vitest';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import type { CheckPlace } from '../../../src/check/check-record.ts';
import { type SpecFile, specLine } from '../../../src/report/ci/spec-line.ts';

const SPEC = `%define _binary_payload w19.zstdio
Name:      hello
Version:   2.10
Summary:   Greets
License:   GPL
BuildArch: noarch
Requires(post): info
Provides:  greeter

%description
Greets.

%post
Name: is no preamble here
%files
%attr(755, root, root) %{_bindir}/hello
%{_mandir}/man1/hello.1*

%changelog
* Thu Jan 01 2026 Nobody - 2.10-1
- greets
`;

const spec: SpecFile = { path: 'hello.spec', lines: SPEC.split('\n') };

const NOWHERE: CheckPlace = {
  section: 'main-header',
  offset: 0,
  length: null,
  tag: null,
  path: null,
};

/** The text of the line that is found. */
function lineOf(changes: Partial<CheckPlace>): string | undefined {
  return spec.lines[specLine(spec, { ...NOWHERE, ...changes }) - 1];
}

test.each([
  [TAG.VERSION, 'Version:   2.10'],
  [TAG.SUMMARY, 'Summary:   Greets'],
  [TAG.LICENSE, 'License:   GPL'],
  [TAG.ARCH, 'BuildArch: noarch'],
  [TAG.REQUIREFLAGS, 'Requires(post): info'],
  [TAG.PROVIDENAME, 'Provides:  greeter'],
  [TAG.DESCRIPTION, '%description'],
  [TAG.POSTIN, '%post'],
  [TAG.CHANGELOGTEXT, '%changelog'],
  [TAG.PAYLOADCOMPRESSOR, '%define _binary_payload w19.zstdio'],
])('tag %d is from %j', (tag, line) => {
  expect(lineOf({ tag })).toBe(line);
});

describe('a file of the package', () => {
  it('is the line of %files that names it', () => {
    expect(lineOf({ path: '/usr/bin/hello' })).toBe('%attr(755, root, root) %{_bindir}/hello');
  });

  it('is %files where no line names it', () => {
    expect(lineOf({ path: '/usr/bin/howdy', tag: TAG.BASENAMES })).toBe('%files');
  });
});

describe('whatever else', () => {
  it('is the name of the package', () => {
    expect(lineOf({})).toBe('Name:      hello');
    expect(lineOf({ tag: TAG.URL })).toBe('Name:      hello');
    expect(lineOf({ section: 'signature-header', tag: TAG.VERSION })).toBe('Name:      hello');
  });

  it('is the first line where there is no name', () => {
    const place = { ...NOWHERE, tag: TAG.URL, path: '/a' };
    expect(specLine({ path: '', lines: ['# nothing', ''] }, place)).toBe(1);
    expect(specLine({ path: '', lines: [] }, place)).toBe(1);
  });
});
