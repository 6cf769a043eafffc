/** Repositories for a test: packages of the corpus, with metadata by createrepo_c, perhaps forged. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packageBytes } from '../../corpus/package-bytes.ts';

export function hasCreaterepo(): boolean {
  const there = spawnSync('createrepo_c', ['--version']).status === 0;
  if (!there) console.warn('skipped: createrepo_c is not installed (apt-get install createrepo-c)');
  return there;
}

/** Puts packages at paths below `root`: `Packages/p/plain.rpm` is the corpus's `plain`. */
export async function placeAt(root: string, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1, -'.rpm'.length);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), await packageBytes(name));
  }
}

export function createrepo(root: string, ...options: readonly string[]): void {
  const { status, stderr } = spawnSync('createrepo_c', ['-q', ...options, root], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`createrepo_c: ${stderr}`);
}

/** What repomd.xml is made to say of a forged primary; what is missing is said rightly. */
export interface Claims {
  readonly size?: number | undefined;
  readonly openSize?: number | undefined;
  readonly checksum?: string | undefined;
  readonly openChecksum?: string | undefined;
  readonly href?: string;
  readonly type?: string;
}

export interface Forgery {
  /** Of the document that createrepo_c wrote, gzip being its compression. */
  readonly edit?: (xml: string) => string | Uint8Array;
  readonly compress?: (xml: Uint8Array) => Uint8Array;
  /** Undefined among the claims leaves an element out. */
  readonly claims?: Claims;
}

/** Replaces primary.xml.gz, and all that repomd.xml says of it. */
export function forgePrimary(root: string, forgery: Forgery): void {
  const { edit = (xml) => xml, compress = gzipSync, claims = {} } = forgery;
  const open = Buffer.from(edit(primaryOf(root)));
  const file = compress(open);
  const name = 'repodata/forged-primary';
  writeFileSync(join(root, name), file);
  const claim = {
    size: file.length,
    openSize: open.length,
    checksum: sha256(file),
    openChecksum: sha256(open),
    href: name,
    type: 'primary',
    ...claims,
  };
  const element = (tag: string, value: unknown, attributes = '') =>
    value === undefined ? '' : `<${tag}${attributes}>${value}</${tag}>`;
  writeFileSync(
    join(root, 'repodata/repomd.xml'),
    `<repomd><revision>7</revision><data type="${claim.type}">
    ${element('checksum', claim.checksum, ' type="sha256"')}
    ${element('open-checksum', claim.openChecksum, ' type="sha256"')}
    <location href="${claim.href}"/>
    ${element('size', claim.size)}${element('open-size', claim.openSize)}</data></repomd>`,
  );
}

function primaryOf(root: string): string {
  const repodata = join(root, 'repodata');
  const name = readdirSync(repodata).find((file) => file.endsWith('-primary.xml.gz'))!;
  return gunzipSync(readFileSync(join(repodata, name))).toString();
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
