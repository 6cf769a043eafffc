import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { stringArrayEntry } from '../../native-free-parsers/header/encode.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { ArchiveReader, type ContentSink } from '../../src/package/archive-reader.ts';
import { formatErrorOf } from '../native-free-parsers/extents/hostile-bytes.ts';
import {
  type FileToList,
  fileListEntries,
} from '../native-free-parsers/header/file-list-entries.ts';
import {
  archive,
  member,
  strippedMember,
  TRAILER,
} from '../native-free-parsers/payload/cpio-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { packageOf } from './crafted.ts';

const GHOST = 1 << 6;
const DIRECTORY = 0o040755;
const SYMLINK = 0o120777;
const STRIPPED_TRAILER = strippedMember(-1);

interface Run {
  /** Base name and content of each file that the sink was given, `name:content`. */
  readonly given: readonly string[];
  readonly answers: readonly string[];
  readonly finish: () => void;
}

function read(files: readonly FileToList[], bytes: Uint8Array, nextSize = () => bytes.length): Run {
  const given: string[] = [];
  let open: { file: FileEntry; content: string } | undefined;
  const sink: ContentSink = {
    begin(file) {
      expect(open).toBeUndefined();
      open = { file, content: '' };
    },
    content(piece) {
      expect(piece.length).toBeGreaterThan(0);
      open!.content += Buffer.from(piece).toString('latin1');
    },
    end() {
      const { file, content } = open!;
      expect(content.length).toBe(file.size);
      given.push(`${file.path.slice(file.path.lastIndexOf('/') + 1)}:${content}`);
      open = undefined;
    },
  };
  const { fileList } = packageOf(fileListEntries(files));
  const reader = new ArchiveReader(fileList, sink);
  const answers: string[] = [];
  for (let at = 0; at < bytes.length && answers.at(-1) !== 'enough'; ) {
    const piece = bytes.slice(at, at + nextSize());
    answers.push(reader.push(piece));
    at += piece.length;
  }
  return { given, answers, finish: () => reader.finish() };
}

/** What the sink got of an archive that rpm unpacks. */
function contents(files: readonly FileToList[], ...members: readonly string[]): readonly string[] {
  const { given, finish } = read(files, archive(...members));
  finish();
  return given;
}

/** The problem of an archive that rpm does not unpack. */
function problem(files: readonly FileToList[], ...members: readonly string[]) {
  return formatErrorOf(() => contents(files, ...members))?.problem;
}

const A: FileToList = { name: 'a', size: 3 };
const B: FileToList = { name: 'b', size: 2 };
const inA = (content = 'abc') => member({ name: './d/a', content });
const inB = (content = 'xy') => member({ name: './d/b', content });

describe('which file a member is', () => {
  test('in the order of the archive, not of the header', () => {
    expect(contents([A, B], inB(), inA(), TRAILER)).toEqual(['b:xy', 'a:abc']);
  });

  test.each(['./d/a', '/d/a', 'd/a', './/d/a'])('its name may be %s', (name) => {
    expect(contents([A], member({ name, content: 'abc' }), TRAILER)).toEqual(['a:abc']);
  });

  test.each(['a', '././d/a', '//d/a', './d/a/', './D/a', '/./d/a'])('but not %s', (name) => {
    expect(problem([A], member({ name, content: 'abc' }), TRAILER)).toMatchObject({
      code: 'BAD_VALUE',
      section: 'cpio',
      offset: 0,
      rpmSays: 'cpio: Archive file not in header',
    });
  });

  test('a path in the header without its slash', () => {
    const entries = fileListEntries([A], stringArrayEntry(TAG.DIRNAMES, ['']));
    const ends: string[] = [];
    const sink = { begin() {}, content() {}, end: () => ends.push('end') };
    const reader = new ArchiveReader(packageOf(entries).fileList, sink);
    reader.push(archive(member({ name: 'a', content: 'abc' }), TRAILER));
    reader.finish();
    expect(ends).toEqual(['end']);
  });

  test('by number in stripped archives', () => {
    const members = [strippedMember(1, 'xy'), strippedMember(0, 'abc'), STRIPPED_TRAILER];
    expect(contents([A, B], ...members)).toEqual(['b:xy', 'a:abc']);
    expect(problem([A, B], strippedMember(2))).toMatchObject({
      found: 'file number 2',
      rpmSays: 'cpio: Archive file not in header',
    });
  });
});

describe('how many bytes of it count', () => {
  test('as the header says, whatever the archive says', () => {
    const lying = member({ name: './d/a', content: 'abc\0', fields: { 6: '00000000' } });
    expect(contents([A], lying, TRAILER)).toEqual(['a:abc']);
  });

  test('an empty file begins and ends without content', () => {
    expect(contents([{ name: 'a' }], inA(''), TRAILER)).toEqual(['a:']);
  });

  test('none of directories, devices and pipes; a directory may come twice', () => {
    const files = [
      { name: 'a', mode: DIRECTORY, size: 4096 },
      { name: 'b', mode: 0o010600, size: 2 },
    ];
    expect(contents(files, inA(''), inB(''), inA(''), TRAILER)).toEqual([]);
  });

  test('a symlink by the size in the header, which the archive must reach', () => {
    const link = { name: 'a', mode: SYMLINK, size: 3, linkTo: 'xyz' };
    expect(contents([link, B], inA('xyz'), inB(), TRAILER)).toEqual(['b:xy']);
    expect(contents([link], strippedMember(0, 'xyz'), STRIPPED_TRAILER)).toEqual([]);
    expect(contents([{ ...link, size: 0 }], inA(''), TRAILER)).toEqual([]);
    expect(problem([link], inA('xy'), TRAILER)).toMatchObject({
      offset: 116,
      rpmSays: 'cpio: read failed',
    });
  });

  test('a ghost of a named archive is skipped, as long as the archive says', () => {
    const ghost = { name: 'a', size: 77, flags: GHOST };
    expect(contents([ghost, B], inA('old'), inA('old'), inB(), TRAILER)).toEqual(['b:xy']);
    expect(problem([ghost], strippedMember(0), STRIPPED_TRAILER)).toMatchObject({
      section: 'cpio',
    });
  });
});

