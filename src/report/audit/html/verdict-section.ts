/** The answer: one card a stack, and what is wrong besides. */
import type { Audit } from '../../../audit/audit.ts';
import { type Answer, auditVerdict, type Verdict } from '../audit-verdict.ts';
import { uncertaintySentence } from '../uncertainty-sentence.ts';
import { type Html, html, NOTHING } from './html.ts';

const WORDS: Readonly<Record<Answer, string>> = { yes: 'Yes', no: 'No', open: 'Not certain' };

export function verdictSection(audit: Audit): Html {
  const { reference, rpmcow, besides } = auditVerdict(audit);
  const uncertainty = uncertaintySentence(audit);
  const more = [...besides, ...(uncertainty === undefined ? [] : [uncertainty])];
  return html`<section aria-labelledby="answer">
<h2 id="answer">May Copy-on-Write be switched on?</h2>
<div class="cards">
${card('With the reference stack', reference)}
${card('With rpmcow', rpmcow)}
</div>
${more.length === 0 ? NOTHING : html`<ul class="besides">${more.map((each) => html`<li>${each}</li>`)}</ul>`}
</section>`;
}

function card(stack: string, { answer, sentence }: Verdict): Html {
  return html`<div class="card ${answer}">
<h3>${stack}</h3>
<p class="answer">${WORDS[answer]}</p>
<p>${sentence}</p>
</div>`;
}
