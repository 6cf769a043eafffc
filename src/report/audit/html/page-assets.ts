/**
 * The script and the style of the page, as text.
 *
 * Policy: their sources are in ../page/; .dev/audit-page.ts makes one text of each, which the
 * bundler and the test runner put in here. A page allows these two and nothing else, by their hashes.
 */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** As a Content-Security-Policy has them: `sha256-…`. */
  readonly scriptHash: string;
  readonly styleHash: string;
}

declare const RPMCOW_AUDIT_PAGE: PageAssets | undefined;

/** @throws Error where these sources run without having been built. */
export function pageAssets(): PageAssets {
  if (typeof RPMCOW_AUDIT_PAGE === 'undefined') {
    throw new Error('the script of the page is not there: run what npm run build makes');
  }
  return RPMCOW_AUDIT_PAGE;
}
