import { rule } from '../rule.ts';
import { signatureName, signaturePlace } from './signature-evidence.ts';

export const sigBad = rule({
  id: 'sig-bad',
  needs: 'headers',
  among: 'signatures',
  severity: { transcode: 'warning', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A signature is wrong: it was made over other bytes, or by another key than it says.',
    why:
      'rpm refuses the package: "BAD", with or without its key, unless signatures are switched ' +
      'off. Something was changed after signing, or the signing service signs other bytes than ' +
      'rpm verifies. The reference transcoder records the failure of a signature of the payload, ' +
      'and a Copy-on-Write host installs the package all the same.',
    fix:
      'Do not install the package before its origin is clear. To repair it, delete the ' +
      'signatures (rpmsign --delsign) and sign it again (rpmsign --resign) as the last step. ' +
      'Tools that repack, sign in pieces or edit headers come before signing. A signature covers ' +
      'the main header from its magic, and in the tags PGP and GPG all that follows.',
    sources: [
      'rpm 4.18 rpmio/rpmpgp_internal.c pgpVerifySignature',
      'rpm 4.18 lib/rpmvs.c verifySignature, lib/package.c handleHdrVS',
      'https://github.com/scm-manager/scm-manager/issues/2307',
    ],
  },
  *check({ signatures }) {
    for (const each of signatures) {
      if (each.verdict.kind !== 'bad') continue;
      const name = signatureName(each);
      yield {
        where: signaturePlace(each),
        expected: 'a signature of these bytes by the key that it names',
        found: `${name}: ${each.verdict.because}`,
        rpmSays: `${name}: BAD`,
      };
    }
  },
  message: ({ found }) => `a signature is wrong: ${found}`,
  examples: {
    fires: ['signed-other-header', 'signed-other-payload', 'signed-wrongly'],
    silent: ['signed-by-known-key', 'signed', 'plain'],
  },
});
