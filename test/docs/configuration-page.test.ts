/** The page about rpmcow.toml: all keys, and an example that is one. */
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../src/cli/configuration.ts';
import { blocksOf } from './transcript.ts';
import { readPage } from './written-pages.ts';

const page = readPage('docs/reference/rpmcow.toml.md');
const schema = JSON.parse(readPage('schemas/configuration.json'));

test('it has every key of the schema, and no other', () => {
  const keys = [...page.matchAll(/^- `([^`]+)`: /gm)]
    .map(([, key]) => key!)
    .filter((key) => !/\.(toml|json)$/.test(key));
  const { rules, ignore, ...others } = schema.properties;
  expect(keys.sort()).toEqual(
    [
      ...Object.keys(others),
      ...Object.keys(rules.properties).map((key) => `rules.${key}`),
      ...(ignore === undefined ? [] : ['[[ignore]]']),
      ...Object.keys(schema.$defs.ignore.properties),
    ].sort(),
  );
});

test('its example is one', () => {
  const [example] = blocksOf(page).filter(({ language }) => language === 'toml');
  const configuration = parseConfiguration('example', example!.lines.join('\n'));
  expect(configuration).toMatchObject({
    failOn: 'warning',
    targets: ['transcode', 'install'],
    rpmVersion: '4.18',
    skip: ['file-unsorted'],
  });
  expect(configuration.ignores).toHaveLength(2);
});
