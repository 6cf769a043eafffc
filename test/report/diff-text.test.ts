import { describe, expect, it, test } from 'vitest';
import type {
  DiffRecord,
  DiffSide,
  FileChange,
  FileState,
  TagChange,
} from '../../src/check/diff/diff-record.ts';
import type { CheckTextStyle } from '../../src/report/check-text-style.ts';
import { diffJson } from '../../src/report/diff-json.ts';
import { diffText } from '../../src/report/diff-text.ts';
import { plain } from '../../src/report/paint.ts';
import { finding, record } from '../check/made-up-record.ts';

const STYLE: CheckTextStyle = {
  targets: ['transcode', 'install'],
  width: 80,
  paint: plain,
  ruleOf: () => undefined,
};

function side(path: string, nevra: string): DiffSide {
  const { builder, sha256, size, prediction } = record();
  return { path, kind: 'package', nevra, builder, sha256, size, prediction };
}

const NOTHING: DiffRecord = {
  old: side('old.rpm', 'hello-1.0-1.noarch'),
  new: side('new.rpm', 'hello-1.1-1.noarch'),
  sameName: true,
  sizes: {
    package: { old: 1000, new: 1000 },
    contents: { old: 0, new: 10 },
    extents: { old: 8192, new: 4096 },
  },
  findings: { new: [], fixed: [], unknown: [], same: 3 },
  contents: { contents: 0, bytes: 0, stored: { contents: 1, bytes: 10 }, nothingBecause: null },
  tags: [],
  files: { added: [], removed: [], changed: [], same: 2, digestsCompared: true },
  dependencies: { added: [], removed: [], same: 5 },
};

const textOf = (changes: Partial<DiffRecord>, style: Partial<CheckTextStyle> = {}) =>
  diffText({ ...NOTHING, ...changes }, { ...STYLE, ...style });

function file(changes: Partial<FileState> = {}): FileState {
  return {
    path: '/usr/bin/hello',
    type: 'regular',
    mode: 0o100755,
    user: 'root',
    group: 'root',
    size: 100,
    digest: 'ab'.repeat(32),
    linkTo: null,
    rdev: null,
    capabilities: '',
    flags: 0,
    ...changes,
  };
}

function fileChange(changes: Partial<FileState>): FileChange {
  const changed = Object.keys(changes) as FileChange['changed'];
  return { path: file().path, changed, old: file(), new: file(changes) };
}

function tagChange(changes: Partial<TagChange>): TagChange {
  const value = (text: string) => ({ type: 'STRING', count: 1, text }) as const;
  return {
    header: 'main',
    tag: 1011,
    name: 'VENDOR',
    change: 'changed',
    old: value('"us"'),
    new: value('"them"'),
    ...changes,
  };
}

test('where nothing differs, little is said', () => {
  expect(textOf({})).toMatchSnapshot();
});

test('where everything differs, everything is shown', () => {
  const note = { transcode: 'note', install: 'none', spec: 'none' } as const;
  const error = { transcode: 'error', install: 'error', spec: 'error' } as const;
  const none = { transcode: 'none', install: 'none', spec: 'error' } as const;
  const text = textOf({
    new: {
      ...side('new.extents', 'hello-1.1-1.noarch'),
      kind: 'extents',
      builder: null,
      prediction: { ...record().prediction, reference: 'cow-fails' },
    },
    contents: { contents: 2, bytes: 70, stored: { contents: 3, bytes: 100 }, nothingBecause: null },
    findings: {
      new: [
        finding({ rule: 'lead-magic', severity: error, message: 'the lead is gone' }),
        finding({ rule: 'lead-type', severity: note, message: 'a note' }),
        finding({ rule: 'file-fifo', severity: none, message: 'nobody minds' }),
        finding({ rule: 'lead-name-empty', ignored: { reason: 'we know' } }),
      ],
      fixed: [finding(), finding()],
      unknown: [finding({ rule: 'payload-truncated', severity: error, message: 'it was cut' })],
      same: 1,
    },
    tags: [
      tagChange({ change: 'added', old: null }),
      tagChange({ change: 'removed', new: null, tag: 9999, name: null }),
      tagChange({ old: { type: 'STRING_ARRAY', count: 2, text: '"a", "b"' } }),
      tagChange({ old: { ...tagChange({}).old!, text: `"${'long '.repeat(14)}"…` } }),
      tagChange({ header: 'signature', tag: 1004, name: 'MD5' }),
      tagChange({ tag: 1035, name: 'FILEDIGESTS' }),
      tagChange({ tag: 1049, name: 'REQUIRENAME' }),
    ],
    files: {
      added: [file({ type: 'symlink', mode: 0o120777, size: null, linkTo: 'hi' })],
      removed: [file({ type: 'directory', mode: 0o40755, size: null })],
      changed: [
        fileChange({ mode: 0o100644, user: 'bin', group: 'bin', size: 101, digest: 'cd' }),
        fileChange({ capabilities: 'cap_kill=ep', flags: (1 << 0) | (1 << 4) | (1 << 20) }),
      ],
      same: 7,
      digestsCompared: false,
    },
    dependencies: {
      added: [{ kind: 'requires', text: 'glibc >= 2.34' }],
      removed: [{ kind: 'provides', text: 'hello = 1.0-1' }],
      same: 5,
    },
  });
  expect(text).toMatchSnapshot();
});

