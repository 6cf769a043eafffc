import { closeSync, fstatSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { moveTemporary, openTemporary, removeTemporary } from '../../src/io/temporary-file.ts';
import { scratchDirectory } from './scratch.ts';

const libc = vi.hoisted(() => ({ missing: false, linked: [] as string[] }));
vi.mock('../../src/io/native/libc.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/io/native/libc.ts')>();
  return {
    ...original,
    linkDescriptor: (fd: number, path: string) => {
      libc.linked.push(path);
      return libc.missing ? 'ENOSYS' : original.linkDescriptor(fd, path);
    },
  };
});

describe.each([
  ['without a name', false, []],
  ['with a name, for want of a C library', true, [/^\.result\.[\w-]{8}\.rpmcow-tmp$/]],
])('%s', (_, missing, visible) => {
  const open = (mode = 0o666) => {
    libc.missing = missing;
    const directory = scratchDirectory();
    const path = join(directory, 'result');
    return { directory, path, file: openTemporary(path, path, mode) };
  };

  test('takes its place, over what was there', () => {
    const { directory, path, file } = open();
    expect(readdirSync(directory)).toEqual(visible.map((name) => expect.stringMatching(name)));
    writeFileSync(path, 'old');
    writeSync(file.fd, 'new');
    moveTemporary(file, path);
    closeSync(file.fd);
    expect(readdirSync(directory)).toEqual(['result']);
    expect(readFileSync(path, 'latin1')).toBe('new');
  });

  test('can be removed', () => {
    const { directory, file } = open();
    closeSync(file.fd);
    removeTemporary(file);
    removeTemporary(file);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('leaves nothing where its place cannot be taken', () => {
    const { directory, file } = open();
    expect(() => moveTemporary(file, join(directory, 'missing', 'result'))).toThrow();
    closeSync(file.fd);
    removeTemporary(file);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('is private from the start where it shall be', () => {
    const { file } = open(0o600);
    expect(fstatSync(file.fd).mode & 0o777).toBe(0o600);
    closeSync(file.fd);
    removeTemporary(file);
  });
});

test('has no other name before its own, where that is free', () => {
  libc.missing = false;
  const path = join(scratchDirectory(), 'result');
  const file = openTemporary(path, path, 0o666);
  libc.linked.length = 0;
  moveTemporary(file, path);
  closeSync(file.fd);
  expect(libc.linked).toEqual([path]);
});
