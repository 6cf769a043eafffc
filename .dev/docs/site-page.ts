/** A page of the site before it is HTML. */

export interface SitePage {
  /** Its address below the site's root: `guides/auditor.html`. */
  readonly path: string;
  /**
   * The file of the project that its Markdown is of, or would be of: links lead from there, and
   * links of others to that file come here.
   */
  readonly source: string;
  /** As lists of pages name it. */
  readonly title: string;
  readonly markdown: string;
  /** The heading under which the menu lists it, or the page of the menu that it belongs to. */
  readonly menu: { readonly section: string } | { readonly below: string };
  /** Code that means this page wherever it is written: `digest-weak`, `rpmcow check`. */
  readonly codes: readonly string[];
}
