import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { mkdirAt, openAt } from '../../../src/io/native/libc.ts';
import { scratchDirectory } from '../scratch.ts';

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = constants;
const NEW = O_RDWR | O_CREAT | O_EXCL;

function openScratch(): { readonly fd: number; readonly path: string } {
  const path = scratchDirectory();
  const fd = openSync(path, 'r');
  onTestFinished(() => closeSync(fd));
  return { fd, path };
}

test.each(['plain', 'with\nnewline', '\xff\xfe no UTF-8', 'x'.repeat(255)])(
  'a file of the name %j is made, with its mode, and opened again',
  (name) => {
    const directory = openScratch();
    const made = openAt(directory.fd, name, NEW, 0o640) as number;
    onTestFinished(() => closeSync(made));
    expect(fstatSync(made).mode).toBe(0o100640);
    expect(readdirSync(directory.path, { encoding: 'latin1' })).toEqual([name]);
    const again = openAt(directory.fd, name, O_RDONLY, 0) as number;
    onTestFinished(() => closeSync(again));
    expect(fstatSync(again).ino).toBe(fstatSync(made).ino);
  },
);

test('a descriptor is not inherited by children', () => {
  const { fd } = openScratch();
  const made = openAt(fd, 'file', NEW, 0o600) as number;
  onTestFinished(() => closeSync(made));
  const flags = /^flags:\s+(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${made}`, 'utf8'));
  const CLOSE_ON_EXEC = 0o2000000;
  expect(Number.parseInt(flags![1]!, 8) & CLOSE_ON_EXEC).toBe(CLOSE_ON_EXEC);
});

test('a failure is answered by the name of the error', () => {
  const { fd } = openScratch();
  closeSync(openAt(fd, 'there', NEW, 0o600) as number);
  expect(openAt(fd, 'there', NEW, 0o600)).toBe('EEXIST');
  expect(openAt(fd, 'missing', O_RDONLY, 0)).toBe('ENOENT');
  expect(openAt(fd, 'x'.repeat(256), NEW, 0o600)).toBe('ENAMETOOLONG');
  expect(openAt(-1, 'file', NEW, 0o600)).toBe('EBADF');
});

test('a directory of any name is made, and an error is answered by its name', () => {
  const { fd, path } = openScratch();
  expect(mkdirAt(fd, '\xff\n', 0o700)).toBeUndefined();
  expect(statSync(Buffer.from(`${path}/\xff\n`, 'latin1')).mode).toBe(0o040700);
  expect(mkdirAt(fd, '\xff\n', 0o700)).toBe('EEXIST');
  expect(mkdirAt(fd, 'x'.repeat(256), 0o700)).toBe('ENAMETOOLONG');
});
