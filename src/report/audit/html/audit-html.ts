/**
 * An audit as one page for a browser: the answer, charts, and every package behind filters.
 *
 * Policy: nothing is loaded from anywhere; what may run is the one script, by its hash. All that is
 * summed up is HTML and reads without a script; the script adds the packages. Holds all packages,
 * each text once, while it writes.
 */
import type { Audit } from '../../../audit/audit.ts';
import { jsonLine } from '../../json-pieces.ts';
import { bytesText, many } from '../amount-text.ts';
import type { AuditReportSetting } from '../audit-report-setting.ts';
import type { PageData } from '../page/page-data.ts';
import { collectPageData } from './collect-page-data.ts';
import { type Html, html } from './html.ts';
import { nameSections } from './name-sections.ts';
import { packageSection } from './package-section.ts';
import { type PageAssets, pageAssets } from './page-assets.ts';
import { repositorySection } from './repository-section.ts';
import { ruleSection } from './rule-section.ts';
import { spaceSection } from './space-section.ts';
import { verdictSection } from './verdict-section.ts';

export function* auditHtml(audit: Audit, setting: AuditReportSetting): Generator<string> {
  const assets = pageAssets();
  const data = collectPageData(audit, setting);
  yield head(audit, assets).html;
  yield summary(audit, data, setting).html;
  yield '<script type="application/json" id="data">';
  yield* dataPieces(data);
  yield `</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
}

function head({ total, repositories, depth }: Audit, assets: PageAssets): Html {
  const policy =
    `default-src 'none'; script-src '${assets.scriptHash}'; style-src '${assets.styleHash}'; ` +
    "base-uri 'none'; form-action 'none'";
  const where =
    repositories.length === 1 ? [repositories[0]!.id] : `${repositories.length} repositories`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Copy-on-Write audit of ${where}</title>
<style>${{ html: assets.style }}</style>
</head>
<body>
<a class="skip" href="#packages">To the packages</a>
<header>
<h1>Copy-on-Write audit</h1>
<p>${many(total.packages, 'package')} of ${where}, ${bytesText(total.costs.packageBytes)}; ${DEPTHS[depth]}.</p>
</header>
`;
}

const DEPTHS: Readonly<Record<Audit['depth'], string>> = {
  headers: 'read up to the end of their headers',
  payload: 'read whole',
  auto: 'their headers read, and the payloads of what these leave open',
};

function summary(audit: Audit, data: PageData, setting: AuditReportSetting): Html {
  return html`<main>
${verdictSection(audit)}
${repositorySection(audit)}
${nameSections(audit)}
${ruleSection(audit, setting)}
${spaceSection(audit, data)}
${packageSection()}
</main>
<footer>Made by rpmcow ${setting.version}, rules ${audit.ruleSet}.</footer>
`;
}

/** JSON that ends no script element, whatever is in its texts. */
function* dataPieces(data: PageData): Generator<string> {
  const { columns, ...rest } = data;
  yield '{"columns":{';
  yield* members(columns);
  yield '},';
  yield* members(rest);
  yield '}';
}

function* members(object: object): Generator<string> {
  let separator = '';
  for (const [name, value] of Object.entries(object)) {
    yield `${separator}"${name}":${jsonLine(value).replaceAll('<', '\\u003c')}`;
    separator = ',';
  }
}
