import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { cpioMember } from '../../../corpus/writer/cpio-archive.ts';
import type { FileDescription } from '../../../corpus/writer/description.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import { ArchiveSurvey } from '../../../src/package/facts/archive-survey.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { splitReader } from '../../support/split-reader.ts';
import { describeBytes } from '../crafted.ts';
import { archiveFacts, byPath, payloadFactsOf } from './facts-of.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

const ROOT: FileDescription = { type: 'directory', path: '/opt/x' };
const file = (name: string, content: string, more = {}): FileDescription => ({
  type: 'regular',
  path: `/opt/x/${name}`,
  content,
  ...more,
});

async function surveyOf(description: Parameters<typeof writePackage>[0]) {
  const bytes = await writePackage(description);
  return (await payloadFactsOf(bytesSource(bytes))).archive!;
}

describe('members', () => {
  it('have the digests of their contents, where rpm installs a regular file', async () => {
    const facts = await surveyOf({
      name: 'x',
      files: [ROOT, file('a', 'content of a'), { type: 'symlink', path: '/opt/x/l', target: 'a' }],
    });
    expect(facts).toMatchObject({ complete: true, problem: undefined, refusal: undefined });
    const members = byPath(facts);
    expect(members.get('/opt/x/a')).toMatchObject({ size: 12, digest: sha256('content of a') });
    expect(members.get('/opt/x/l')).toMatchObject({ size: 1, digest: undefined, target: 'a' });
    expect(members.get('/opt/x')).toMatchObject({ size: 0, digest: undefined, target: undefined });
  });

  it('of a hard-link set have content where rpm takes it from', async () => {
    const members = byPath(
      await surveyOf({
        name: 'x',
        files: [ROOT, file('l1', 'linked', { inode: 5 }), file('l2', 'linked', { inode: 5 })],
      }),
    );
    expect(members.get('/opt/x/l1')).toMatchObject({ size: 0, digest: undefined });
    expect(members.get('/opt/x/l2')).toMatchObject({ size: 6, digest: sha256('linked') });
  });

  it('are told apart by SHA-256 where MD5 digests of the header repeat', async () => {
    const files = [ROOT, file('a', 'same'), file('b', 'same'), file('c', 'other')];
    const weak = byPath(await surveyOf({ name: 'x', files, fileDigestAlgorithm: 'md5' }));
    expect(weak.get('/opt/x/a')?.identity).toBe(sha256('same'));
    expect(weak.get('/opt/x/b')?.identity).toBe(sha256('same'));
    expect(weak.get('/opt/x/c')?.identity).toBeUndefined();
    const strong = byPath(await surveyOf({ name: 'x', files }));
    expect(strong.get('/opt/x/a')?.identity).toBeUndefined();
  });

  it('of a collision have one digest and two identities', async () => {
    const collision = (await archiveFacts('md5-collision')).members.filter(
      ({ identity }) => identity,
    );
    expect(new Set(collision.map(({ digest }) => digest)).size).toBe(1);
    expect(new Set(collision.map(({ identity }) => identity)).size).toBe(2);
  });

  it('of a crc archive have the sum of their bytes', async () => {
    const members = byPath(await archiveFacts('crc-archive'));
    for (const { member, sum } of members.values()) {
      expect(sum).toBe(member.format === 'stripped' ? undefined : member.checksum);
    }
    expect(members.get('/opt/corpus/b')!.sum).toBeGreaterThan(0);
    expect(byPath(await archiveFacts('plain')).get('/opt/corpus/b')!.sum).toBeUndefined();
  });

  it('without names are found by their number', async () => {
    const named = byPath(await archiveFacts('plain'));
    const stripped = byPath(await archiveFacts('stripped-archive'));
    expect([...stripped.keys()]).toEqual([...named.keys()]);
    for (const [path, { digest }] of named) expect(stripped.get(path)!.digest).toBe(digest);
  });

  it('that the header does not know are listed, and what comes behind them', async () => {
    const facts = await archiveFacts('extra-member');
    expect(facts.refusal).toMatchObject({ rpmSays: 'cpio: Archive file not in header' });
    expect(facts).toMatchObject({ complete: true, problem: undefined });
    expect(byPath(facts).get('./opt/corpus/stranger')).toMatchObject({ file: undefined, size: 18 });
  });
});

