/** Findings on digests and signatures, in their words and at their places. */
import { describe, expect, it, test } from 'vitest';
import { findingsOf, messageOf } from '../findings-of.ts';

test.each([
  ['pkg-digest-none', 'payload-uncovered', /^there is no MD5 digest|Payload SHA256/],
  ['pkg-digest-weak', 'only-md5', 'MD5 is the best digest of the main header'],
  ['pkg-header-digest-bad', 'header-sha1-wrong', 'the SHA-1 of the main header is wrong'],
  ['pkg-header-digest-bad', 'header-sha256-short', 'the SHA-256 of the main header is wrong'],
  ['pkg-md5-range', 'md5-of-payload', 'the MD5 is that of the payload alone'],
  [
    'pkg-md5-range',
    'md5-with-padding',
    'the MD5 is that of the padding, the main header and the payload',
  ],
  ['pkg-payload-digest-bad', 'payload-digest-wrong', 'the payload digest is wrong'],
  [
    'pkg-payload-digest-bad',
    'payload-digest-of-archive',
    'the payload digest is that of the uncompressed archive, not of the payload',
  ],
  [
    'pkg-payload-digest-alt-bad',
    'payload-digests-swapped',
    'the digest of the uncompressed payload is that of the compressed one',
  ],
  ['pkg-rpm6-digest-bad', 'header-sha3-wrong', 'the SHA3-256 of the main header is wrong'],
  ['pkg-rpm6-digest-bad', 'payload-sha512-wrong', 'the SHA-512 of the payload is wrong'],
  ['pkg-size-tag', 'size-in-both-widths', /^expected SIZE in one width/],
  ['sig-bad', 'signed-wrongly', /its key did not make it$/],
  ['sig-bad', 'signed-other-header', /it was made over other bytes$/],
  ['sig-weak', 'signed-with-short-key', /^a signature has a key of about 1024 bits: /],
  ['sig-weak', 'signed-with-sha1', /^a signature has a SHA1 hash: /],
  ['sig-algorithm-unsupported', 'signed-with-ecdsa', /ECDSA, version 4$/],
  ['sig-key-unusable', 'signed-by-expired-key', /: the key had expired when it was made$/],
])('%s on %s', async (rule, name, message) => {
  const [{ message: found } = { message: '' }] = await findingsOf(rule, name);
  expect(found).toMatch(message);
});

describe('a wrong digest', () => {
  it('says what is expected, what is there, and what rpm prints', async () => {
    const [finding] = await findingsOf('pkg-payload-digest-bad', 'payload-digest-of-archive');
    expect(finding?.expected).toMatch(/^[0-9a-f]{64}$/);
    expect(finding?.found).toMatch(/^[0-9a-f]{64}, which is that of the uncompressed archive$/);
    expect(finding?.rpmSays).toMatch(/^Payload SHA256 ALT digest: BAD \(Expected \w+ != \w+\)$/);
    expect(finding?.where).toMatchObject({ section: 'main-header', tag: 5092, length: 65 });
  });

  it('that is none says how rpm refuses it', async () => {
    const [finding] = await findingsOf('pkg-header-digest-bad', 'header-sha256-not-hex');
    expect(finding?.found).toBe('package: tag 273: invalid hex');
  });

  it('is told of once, though rpm tries two', async () => {
    expect(await findingsOf('pkg-payload-digest-bad', 'payload-bit-flipped')).toHaveLength(1);
  });

  it('of a payload that a transcoder has replaced is not the point', async () => {
    expect(await findingsOf('pkg-payload-digest-bad', 'extents-sound')).toEqual([]);
    expect(await findingsOf('pkg-size-tag', 'extents-sound')).toEqual([]);
  });
});

it('weak signatures and unknown keys are each their own finding', async () => {
  expect(await findingsOf('sig-unchecked', 'signed')).toHaveLength(2);
  expect(await messageOf('sig-unchecked', 'signed-as-rpm6')).toMatch(
    /its key is not among those given$/,
  );
});

it('a signature is shown with its place', async () => {
  const [finding] = await findingsOf('sig-packet-invalid', 'header-signature-garbage');
  expect(finding?.where).toMatchObject({ section: 'signature-header', tag: 268, length: 200 });
  expect(finding?.rpmSays).toBe(
    'Header RSA signature: BAD (package tag 268: invalid OpenPGP signature)',
  );
});