describe('hard links', () => {
  const set = ['a', 'b', 'c'].map((name): FileToList => ({ name, size: 2, inode: 5 }));
  const link = (name: string, content = '') => member({ name: `./d/${name}`, content });

  test('the last of the set brings the content, for the last of the set', () => {
    expect(contents(set, link('a'), link('b'), link('c', 'xy'), TRAILER)).toEqual(['c:xy']);
    expect(contents(set, link('b'), link('a'), link('c', 'xy'), TRAILER)).toEqual(['c:xy']);
  });

  test('what is no regular file may stand between them', () => {
    const files = [...set, { name: 'd', mode: DIRECTORY }];
    expect(contents(files, link('a'), link('d'), link('b'), link('c', 'xy'), TRAILER)).toEqual([
      'c:xy',
    ]);
  });

  test('content at the first: the next member is not where rpm looks for it', () => {
    expect(problem(set, link('a', 'xyxy'), link('b'), link('c'))).toMatchObject({
      code: 'BAD_MAGIC',
      rpmSays: 'cpio: Bad magic',
    });
  });

  test.each([
    ['the last one first', [link('c', 'xy'), link('a'), link('b')]],
    ['the last one second', [link('a'), link('c', 'xy'), link('b')]],
  ])('%s, which rpm installs wrongly', (_, members) => {
    const found = problem(set, ...members, TRAILER);
    expect(found).toMatchObject({ code: 'BAD_VALUE', expected: expect.stringContaining('before') });
    expect(found?.rpmSays).toBeUndefined();
  });

  test('another regular file between them, which rpm installs wrongly', () => {
    const files = [...set, { name: 'd', size: 1 }];
    const found = problem(files, link('a'), link('d', 'z'), link('b'), link('c', 'xy'), TRAILER);
    expect(found).toMatchObject({ code: 'BAD_VALUE', found: expect.stringContaining('/d/d') });
    expect(found?.rpmSays).toBeUndefined();
  });
});

describe('what makes rpm give up', () => {
  test.each([
    ['regular file', 0o100644, 'open'],
    ['symlink', SYMLINK, 'symlink'],
    ['pipe', 0o010644, 'mkfifo'],
    ['device', 0o020644, 'mknod'],
  ])('a %s that comes twice', (_, mode, call) => {
    const file = { name: 'a', mode, size: 0 };
    expect(problem([file], inA(''), inA(''), TRAILER)).toMatchObject({
      offset: 116,
      rpmSays: `cpio: ${call} failed - File exists`,
    });
  });

  test.each([
    ['a file', [A, B]],
    ['a directory', [A, { name: 'b', mode: DIRECTORY }]],
  ])('%s that the archive lacks', (_, files) => {
    const bytes = archive(inA(), TRAILER);
    expect(problem(files, inA(), TRAILER)).toMatchObject({
      offset: bytes.length,
      expected: 'a member for /d/b',
      rpmSays: 'cpio: Missing file(s)',
    });
  });

  test('but not a ghost', () => {
    expect(contents([A, { ...B, flags: GHOST }], inA(), TRAILER)).toEqual(['a:abc']);
  });

  test('no trailer', () => {
    expect(problem([A], inA())).toMatchObject({ code: 'TRUNCATED', rpmSays: 'cpio: Bad magic' });
    expect(problem([A], inA().slice(0, 118))).toMatchObject({
      code: 'TRUNCATED',
      rpmSays: 'cpio: read failed',
    });
  });
});

describe('however the archive is cut', () => {
  const bytes = archive(inB(), inA(), TRAILER, 'whatever follows');
  const whole = read([A, B], bytes);

  test('in one piece it is enough at once', () => expect(whole.answers).toEqual(['enough']));

  test('one byte at a time it is enough with the trailer', () => {
    const { given, answers } = read([A, B], bytes, () => 1);
    expect(given).toEqual(whole.given);
    expect(answers.length).toBe(bytes.length - 'whatever follows'.length);
    expect(answers.indexOf('enough')).toBe(answers.length - 1);
  });

  test.each([1, 2, 3])('at random places, seed %d', (seed) => {
    const random = seededRandom(seed);
    expect(read([A, B], bytes, () => random.between(1, 200)).given).toEqual(whole.given);
  });
});

test('what the sink throws comes through as it is, from whichever call', () => {
  const fault = new Error('ENOSPC');
  for (const failing of ['begin', 'content', 'end'] as const) {
    const sink: ContentSink = { begin() {}, content() {}, end() {} };
    sink[failing] = () => {
      throw fault;
    };
    const reader = new ArchiveReader(packageOf(fileListEntries([A])).fileList, sink);
    expect(() => reader.push(archive(inA(), TRAILER))).toThrow(fault);
  }
});
