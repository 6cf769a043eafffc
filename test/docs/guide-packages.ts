/**
 * The packages that the guides speak of, by their names in the directory of the examples.
 *
 * Policy: written or broken here by the corpus's own means, so that a guide shows what really
 * happens to such a package. A name is what the header says, as a repository would have it.
 */
import { MANIFEST } from '../../corpus/manifest.ts';
import { armored, certificate } from '../../corpus/openpgp/certificate.ts';
import { SIGNER } from '../../corpus/openpgp/throwaway-keys.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';

/** A shared content, large enough for blocks of any size. */
const DATA = 'copy on write\n'.repeat(20_000);

function hello(version: string): Promise<Uint8Array> {
  return writePackage({
    name: 'hello',
    version,
    files: [
      { path: '/usr/bin/hello', type: 'regular', content: `#!/bin/sh\necho hello ${version}\n` },
      { path: '/usr/share/hello', type: 'directory' },
      { path: '/usr/share/hello/copy', type: 'regular', content: DATA },
      { path: '/usr/share/hello/data', type: 'regular', content: DATA },
    ],
  });
}

function vendorCli(version: string): PackageDescription {
  const files = [{ path: '/opt/vendor/cli', type: 'regular', content: DATA }] as const;
  return { name: 'vendor-cli', version, files };
}

/** A package of this description, with what a mutant of the corpus has done to it. */
async function mutated(mutant: string, description: PackageDescription): Promise<Uint8Array> {
  const entry = MANIFEST.find(({ name }) => name === mutant);
  if (entry?.kind !== 'mutant') return await writePackage(description);
  return entry.mutate(await mutated(entry.base, description));
}

type Packages = Readonly<Record<string, () => Promise<Uint8Array>>>;

export const AUDITOR_PACKAGES: Packages = {
  'Packages/hello-1.0-1.noarch.rpm': () => hello('1.0'),
  'Packages/md5-collision-1.0-1.noarch.rpm': () => packageBytes('md5-collision'),
  'Packages/vendor-cli-2.0-1.noarch.rpm': () =>
    mutated('signature-trailer-early', vendorCli('2.0')),
  'Packages/vendor-cli-2.1-1.noarch.rpm': () => writePackage(vendorCli('2.1')),
  'Packages/web-page.rpm': () => packageBytes('web-page'),
  'signed/vendor-cli-2.1-1.noarch.rpm': () => mutated('signed-wrongly', vendorCli('2.1')),
  'RPM-GPG-KEY-vendor': async () => Buffer.from(armored(certificate(SIGNER))),
};

export const HOST_PACKAGES: Packages = {
  'Packages/hello-1.0-1.noarch.rpm': () => hello('1.0'),
  'Packages/hello-1.1-1.noarch.rpm': () => hello('1.1'),
  'Packages/source-1.0-1.src.rpm': () => packageBytes('source'),
};
