/**
 * Builds packages from corpus/specs with the system's rpmbuild. Policy: every build has a
 * directory of its own, times and host are fixed, results are kept under a hash of all that went
 * into them. The signing key is made for one build and forgotten.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { seededContent } from '../content.ts';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const SPECS = join(HERE, '..', 'specs');
const SHARED = join(SPECS, 'shared');
const SOURCE_DATE_EPOCH = '1600000000';
const KEY_NAME = 'rpmcow corpus (throwaway)';

/** Program and where it is found: Debian and Fedora package. */
const TOOLS = {
  rpmbuild: ['rpm', 'rpm-build'],
  rpmsign: ['rpm', 'rpm-sign'],
  gpg: ['gnupg', 'gnupg2'],
} as const;

/** The names of all specs, sorted. */
export function specNames(): string[] {
  return readdirSync(SPECS)
    .filter((file) => file.endsWith('.spec'))
    .map((file) => file.slice(0, -'.spec'.length))
    .sort();
}

/** Whether building it takes more than a few seconds. */
export function isSlow(name: string): boolean {
  return traitsOf(name).has('slow');
}

/** A sentence naming the first tool that is missing, or undefined when all are there. */
export function missingTool(): string | undefined {
  for (const [tool, [debian, fedora]] of Object.entries(TOOLS)) {
    if (!whereIs(tool))
      return `${tool} is missing: install ${debian} (Debian) or ${fedora} (Fedora)`;
  }
  return undefined;
}

/**
 * Builds the named specs into the directory `into` and returns each one's path. What is there
 * already, made of the same, is not built again. `progress` is called before each real build.
 */
export async function buildPackages(
  names: readonly string[],
  into: string,
  progress: (name: string) => void = () => {},
): Promise<Map<string, string>> {
  mkdirSync(into, { recursive: true });
  const builder = await builderHash();
  const built = new Map<string, string>();
  for (const name of names) {
    const spec = readFileSync(join(SPECS, `${name}.spec`));
    const key = createHash('sha256').update(builder).update(spec).digest('hex').slice(0, 16);
    const path = join(into, `${name}.${key}.rpm`);
    if (!existsSync(path)) {
      progress(name);
      await build(name, path);
    }
    built.set(name, path);
  }
  return built;
}

async function build(name: string, path: string): Promise<void> {
  const missing = missingTool();
  if (missing) throw new Error(missing);
  const top = mkdtempSync(join(tmpdir(), 'rpmcow-corpus-'));
  const traits = traitsOf(name);
  try {
    for (const directory of ['BUILD', 'BUILDROOT', 'RPMS', 'SOURCES', 'SPECS', 'SRPMS']) {
      mkdirSync(join(top, directory));
    }
    writeFileSync(
      join(top, 'SOURCES', 'generated-source'),
      seededContent('source', 'mixed', 10_000),
    );
    const macros = Object.entries({
      _topdir: top,
      _rpmfilename: 'built.rpm',
      _buildhost: 'corpus.invalid',
      _build_id_links: 'none',
      use_source_date_epoch_as_buildtime: '1',
      clamp_mtime_to_source_date_epoch: '1',
      debug_package: '%{nil}',
      __os_install_post: '%{nil}',
      _buildshell: '/bin/bash',
      shared: SHARED,
      fill: `${process.execPath} ${join(HERE, 'fill.ts')}`,
    }).flatMap(([macro, value]) => ['--define', `${macro} ${value}`]);
    const what = traits.has('source') ? '-bs' : '-bb';
    await run('rpmbuild', [...macros, what, join(SPECS, `${name}.spec`)], {
      env: { ...process.env, SOURCE_DATE_EPOCH, LC_ALL: 'C.UTF-8' },
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    const results = join(top, traits.has('source') ? 'SRPMS' : 'RPMS');
    const [result = ''] = readdirSync(results);
    const rpm = join(results, result);
    if (traits.has('signed')) await sign(rpm, top);
    await moveInto(rpm, path);
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** Adds a header signature and a signature over everything, both RSA. */
async function sign(rpm: string, top: string): Promise<void> {
  const home = join(top, 'gnupg');
  mkdirSync(home, { mode: 0o700 });
  const gpg = ['--homedir', home, '--batch'];
  try {
    await run('gpg', [
      ...[...gpg, '--passphrase', '', '--quick-generate-key'],
      ...[KEY_NAME, 'rsa2048', 'sign', 'never'],
    ]);
    const macros = [`__gpg ${whereIs('gpg')}`, `_gpg_path ${home}`, `_gpg_name ${KEY_NAME}`];
    const defines = macros.flatMap((macro) => ['--define', macro]);
    await run('rpmsign', [...defines, '--rpmv3', '--addsign', rpm]);
  } finally {
    await run('gpgconf', ['--homedir', home, '--kill', 'all']);
  }
}

/** Copies next to the target first: the build may be on another file system. */
async function moveInto(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`;
  await run('cp', ['--', from, partial]);
  renameSync(partial, to);
}

/** What a spec says of itself in lines `# corpus: TRAIT`: source, signed, slow. */
function traitsOf(name: string): Set<string> {
  const spec = readFileSync(join(SPECS, `${name}.spec`), 'utf8');
  return new Set([...spec.matchAll(/^# corpus: (\w+)$/gm)].map(([, trait = '']) => trait));
}

/** Hash of everything but the spec that a package is made of. */
async function builderHash(): Promise<string> {
  const hash = createHash('sha256');
  hash.update((await run('rpmbuild', ['--version'])).stdout);
  for (const file of [
    import.meta.filename,
    join(HERE, 'fill.ts'),
    join(HERE, '..', 'content.ts'),
    ...readdirSync(SHARED).map((file) => join(SHARED, file)),
  ]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Where the program is, or undefined. */
function whereIs(tool: string): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, tool));
  return candidates.find((path) => existsSync(path));
}
