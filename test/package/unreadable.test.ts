import { describe, expect, it } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../../src/io/decode/missing-codec-error.ts';
import { MachineError } from '../../src/io/machine-error.ts';
import { lostFile, troubleOf } from '../../src/package/unreadable.ts';

describe('troubleOf', () => {
  it('says where, of what is about bytes', () => {
    const problem = { section: 'footer', offset: 8, expected: 'magic', found: '00' } as const;
    const error = new FormatError({ code: 'BAD_MAGIC', ...problem });
    expect(troubleOf('a.rpm', error)).toEqual({
      path: 'a.rpm',
      code: 'BAD_MAGIC',
      section: 'footer',
      offset: 8,
      message: 'footer at offset 8: expected magic, found 00',
    });
  });

  it.each([
    [
      new MachineError({ doing: 'open', subject: 'a.rpm', code: 'ENOENT', reason: 'it is gone' }),
      'ENOENT',
      /^cannot open a\.rpm: it is gone/,
    ],
    [new MissingCodecError('bzip2'), 'UNSUPPORTED', /^a\.rpm: cannot decode this bzip2 payload: /],
    [
      new TypeError('oops'),
      'INTERNAL_ERROR',
      /^a\.rpm: this is a bug of rpmcow.*:\nTypeError: oops/,
    ],
    ['thrown', 'INTERNAL_ERROR', /^a\.rpm: this is a bug of rpmcow.*:\nthrown$/],
  ])('names the file in the message where there is no section: %s', (error, code, message) => {
    const nowhere = { path: 'a.rpm', section: null, offset: null };
    expect(troubleOf('a.rpm', error)).toEqual({
      ...nowhere,
      code,
      message: expect.stringMatching(message),
    });
  });
});

it('a file that a worker took with it is named', () => {
  expect(lostFile('a.rpm', new Error('out of memory'))).toEqual({
    path: 'a.rpm',
    code: 'LOST',
    section: null,
    offset: null,
    message: 'a.rpm: the worker that had it ended: out of memory',
  });
});
