import { describe, expect, it, test } from 'vitest';
import {
  findingMarker,
  identityKey,
  identityOf,
  packageName,
} from '../../src/check/finding-identity.ts';
import { finding, record } from './made-up-record.ts';

/** The file of an identity, for a package of this version. */
function pathIn(path: string, nevra: string | null): string | null {
  const where = { ...finding().where, path };
  return identityOf(record({ nevra }), finding({ where })).path;
}

describe('an identity', () => {
  it('is package, rule, tag and file', () => {
    const where = { ...finding().where, tag: 1117, path: '/usr/bin/hello' };
    expect(identityOf(record(), finding({ where }))).toEqual({
      package: 'hello',
      rule: 'lead-reserved',
      tag: 1117,
      path: '/usr/bin/hello',
    });
  });

  it('is the same at other offsets, in another version, file and architecture', () => {
    const where = { ...finding().where, offset: 4711, length: null };
    const other = record({ nevra: 'hello-1:3.0-7.noarch', path: 'elsewhere/hello-3.rpm' });
    const moved = identityOf(other, finding({ where, message: 'other words', found: '02' }));
    expect(identityKey(moved)).toBe(identityKey(identityOf(record(), finding())));
  });
});

describe('a version in the name of a file', () => {
  test.each([
    [
      '/usr/share/doc/hello-2.10/README',
      'hello-2.10-1.noarch',
      '/usr/share/doc/hello-%{version}/README',
    ],
    ['/usr/lib64/libhello.so.2.10', 'hello-2.10-1.x86_64', '/usr/lib64/libhello.so.%{version}'],
    [
      '/lib/modules/5.14.0-1.el9.x86_64/a',
      'kernel-5.14.0-1.el9.x86_64',
      '/lib/modules/%{version}-%{release}.x86_64/a',
    ],
    ['/opt/a2.10/2.10', 'hello-1:2.10-1.noarch', '/opt/a%{version}/%{version}'],
  ])('%s of %s is %s', (path, nevra, expected) => {
    expect(pathIn(path, nevra)).toBe(expected);
  });

  test.each([
    ['/usr/share/man/man1/a.1', 'hello-1-1.noarch'],
    ['/usr/lib64/libhello.so.2.10.3', 'hello-2.10-1.noarch'],
    ['/usr/lib64/libhello.so.12.10', 'hello-2.10-1.noarch'],
    ['/usr/lib64/libhello.so.3.2.10', 'hello-2.10-1.noarch'],
    ['/opt/2x10', 'hello-2.10-1.noarch'],
    ['/opt/2.10', null],
  ])('%s of %s is none of it', (path, nevra) => {
    expect(pathIn(path, nevra)).toBe(path);
  });
});

test.each([
  ['a/hello-2.10-1.x86_64.rpm', 'howdy-1.0-1.noarch', 'howdy'],
  ['a/python3-hello-2.10-1.x86_64.rpm', null, 'python3-hello'],
  ['a/hello.rpm', null, 'hello'],
  ['-', null, '-'],
])('the name of %s with %j is %s', (path, nevra, name) => {
  expect(packageName({ path, nevra })).toBe(name);
});

test('marks of one run are all different, and those of two runs the same', () => {
  const runOf = () => {
    const mark = findingMarker();
    const other = finding({ rule: 'lead-magic' });
    return [finding(), finding(), other, finding()].map((each) => mark(record(), each));
  };
  expect(new Set(runOf()).size).toBe(4);
  expect(runOf()).toEqual(runOf());
  expect(runOf()[3]).toBe(runOf()[0]!.replace(':1', ':3'));
});
