// Bundles the two programs, and what their worker threads run, into dist/. Each program is a few
// lines that check the version of Node and then load a bundle: an old Node must be able to read
// them. What is shared is split into chunks, so that rpmcow-rpm2extents loads nothing it does not
// need.
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { version, engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const oldest = Number(/\d+/.exec(engines.node)[0]);

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: {
    'rpmcow-main': 'src/cli/rpmcow.ts',
    'rpm2extents-main': 'src/cli/rpm2extents.ts',
    // Found beside the module that starts the threads, by this name.
    worker: 'src/transcode/worker.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: `node${oldest}`,
  external: ['koffi', '@mongodb-js/zstd', 'piscina'],
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as bundledRequire } from 'node:module'; const require = bundledRequire(import.meta.url);",
  },
  define: { RPMCOW_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
});

for (const [program, main] of [
  ['rpmcow', 'rpmcow-main'],
  ['rpmcow-rpm2extents', 'rpm2extents-main'],
]) {
  const path = `dist/${program}.js`;
  writeFileSync(
    path,
    `#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) < ${oldest}) {
  process.stderr.write('${program} needs Node ${oldest} or newer; this is Node ' + process.versions.node + '\\n');
  process.exit(2);
}
import('./${main}.js');
`,
  );
  chmodSync(path, 0o755);
}