describe('shared contents', () => {
  const none = { contents: 0, bytes: 0, stored: { contents: 1, bytes: 10 } };

  it.each([
    ['old-not-transcoded', 'transcode makes no extents file of the old one'],
    ['new-not-transcoded', 'transcode makes no extents file of the new one'],
    ['weak-digests', 'contents with the same MD5 or SHA-1 digest may differ'],
    ['different-digests', 'their file digests are of two algorithms'],
  ] as const)('are none because of %s', (nothingBecause, words) => {
    expect(textOf({ contents: { ...none, nothingBecause } })).toContain(words);
  });
});

test('a package without headers is compared by sizes and findings', () => {
  const text = textOf({
    new: { ...side('broken.rpm', ''), nevra: null },
    sameName: null,
    contents: null,
    tags: null,
    files: null,
    dependencies: null,
  });
  expect(text).toMatch(/^hello-1\.0-1\.noarch -> broken\.rpm\n/);
  expect(text).toContain('rpm cannot load the headers of one of them');
  expect(text).toMatch(/\nThe same: findings\n$/);
});

test('long lists are cut, and say so', () => {
  const many = Array.from({ length: 33 }, (_, i) => file({ path: `/opt/${i}` }));
  const text = textOf({ files: { ...NOTHING.files!, added: many } });
  expect(text.match(/^ {2}\+ \/opt/gm)).toHaveLength(20);
  expect(text).toContain('\n  + and 13 more added\n');
});

test('findings keep to the width', () => {
  const findings = { ...NOTHING.findings, new: [finding({ message: 'word '.repeat(40).trim() })] };
  const [, section = ''] = textOf({ findings }, { width: 50 }).split('Findings: ');
  expect(section).toContain('warning: word word');
  for (const line of section.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
});

test('marks are coloured, and nothing else but headings and verdicts', () => {
  const paint = (tone: string, text: string) => `<${tone}>${text}</${tone}>`;
  const text = textOf(
    {
      files: {
        ...NOTHING.files!,
        added: [file()],
        removed: [file()],
        changed: [fileChange({ mode: 1 })],
      },
      findings: { ...NOTHING.findings, new: [finding()], fixed: [finding()] },
    },
    { paint },
  );
  expect(text.match(/<[^/>]*>[^<]*</g)).toEqual([
    '<bold>hello-1.0-1.noarch -> hello-1.1-1.noarch<',
    '<good>survives Copy-on-Write<',
    '<good>survives Copy-on-Write<',
    '<bold>Shared contents<',
    '<bold>Sizes<',
    '<bold>Findings<',
    '<warning>warning<',
    '<good>fixed<',
    '<bold>Files<',
    '<good>+<',
    '<bad>-<',
    '<doubtful>~<',
  ]);
});

test('JSON has the record as it is, or none', () => {
  const unreadable = { path: 'a', code: 'ENOENT', section: null, offset: null, message: 'gone' };
  const documentOf = (diff: DiffRecord | null, trouble: readonly (typeof unreadable)[]) =>
    JSON.parse([...diffJson(diff, trouble, '1.2.3')].join(''));
  const tool = { name: 'rpmcow', version: '1.2.3' };
  expect(documentOf(NOTHING, [])).toEqual({ tool, diff: NOTHING, unreadable: [] });
  expect(documentOf(null, [unreadable])).toEqual({ tool, diff: null, unreadable: [unreadable] });
});
