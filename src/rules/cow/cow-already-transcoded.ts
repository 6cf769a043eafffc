import { rule } from '../rule.ts';

const MAGIC_LENGTH = 8;

export const cowAlreadyTranscoded = rule({
  id: 'cow-already-transcoded',
  needs: 'extents',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file is an extents file, or ends like one, and no longer a package.',
    why:
      'In the cache of a Copy-on-Write host this is what a package becomes, under the same name. ' +
      'Everywhere else it is wrong: plain rpm finds no payload and refuses it, rpm2cpio and ' +
      'transcoders get nothing out of it, and a Copy-on-Write host installs it without looking ' +
      'at a single digest of its contents. Eight bytes at the end of a file that comes from ' +
      'outside are enough to switch off the verification there.',
    fix:
      'Publish and copy the original package; it cannot be made from the extents file. In the ' +
      'cache use "rpmcow verify" to prove the file. If it came from a repository, do not install ' +
      'it and ask its owner.',
    sources: [
      'rpm lib/transaction.c of the Copy-on-Write patches, verifyPackageFiles',
      'librepo librepo/checksum.c lr_checksum_cow_fd',
    ],
  },
  *check({ size }) {
    yield {
      where: { section: 'footer', offset: size - MAGIC_LENGTH, length: MAGIC_LENGTH },
      expected: 'a package',
      found: 'the extents magic KWTSH100 in its last bytes',
    };
  },
  message: () => 'the file ends in the magic of an extents file: no package, but the result of one',
  examples: { fires: ['extents-sound', 'extents-magic-appended'], silent: ['plain'] },
});
