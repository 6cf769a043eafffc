import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { parseIni } from '../../../native-free-parsers/repodata/ini.ts';
import { parseRepoFile } from '../../../native-free-parsers/repodata/repo-file.ts';
import { substituteVariables } from '../../../native-free-parsers/repodata/repo-variables.ts';

const VARIABLES = new Map([
  ['releasever', '40'],
  ['basearch', 'x86_64'],
]);

describe('variables', () => {
  test.each([
    ['http://x/$releasever/$basearch/os/', 'http://x/40/x86_64/os/'],
    [`\${releasever}\${basearch}`, '40x86_64'],
    [`$ReleaseVer.\${BASEARCH}`, '40.x86_64'],
    ['a$$b$$releasever', 'a$b$releasever'],
    ['costs 3$', 'costs 3$'],
  ])('%s becomes %s', (text, expected) => {
    expect(substituteVariables(text, VARIABLES)).toEqual({ text: expected, unknown: [] });
  });

  test('without a value are named, and left as they are', () => {
    expect(substituteVariables(`$a/\${b}/$a/$releasever`, VARIABLES)).toEqual({
      text: `$a/\${b}/$a/40`,
      unknown: ['a', 'b'],
    });
  });
});

describe('sections', () => {
  test('have values, the last of a name counting, over several lines', () => {
    const text = [
      '# comment',
      '[one] ; comment',
      'Key = value # kept',
      'list=a',
      '  b',
      '\t# between',
      '  c',
      '',
      'url = http://x/?a=b',
      '[two]',
      '[one]',
      'key=last\r',
    ].join('\n');
    expect(parseIni(text).map(({ name, values }) => [name, Object.fromEntries(values)])).toEqual([
      ['one', { key: 'last', list: 'a\nb\nc', url: 'http://x/?a=b' }],
      ['two', {}],
    ]);
  });

  test.each([
    ['key=value', 'a line [section] first', 0],
    ['[a]\nkey: value', 'a line key=value, [section] or # comment', 4],
    ['[a]\nnothing', 'a line key=value, [section] or # comment', 4],
    ['[a]\n  continued', 'a line key=value, [section] or # comment', 4],
    ['<html>', 'a line [section] first', 0],
  ])('%j is an error', (text, expected, offset) => {
    expect(() => parseIni(text)).toThrow(FormatError);
    expect(() => parseIni(text)).toThrow(expect.objectContaining({ expected, offset }));
  });
});

describe('repositories', () => {
  test('are what their sections say', () => {
    const [first, second] = parseRepoFile(
      `[main]
proxy=http://elsewhere
[base-$releasever]
name=Base
baseurl=http://a/$releasever/, http://b/\${basearch}/
  https://c/
username=me
password=pa$$word
sslclientcert=/cert.pem
sslclientkey=/key.pem
sslcacert=/ca.pem
proxy=
[extras]
enabled=No
metalink=https://m/?repo=$repo&arch=$basearch
mirrorlist=
`,
      VARIABLES,
    );
    expect(first).toEqual({
      id: 'base-40',
      enabled: true,
      baseurl: ['http://a/40/', 'http://b/x86_64/', 'https://c/'],
      mirrorlist: undefined,
      metalink: undefined,
      username: 'me',
      password: 'pa$$word',
      sslclientcert: '/cert.pem',
      sslclientkey: '/key.pem',
      sslcacert: '/ca.pem',
      proxy: '',
      unknownVariables: [],
    });
    expect(second).toMatchObject({
      id: 'extras',
      enabled: false,
      baseurl: [],
      metalink: 'https://m/?repo=$repo&arch=x86_64',
      mirrorlist: undefined,
      unknownVariables: ['repo'],
    });
  });

  test('that are neither enabled nor disabled are an error', () => {
    expect(() => parseRepoFile('[a]\nenabled=maybe', VARIABLES)).toThrow(/enabled of \[a\]/);
  });
});
