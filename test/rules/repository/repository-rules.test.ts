import { describe, expect, it } from 'vitest';
import { LISTED_CASES, listingOf } from '../../../corpus/cases/repository.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import type { ListingFacts } from '../../../src/package/facts/listing.ts';
import { examinedParts } from '../../../src/rules/applicable-rules.ts';
import { RULES } from '../../../src/rules/catalogue.ts';
import { REPOSITORY_RULES } from '../../../src/rules/repository/repository-rules.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { exampleFacts } from '../example-facts.ts';
import { findingsOf, messageOf } from '../findings-of.ts';

describe('the messages', () => {
  it.each([
    [
      'repo-checksum',
      'listed-checksum-wrong',
      /^the metadata says sha256 e3b0c442\w+, and the file has \w{64}$/,
    ],
    ['repo-size', 'listed-size-wrong', /^the metadata says \d+ bytes, and the file has \d+ bytes$/],
    [
      'repo-checksum-algo',
      'listed-unknown-algorithm',
      /of type sha3-256, which librepo does not know$/,
    ],
    ['repo-checksum-not-sha256', 'listed-sha1', /compute the metadata's sha \(SHA1\) too$/],
    [
      'repo-header-range',
      'listed-header-range-wrong',
      /has bytes 96 to (\d+) for the main header, which is at bytes \d+ to \1$/,
    ],
    ['repo-header-range', 'listed-header-range-absent', /^the metadata has no range for/],
  ])('of %s say what metadata says, and what is there', async (rule, name, message) => {
    expect(await messageOf(rule, name)).toMatch(message);
  });

  it('of repo-nevra name each part that differs, and where it stands in the header', async () => {
    const findings = await findingsOf('repo-nevra', 'listed-as-another');
    expect(findings.map(({ message, where }) => [message, where.section, where.tag])).toEqual([
      ['the metadata says release 1.1, and the header 1', 'main-header', 1002],
      ['the metadata says arch riscv64, and the header noarch', 'main-header', 1022],
    ]);
  });

  it('have no control characters, whatever the metadata has', async () => {
    const facts = await factsOf('plain', {
      checksumType: 'a\u001b[2J',
      checksum: '\u202e',
      name: '\0',
    });
    const { findings } = runRules(facts, REPOSITORY_RULES);
    expect(findings.length).toBeGreaterThan(1);
    for (const { message } of findings) expect(message).not.toMatch(/\p{C}/u);
  });
});

it('take a source package for one, as createrepo_c does', async () => {
  for (const arch of ['src', 'nosrc', 'noarch']) {
    const { findings } = runRules(await factsOf('source', { arch }), REPOSITORY_RULES);
    expect(findings).toEqual([]);
  }
  const { findings } = runRules(await factsOf('plain', { arch: 'src' }), REPOSITORY_RULES);
  expect(findings.map(({ rule }) => rule)).toEqual(['repo-nevra']);
});

it('look at the checksum of files that are no packages too', async () => {
  const page = new TextEncoder().encode('<html>404</html>');
  const listing = (await exampleFacts('listed')).listing!;
  const facts = await gatherFacts(bytesSource(page), { payload: true, listing });
  const { findings } = runRules(facts, REPOSITORY_RULES);
  expect(findings.map(({ rule }) => rule)).toEqual(['repo-checksum', 'repo-size']);
});

it('need a listing, and for the checksum all of the file', async () => {
  const source = bytesSource(await packageBytes('plain'));
  const { listing } = await exampleFacts('listed-checksum-wrong');
  const parts = async (options: { payload: boolean; listing?: ListingFacts | undefined }) =>
    examinedParts(await gatherFacts(source, options)).filter((part) => part.startsWith('list'));
  expect(await parts({ payload: true })).toEqual([]);
  expect(await parts({ payload: false, listing })).toEqual(['listing', 'listed-headers']);
  expect(await parts({ payload: true, listing })).toEqual([
    'listing',
    'listed-headers',
    'listed-file',
  ]);
});

it('are the only ones that look at the listing', async () => {
  for (const { name, of } of LISTED_CASES) {
    const listed = runRules(await exampleFacts(name), RULES).findings;
    const alone = runRules(await exampleFacts(of), RULES).findings;
    const others = listed.filter(({ rule }) => !REPOSITORY_RULES.some(({ id }) => id === rule));
    expect(others, name).toEqual(alone);
  }
});

async function factsOf(name: string, lies: Partial<ListingFacts>) {
  const bytes = await packageBytes(name);
  const listing = { ...listingOf(`${name}.rpm`, bytes), ...lies };
  return await gatherFacts(bytesSource(bytes), { payload: true, listing });
}
