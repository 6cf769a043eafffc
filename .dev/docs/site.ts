/**
 * The site as files: pages, the style sheet, and the files of the project that pages link to.
 *
 * Policy: pure but for reading the project. A link to nothing is an error here, so that no reader
 * finds it.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dirname, normalize } from 'node:path/posix';
import type { Sources } from './generated-parts.ts';
import { type LinkTargets, markdownHtml } from './markdown-html.ts';
import { framedPage, relativeLink } from './page-frame.ts';
import type { SitePage } from './site-page.ts';
import { sitePages } from './site-pages.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Where files of the project are on the site, under the paths they have. */
const FILES = 'files';
const SCHEME = /^[a-z]+:/;

/** Contents by path below the site's root. @param version of rpmcow. */
export function siteFiles(sources: Sources, version: string): ReadonlyMap<string, string> {
  const pages = sitePages(sources);
  const files = new Map([['style.css', read('.dev/docs/style.css')]]);
  const folders: SitePage[] = [];
  // A page may add a folder, and so may the page of a folder: each is there when its turn comes.
  for (const list of [pages, folders]) {
    for (const page of list) {
      const text = markdownHtml(page.markdown, linkTargets(page, pages, folders, files));
      files.set(page.path, framedPage(page, text, { pages, version }));
    }
  }
  return files;
}

/** @param folders and @param files take what the page links to and what is no page. */
function linkTargets(
  page: SitePage,
  pages: readonly SitePage[],
  folders: SitePage[],
  files: Map<string, string>,
): LinkTargets {
  return {
    ofLink(href) {
      if (SCHEME.test(href) || href.startsWith('#')) return href;
      const [path = '', fragment] = href.split('#');
      const source = normalize(join(dirname(page.source), path)).replace(/\/$/, '');
      const hash = fragment === undefined ? '' : `#${fragment}`;
      const target = pages.find((each) => each.source === source);
      if (target !== undefined) return `${relativeLink(page.path, target.path)}${hash}`;
      if (!existsSync(join(ROOT, source))) {
        throw new Error(`${page.source}: a link to a page or a file expected; found ${href}`);
      }
      if (statSync(join(ROOT, source)).isDirectory()) {
        const folder = folders.find((each) => each.title === source) ?? folderPage(source, page);
        if (!folders.includes(folder)) folders.push(folder);
        return relativeLink(page.path, folder.path);
      }
      files.set(`${FILES}/${source}`, read(source));
      return relativeLink(page.path, `${FILES}/${source}`);
    },
    ofCode(code) {
      const target = pages.find(({ codes }) => codes.includes(code));
      return target === undefined || target === page
        ? undefined
        : relativeLink(page.path, target.path);
    },
  };
}

/** A list of all files in a folder of the project. */
function folderPage(folder: string, linkedFrom: SitePage): SitePage {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(ROOT, folder, name)).isFile())
    .sort();
  return {
    path: `${FILES}/${folder}/index.html`,
    source: `${folder}/index.md`,
    title: folder,
    markdown: `# ${folder}\n\n${names.map((name) => `- [${name}](${name})`).join('\n')}\n`,
    menu: { below: linkedFrom.path },
    codes: [],
  };
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
