import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attempt, MachineError } from '../../src/io/machine-error.ts';

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('a failed system call says what was done to which file, and what to do', () => {
  const error = thrownBy(() =>
    attempt('read', '/no/such/file', () => readFileSync('/no/such/file')),
  );
  expect(error).toBeInstanceOf(MachineError);
  expect(error).toMatchObject({
    message: 'cannot read /no/such/file: no such file or directory (ENOENT); check the path',
    code: 'ENOENT',
    doing: 'read',
    subject: '/no/such/file',
    cause: expect.objectContaining({ code: 'ENOENT', syscall: 'open' }),
  });
});

test('errors that are not of the machine pass untouched', () => {
  const bug = new TypeError('ours');
  expect(
    thrownBy(() =>
      attempt('read', 'x', () => {
        throw bug;
      }),
    ),
  ).toBe(bug);
});

test('a fault inside a fault is wrapped once', () => {
  const error = thrownBy(() =>
    attempt('finish', 'outer', () => attempt('read', 'inner', () => readFileSync('/no/such/file'))),
  );
  expect(error).toMatchObject({ subject: 'inner' });
});

test.each([
  ['thrown by Node in C++', 'Unknown system error -122'],
  ['thrown by Node in JavaScript', 'UNKNOWN'],
])('an error that libuv has no name for has one: %s', (_how, code) => {
  const quota = Object.assign(new Error(code), { code, errno: -122, syscall: 'write' });
  const error = thrownBy(() =>
    attempt('write to', 'x', () => {
      throw quota;
    }),
  );
  expect(error).toMatchObject({
    code: 'EDQUOT',
    message: expect.stringMatching(/^cannot write to x: disk quota exceeded \(EDQUOT\); free some/),
  });
});
