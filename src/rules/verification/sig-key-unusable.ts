import { rule } from '../rule.ts';
import { keyName, signaturePlace } from './signature-evidence.ts';

export const sigKeyUnusable = rule({
  id: 'sig-key-unusable',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'none', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A signature is right, and its key could not vouch for it.',
    why:
      'The key had expired, was revoked or is none that may sign. The OpenPGP parser that rpm ' +
      'itself had until 4.20 does not look at that; rpm with Sequoia (Fedora 38, EL 10 and later) ' +
      'does, and refuses the package where signatures are checked.',
    fix:
      'If the key was only extended, publish it again and give the new file to --key. Otherwise ' +
      'sign the package again with a key that is valid, and publish that.',
    sources: [
      'RFC 9580, sections 5.2.3.13 and 5.2.3.31',
      'https://github.com/rpm-software-management/rpm-sequoia',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      if (each.verdict.kind !== 'key-unusable') continue;
      yield {
        where: signaturePlace(each),
        expected: 'a key that was valid when it signed',
        found: `${keyName(each)}: ${each.verdict.because}`,
      };
    }
  },
  message: ({ found }) => `the key of a signature cannot vouch for it: ${found}`,
  examples: {
    fires: ['signed-by-expired-key'],
    silent: ['signed-by-known-key', 'signed', 'plain'],
  },
});
