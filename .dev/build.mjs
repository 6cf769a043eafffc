// Bundles the two programs, and what their worker threads run, into dist/. Each program is a few
// lines that check the version of Node and then run a bundle (src/start): an old Node must be able to
// read them. Each bundle is one file, because every further module costs a millisecond at the start;
// what a dynamic import names is in the file as well, and evaluated when it is imported. All is built in
// a folder beside dist/ and takes its place at the end: whoever runs it meanwhile has all of it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import koffi from 'koffi';
import { auditPage } from './audit-page.ts';
import { writeSamplePackages } from './sample-packages.ts';

const { version, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const oldest = Number(/\d+/.exec(engines.node)[0]);

// Node's own modules are not imported but asked for: an import statement evaluates all that they
// export, also what Node makes only on demand, which takes 5 ms.
const builtins = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z\d:_/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      return { path, namespace: kind === 'require-call' ? 'builtin-required' : 'builtin-imported' };
    });
    // Inherited, so that esbuild finds nothing to copy.
    onLoad({ filter: /./, namespace: 'builtin-imported' }, ({ path }) => ({
      contents: `module.exports = Object.create(process.getBuiltinModule('${path}'));`,
    }));
    // commander requires child_process at once and, here, never uses it.
    onLoad({ filter: /./, namespace: 'builtin-required' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => process.getBuiltinModule('${path}')[name] });`,
    }));
  },
};

const folder = `dist.${process.pid}.tmp`;
mkdirSync(folder);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const options = {
  outdir: folder,
  bundle: true,
  // Half the text for V8 to look through at the start. Names stay: they are in the traces of bugs.
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 120,
  format: 'esm',
  platform: 'node',
  target: `node${oldest}`,
  external: ['koffi', '@mongodb-js/zstd', 'piscina', 'openpgp', 'undici', 'bullmq'],
  plugins: [builtins],
  define: {
    RPMCOW_VERSION: JSON.stringify(version),
    RPMCOW_RULE_SET: JSON.stringify(ruleSet()),
    RPMCOW_AUDIT_PAGE: JSON.stringify(await auditPage()),
  },
  logLevel: 'warning',
};
// Found beside the module that starts the threads, by this name.
await build({
  ...options,
  entryPoints: {
    worker: 'src/transcode/worker.ts',
    'prove-worker': 'src/transcode/prove-worker.ts',
    'check-worker': 'src/check/check-worker.ts',
    'judge-worker': 'src/audit/judge/judge-worker.ts',
    'writing-worker': 'src/transcode/writing-worker.ts',
    'block-worker': 'src/transcode/block-worker.ts',
    'digesting-worker': 'src/transcode/digesting-worker.ts',
    'contents-worker': 'src/transcode/contents-worker.ts',
  },
});

// What esbuild leaves of import() in a script: what is not bundled.
const DYNAMIC_IMPORT = new RegExp(`\\bimport\\s*\\((?=\\s*"(${options.external.join('|')})")`, 'g');
const importing = {
  name: 'importing',
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    onEnd(({ outputFiles }) => {
      for (const { path, text } of outputFiles) {
        writeFileSync(path, text.replace(DYNAMIC_IMPORT, 'IMPORT('));
      }
    });
  },
};
// A script that is one function, of import.meta.url and import() (src/start/bundle.ts). V8 compiles a
// function in brackets when it meets it, and so looks through what is in it once.
const script = {
  ...options,
  outExtension: { '.js': '.bundle' },
  define: { ...options.define, 'import.meta.url': 'IMPORT_META_URL' },
  banner: { js: '"use strict";(async function(IMPORT_META_URL,IMPORT){' },
  footer: { js: '})' },
  plugins: [builtins, importing],
};
const { metafile } = await build({
  ...script,
  metafile: true,
  entryPoints: {
    rpmcow: 'src/cli/rpmcow.ts',
    'rpmcow-rpm2extents': 'src/cli/rpm2extents.ts',
  },
});

// rpmcow once more for each verb, without the others (src/start/rpmcow.ts). The verb is imported at once:
// esbuild wraps each module that is not in a function, which costs up to a seventh of the start. The
// verb completion is about the others.
const verbs = metafile.inputs['src/cli/rpmcow.ts'].imports
  .filter(({ kind }) => kind === 'dynamic-import')
  .map(({ path }) => basename(path, '.ts'))
  .filter((verb) => verb !== 'completion');
const only = (verb) => ({
  name: 'only',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/src\/cli\/rpmcow\.ts$/ }, ({ path }) => {
      const parts = readFileSync(path, 'utf8').split(`await import('./commands/${verb}.ts')`);
      if (parts.length !== 2) throw new Error(`${path} does not import the verb ${verb} once`);
      const contents = `import * as asked from './commands/${verb}.ts';${parts.join('asked')}`;
      return { loader: 'ts', contents };
    });
    onResolve({ filter: /^\.\/commands\// }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
});
for (const verb of verbs) {
  await build({
    ...script,
    entryPoints: { [`verb-${verb}`]: 'src/cli/rpmcow.ts' },
    plugins: [...script.plugins, only(verb)],
  });
}

// V8 works beside a run with as many threads as there are further processors (--v8-pool-size=0), and not
// with Node's four: on two processors they are in the run's way, which costs up to a tenth of its time.
const SHEBANG = '#!/usr/bin/env -S node --v8-pool-size=0';
const start = {
  ...options,
  target: 'node14',
  define: { RPMCOW_VERBS: JSON.stringify(verbs), RPMCOW_OLDEST_NODE: `${oldest}` },
};
await build({
  ...start,
  entryPoints: {
    rpmcow: 'src/start/rpmcow.ts',
    'rpmcow-rpm2extents': 'src/start/rpm2extents.ts',
  },
  banner: { js: SHEBANG },
});
for (const program of ['rpmcow', 'rpmcow-rpm2extents']) chmodSync(`${folder}/${program}.js`, 0o755);

await build({ ...start, entryPoints: { 'keep-code': 'src/start/keep-code.ts' } });
mkdirSync(`${folder}/samples`);
await writeSamplePackages(`${folder}/samples`);
const { status } = spawnSync(process.execPath, [`${folder}/keep-code.js`], { stdio: 'inherit' });
if (status !== 0) throw new Error('what V8 compiles of the bundles could not be kept');
replaceDist();

/**
 * Changes whenever what judges packages does, in any way: what an audit found out before is then not
 * believed any more.
 */
function ruleSet() {
  const digest = createHash('sha256');
  const layers = ['io', 'package', 'rules', 'transcode', 'check', 'audit'];
  for (const folder of ['native-free-parsers', ...layers.map((layer) => join('src', layer))]) {
    const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'));
    for (const path of names.sort().map((name) => join(folder, name))) {
      digest.update(`${path}\0`).update(readFileSync(path)).update('\0');
    }
  }
  return digest.digest('hex').slice(0, 16);
}

/** Swaps the two folders where the system can; else there is no dist/ for an instant. */
function replaceDist() {
  if (exchange(folder, 'dist')) return;
  const old = `dist.${process.pid}.old.tmp`;
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(folder, 'dist');
  rmSync(old, { recursive: true, force: true });
}

/** renameat2(2) with RENAME_EXCHANGE: both paths are there before, and at any time. */
function exchange(a, b) {
  const HERE = -100;
  const EXCHANGE = 2;
  try {
    const libc = koffi.load('libc.so.6');
    const renameat2 = libc.func(
      'int renameat2(int, const char *, int, const char *, unsigned int)',
    );
    return renameat2(HERE, a, HERE, b, EXCHANGE) === 0;
  } catch {
    return false; // No such C library, or none with this function.
  }
}
