/** Every page of the site: those written by hand, and those made from the sources. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cliPages } from './cli-pages.ts';
import { type Sources, withGeneratedParts } from './generated-parts.ts';
import { rulePages } from './rule-pages.ts';
import { schemaPages } from './schema-pages.ts';
import type { SitePage } from './site-page.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The title is that of the page where nothing else is said. */
type Written = Pick<SitePage, 'source' | 'path' | 'menu'> &
  Partial<Pick<SitePage, 'codes' | 'title'>>;

const guides = { section: 'Guides' };
const reference = { section: 'Reference' };
const project = { section: 'Project' };

/** Hand-written pages, in the order of the menu. */
const WRITTEN: readonly Written[] = [
  { source: 'docs/index.md', path: 'index.html', menu: guides, title: 'Start' },
  { source: 'docs/guides/packager.md', path: 'guides/packager.html', menu: guides },
  { source: 'docs/guides/auditor.md', path: 'guides/auditor.html', menu: guides },
  { source: 'docs/guides/fleet.md', path: 'guides/fleet.html', menu: guides },
  { source: 'docs/guides/host.md', path: 'guides/host.html', menu: guides },
  { source: 'docs/guides/dnf.md', path: 'guides/dnf.html', menu: guides },
  { source: 'docs/guides/sandbox.md', path: 'guides/sandbox.html', menu: guides },
  { source: 'integrations/README.md', path: 'integrations.html', menu: guides },
  { source: 'docs/reference/outcomes.md', path: 'reference/outcomes.html', menu: reference },
  {
    source: 'docs/reference/exit-statuses.md',
    path: 'reference/exit-statuses.html',
    menu: reference,
  },
  { source: 'docs/reference/deny-list.md', path: 'reference/deny-list.html', menu: reference },
  { source: 'docs/reference/formats.md', path: 'reference/formats.html', menu: reference },
  {
    source: 'docs/reference/rpmcow.toml.md',
    path: 'reference/rpmcow.toml.html',
    menu: reference,
    codes: ['rpmcow.toml'],
  },
  { source: 'CONTRIBUTING.md', path: 'contributing.html', menu: project },
  { source: 'docs/security/threat-model.md', path: 'security/threat-model.html', menu: project },
];

/** In the order of the menu. */
export function sitePages(sources: Sources): SitePage[] {
  const written = WRITTEN.map((page) => writtenPage(page, sources));
  const of = (section: string) =>
    written.filter(({ menu }) => 'section' in menu && menu.section === section);
  return [
    ...of('Guides'),
    ...rulePages(sources.rules, sources.hostChecks, sources.examples),
    ...cliPages(sources.programs),
    ...of('Reference'),
    ...schemaPages(),
    ...of('Project'),
  ];
}

function writtenPage(page: Written, sources: Sources): SitePage {
  const { source, path, menu, codes = [] } = page;
  const markdown = withGeneratedParts(readFileSync(join(ROOT, source), 'utf8'), sources);
  const title = page.title ?? /^# (.+)$/m.exec(markdown)?.[1];
  if (title === undefined) throw new Error(`${source}: a title expected, none found`);
  return { source, path, menu, codes, title, markdown };
}
