/** Versions that stand in files outside package.json are the same as there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INTEGRATIONS, ROOT } from './pipeline.ts';

const { version, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Text by path below integrations/, and what has to lie elsewhere. */
const files = new Map(
  ['../.pre-commit-hooks.yaml', ...readdirSync(INTEGRATIONS, { recursive: true, encoding: 'utf8' })]
    .filter((path) => statSync(join(INTEGRATIONS, path)).isFile())
    .map((path) => [path, readFileSync(join(INTEGRATIONS, path), 'utf8')]),
);

/** What the brackets match, with the file it stands in. */
const mentions = (pattern: RegExp) =>
  [...files].flatMap(([path, text]) =>
    [...text.matchAll(pattern)].map(([, found]) => ({ path, found })),
  );

test('every rpmcow that npx fetches is this one', () => {
  const pins = mentions(/\brpmcow@([^\s`}]+)/g);
  expect(new Set(pins.map(({ path }) => path))).toEqual(
    new Set([
      '../.pre-commit-hooks.yaml',
      'README.md',
      'github/action.yml',
      'gitlab/rpmcow.gitlab-ci.yml',
      'tmt/check/test.sh',
      'zuul/roles/rpmcow-check/defaults/main.yaml',
    ]),
  );
  for (const pin of pins) expect(pin).toEqual({ ...pin, found: version });
});

test('every revision of this repository that is named is this one', () => {
  const revisions = mentions(/(?:integrations\/github@|\/raw\/|\b(?:ref|rev): )v([\d.]+)/g);
  expect(revisions).toHaveLength(4);
  for (const revision of revisions) expect(revision).toEqual({ ...revision, found: version });
});

test('every image has the Node that rpmcow needs', () => {
  const images = mentions(/\blibrary\/node:(\d+)\S*/g);
  expect(images).toHaveLength(3);
  for (const image of images) expect(`>=${image.found}`, image.path).toBe(engines.node);
});