test('a defect of the archive ends the walk, and both say so', async () => {
  const facts = await archiveFacts('garbage-between');
  expect(facts).toMatchObject({
    complete: false,
    problem: { code: 'BAD_MAGIC', section: 'cpio' },
    refusal: { code: 'BAD_MAGIC', rpmSays: 'cpio: Bad magic' },
  });
  expect(facts.members).toHaveLength(2);
});

test('a member that is cut off is listed without a digest', async () => {
  const facts = await archiveFacts('payload-truncated');
  expect(facts).toMatchObject({ complete: false, problem: { code: 'TRUNCATED' } });
  const last = facts.members.at(-1)!;
  expect(last).toMatchObject({ file: { path: '/opt/corpus/b' }, size: 5000, digest: undefined });
});

test.each([
  ['padded-to-512', true],
  ['long-tail', false],
] as const)('%s: what follows the trailer is counted', async (name, zero) => {
  const facts = await archiveFacts(name);
  expect(facts).toMatchObject({ complete: true, refusal: undefined });
  expect(facts.tail.zero).toBe(zero);
  expect(zero ? (facts.size + facts.tail.length) % 512 : facts.tail.length).toBe(
    zero ? 0 : 200_000,
  );
});

describe('a survey of pieces', () => {
  const entry = (name: string, content: Uint8Array) =>
    cpioMember(
      {
        name,
        fileIndex: 0,
        mode: 0o100644,
        inode: 1,
        links: 1,
        mtime: 1,
        content: Buffer.from(content),
      },
      '070701',
    );
  const content = seededRandom(3).bytes(5000);

  async function survey(archive: Uint8Array, piece: Parameters<typeof splitReader>[1]) {
    const pkg = describeBytes(
      await writePackage({ name: 'x', files: [{ type: 'regular', path: '/a', content }] }),
    );
    const survey = new ArchiveSurvey(pkg.fileList);
    const reader = splitReader(archive, piece);
    const chunk = new Uint8Array(65536);
    let answer = 'more';
    for (let n = reader.read(chunk); n > 0; n = reader.read(chunk)) {
      answer = survey.push(chunk.subarray(0, n));
    }
    const { bytes } = survey;
    const decoding = { kind: 'decoded', route: 'test', bytes, ended: 'input-end' } as const;
    return { answer, facts: survey.facts(decoding) };
  }

  const sound = Buffer.concat([entry('./a', content), entry('TRAILER!!!', new Uint8Array())]);

  it('does not depend on where they are cut', async () => {
    const whole = await survey(sound, [65536]);
    expect(whole.facts).toMatchObject({ complete: true, memberCount: 1, refusal: undefined });
    expect(whole.facts.members[0]!.digest).toBe(sha256(content));
    expect(await survey(sound, [1])).toEqual(whole);
    for (const seed of [1, 2, 3]) expect(await survey(sound, seededRandom(seed))).toEqual(whole);
  });

  it('lists members up to a limit and counts them beyond it', async () => {
    const stranger = entry('./b', new Uint8Array());
    const archive = Buffer.concat([...Array.from({ length: 1500 }, () => stranger), sound]);
    const { facts } = await survey(archive, [65536]);
    expect(facts.memberCount).toBe(1501);
    expect(facts.members).toHaveLength(1001);
  });

  it('has enough of a tail of 64 MiB', async () => {
    const tail = new Uint8Array(64 * 1024 * 1024);
    expect((await survey(Buffer.concat([sound, tail]), [65536])).answer).toBe('more');
    const longer = Buffer.concat([sound, tail, new Uint8Array(1)]);
    expect((await survey(longer, [65536])).answer).toBe('enough');
  });
});
