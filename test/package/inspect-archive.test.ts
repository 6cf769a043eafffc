import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { digestAlgorithm } from '../../native-free-parsers/digest-algorithms.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { ArchiveInspector } from '../../src/package/inspect-archive.ts';
import { inspectPackage } from '../../src/package/inspect-package.ts';
import { bytesSource } from '../support/bytes-source.ts';

/** A newc member with its padding; `claimed` is c_filesize. */
function member(name: string, content: string, claimed = content.length): string {
  const fields = Array<number>(13).fill(0);
  fields[1] = 0o100644;
  fields[6] = claimed;
  fields[11] = name.length + 1;
  const header = `070701${fields.map((n) => n.toString(16).padStart(8, '0')).join('')}`;
  return padded(padded(`${header}${name}\0`) + content);
}

const padded = (text: string) => text + '\0'.repeat(-text.length & 3);

const TRAILER = member('TRAILER!!!', '');

function fileList(files: readonly Pick<FileEntry, 'path' | 'size' | 'type' | 'ghost'>[]): FileList {
  return {
    files: files.map((file, index) => ({ ...file, index }) as FileEntry),
    digestAlgorithm: digestAlgorithm(8)!,
    digestTexts: undefined,
    hardLinkSets: [],
    names: 'BASENAMES',
  };
}

const regular = (path: string, size: number) =>
  ({ path, size, type: 'regular', ghost: false }) as const;

function inspect(list: FileList, archive: string) {
  const inspector = new ArchiveInspector(list);
  inspector.push(Buffer.from(archive, 'latin1'));
  return inspector;
}

describe('members', () => {
  it('are as long as the header says, whatever the archive claims', () => {
    const archive = member('./a', 'hello', 1) + member('b', 'x') + TRAILER;
    const { members, complete } = inspect(
      fileList([regular('/a', 5), regular('/b', 1)]),
      archive,
    ).result('test');
    expect(complete).toBe(true);
    expect(members).toMatchObject([
      { name: './a', path: '/a', size: 5, archiveSize: 1, fileIndex: 0 },
      { name: 'b', path: '/b', size: 1, archiveSize: 1, fileIndex: 1 },
    ]);
  });

  it('that the header does not know, or has as ghosts, have the size they claim', () => {
    const archive = member('./ghost', 'abc') + member('./stranger', 'defgh') + TRAILER;
    const list = fileList([{ ...regular('/ghost', 99), ghost: true }]);
    expect(inspect(list, archive).result(null).members).toMatchObject([
      { size: 3, fileIndex: 0 },
      { size: 5, fileIndex: null, path: null },
    ]);
  });

  it('are listed up to a limit and counted beyond it', () => {
    const archive = member('./a', '').repeat(1500) + TRAILER;
    const result = inspect(fileList([regular('/a', 0)]), archive).result('test');
    expect(result.memberCount).toBe(1500);
    expect(result.members).toHaveLength(1001);
  });

  it('without names are found by their number', async () => {
    const files = [
      { type: 'directory', path: '/opt/x' },
      { type: 'regular', path: '/opt/x/f', content: 'five!' },
    ] as const;
    const bytes = await writePackage({ name: 'x', files, payloadMagic: '07070X' });
    const { problems, payload } = await inspectPackage(bytesSource(bytes));
    expect(problems).toEqual([]);
    expect(payload!.archive!.members).toMatchObject([
      { format: 'stripped', name: null, path: '/opt/x', size: 0, archiveSize: null, mode: null },
      { format: 'stripped', name: null, path: '/opt/x/f', size: 5, fileIndex: 1 },
    ]);
  });
});

describe('the end', () => {
  it('is the trailer, and what follows is counted', () => {
    const list = fileList([]);
    const tail = (text: string) => inspect(list, TRAILER + text).result('test');
    expect(tail('').tail).toBeNull();
    expect(tail('\0'.repeat(40)).tail).toEqual({ length: 40, zero: true });
    expect(tail('\0x').tail).toEqual({ length: 2, zero: false });
    expect(tail('x').size).toBe(TRAILER.length);
  });

  it('of a tail that does not end is set', () => {
    const inspector = inspect(fileList([]), TRAILER);
    const zeros = new Uint8Array(1024 * 1024);
    let pushed = 1;
    while (inspector.push(zeros) === 'more') pushed++;
    expect(pushed).toBe(64);
    expect(inspector.result(null).tail).toEqual({ length: 64 * 1024 * 1024, zero: true });
  });

  it('without a trailer is a FormatError, with the members before it', () => {
    const inspector = inspect(fileList([]), member('./a', 'abc'));
    expect(() => inspector.finish()).toThrow(FormatError);
    expect(inspector.result(null)).toMatchObject({ complete: false, memberCount: 1 });
  });
});
