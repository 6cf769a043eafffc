/** The script and the style of the audit's page, each as one text, for the define RPMCOW_AUDIT_PAGE. */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { PageAssets } from '../src/report/audit/html/page-assets.ts';

const SOURCES = resolve(import.meta.dirname, '../src/report/audit/page');

export async function auditPage(): Promise<PageAssets> {
  const script = await text('main.ts');
  const style = await text('style.css');
  return { script, style, scriptHash: hash(script), styleHash: hash(style) };
}

async function text(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(SOURCES, file)],
    bundle: true,
    minify: true,
    format: 'iife',
    // Browsers of the last three years.
    target: ['chrome120', 'firefox121', 'safari17'],
    outdir: '.',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]!.text.trim();
}

/** As a Content-Security-Policy has it. */
function hash(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
