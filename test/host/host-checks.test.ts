/** The checks of the host: complete, documented, and what they make of facts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { examineHost } from '../../src/host/examine-host.ts';
import type { HostFacts } from '../../src/host/facts/host-facts.ts';
import type { HostAnswer, HostCheck } from '../../src/host/host-check.ts';
import { HOST_CHECKS } from '../../src/host/host-checks.ts';
import { findRule } from '../../src/rules/catalogue.ts';
import { scratch } from '../cli/programs.ts';
import { examined } from './examined.ts';

const FOLDER = resolve(import.meta.dirname, '../../src/host/checks');
const SENTENCES = /^[\p{Lu}\p{N}"'(]?.*[.!?]$/su;

describe('the catalogue', () => {
  it('has every check of the folder, once, and no id of a rule', () => {
    const ids = HOST_CHECKS.map(({ id }) => id);
    expect(ids.map((id) => `${id}.ts`).toSorted()).toEqual(readdirSync(FOLDER).sort());
    for (const id of ids) expect(findRule(id)).toBeUndefined();
  });

  describe.each(HOST_CHECKS.map((check) => ({ ...check, check })))('$id', ({ check }) => {
    const { id, doc, severity } = check;
    const source = readFileSync(join(FOLDER, `${id}.ts`), 'utf8');

    it('has a name, and its export has the same', () => {
      expect(id).toMatch(/^host(-[a-z0-9]+)+$/);
      const camelCase = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      expect(source).toMatch(new RegExp(`^export const ${camelCase}: HostCheck = `, 'm'));
    });

    it('says what, why and what to do, in sentences, and where that is written', () => {
      for (const text of [doc.what, doc.why, doc.fix]) expect(text).toMatch(SENTENCES);
      expect(doc.what.match(/[.!?](\s|$)/g)).toHaveLength(1);
      expect(new Set([doc.what, doc.why, doc.fix]).size).toBe(3);
      expect(doc.sources.length).toBeGreaterThan(0);
      for (const each of doc.sources) expect(each).toMatch(/^\S.{4,}\S$/);
    });

    it('answers with its severity, and with nothing graver', () => {
      const says = (status: string) => new RegExp(`\\b${status}\\(`).test(source);
      expect(says(severity)).toBe(true);
      if (severity === 'warning') expect(says('error')).toBe(false);
    });
  });
});

describe('the verdict', () => {
  const check = (id: string, severity: HostCheck['severity'], answer: HostAnswer): HostCheck => ({
    id,
    severity,
    doc: { what: 'What.', why: 'Why.', fix: 'Fix.', sources: ['source'] },
    examine: () => answer,
  });
  const fine = check('fine', 'error', { status: 'ok', found: 'all' });
  const absent = check('absent', 'error', { status: 'not-applicable', found: 'none' });
  const doubtful = check('doubtful', 'warning', { status: 'unknown', found: 'nothing' });
  const open = check('open', 'error', { status: 'unknown', found: 'nothing' });
  const poor = check('poor', 'error', { status: 'warning', found: 'half', fix: 'Do it.' });
  const bad = check('bad', 'error', { status: 'error', found: 'half' });

  test.each([
    ['can', [], [fine, absent]],
    ['can-but', ['doubtful', 'poor'], [doubtful, fine, poor]],
    ['unknown', ['open'], [open, poor, fine]],
    ['cannot', ['bad'], [open, fine, bad, poor]],
  ])('%s', (verdict, because, checks) => {
    expect(examineHost({} as HostFacts, checks)).toMatchObject({ verdict, because });
  });

  it('comes with what to do, where there is something', () => {
    const { checks } = examineHost({} as HostFacts, [fine, absent, bad, poor]);
    expect(checks.map(({ fix }) => fix)).toEqual([null, null, 'Fix.', 'Do it.']);
  });
});

describe('of made-up facts', () => {
  const GIB = 1024 ** 3;

  async function answersWith(change: (facts: HostFacts) => Partial<HostFacts>) {
    const root = scratch();
    const { facts } = await examined({ system: root, root });
    const { checks } = examineHost({ ...facts, ...change(facts) });
    return (id: string) => checks.find((each) => each.id === id)!;
  }

  test.each([
    [30 * GIB, 'ok', '30.0 GiB free'],
    [2 * GIB, 'warning', 'about 682 MiB of packages'],
  ])('%d bytes free', async (free, status, found) => {
    const answer = await answersWith(({ cache }) => ({ cache: { ...cache, free } }));
    expect(answer('host-space').status).toBe(status);
    expect(answer('host-space').found).toContain(found);
  });

  test.each([
    ['zstd', true, 'zstd (slower without)'],
    ['bzip2', false, 'bzip2 (not without)'],
  ] as const)('no library for %s', async (compressor, hasSubstitute, found) => {
    const library = undefined;
    const answer = await answersWith(() => ({
      decoders: [{ compressor, library, hasSubstitute }],
    }));
    expect(answer('host-decoders')).toMatchObject({ status: 'warning' });
    expect(answer('host-decoders').found).toContain(found);
  });

  test.each([
    [{ path: '/usr/bin/node', version: '24.1.0' }, 'ok', 'is 24.1.0'],
    [{ path: '/usr/bin/node', version: '22.9.0' }, 'warning', 'is 22.9.0'],
    [{ path: '/usr/bin/node', version: undefined }, 'unknown', 'was not run'],
    [{ path: undefined, version: undefined }, 'warning', 'no node'],
  ])('Node %j', async (node, status, found) => {
    const answer = await answersWith(() => ({ node }));
    expect(answer('host-node').status).toBe(status);
    expect(answer('host-node').found).toContain(found);
  });

  test('pages of 64 KiB', async () => {
    const answer = await answersWith(() => ({ pageSize: 65536 }));
    expect(answer('host-block-size')).toMatchObject({ status: 'warning' });
    expect(answer('host-block-size').found).toContain('pages have 65536 bytes');
  });

  test.each([
    ['EACCES', 'unknown', 'no permission to write there'],
    ['ENOSPC', 'unknown', 'it is full'],
    ['EROFS', 'error', 'it is read-only'],
    ['EMFILE', 'unknown', 'no file can be made there (EMFILE)'],
  ])('a cache where no file can be made: %s', async (code, status, found) => {
    const answer = await answersWith(({ cache, targets: [target] }) => {
      const trial = { kind: 'not-tried', directory: cache.directory, code } as const;
      const reached = { kind: 'cloned' } as const;
      return {
        cache: { ...cache, ownClone: trial },
        targets: [{ ...target, ownClone: reached, cloneFromCache: trial }],
      };
    });
    expect(answer('host-fs').status).toBe(status);
    expect(answer('host-fs').found).toContain(found);
    expect(answer('host-root-split').status).toBe('unknown');
  });

  test('NOCOW that cannot be read', async () => {
    const answer = await answersWith(({ cache, targets: [target] }) => ({
      cache: { ...cache, fileSystem: 'btrfs', attributes: undefined },
      targets: [{ ...target, fileSystem: 'btrfs' }],
    }));
    expect(answer('host-nocow')).toMatchObject({ status: 'unknown' });
  });
});
