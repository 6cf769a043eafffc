/** Auditing a whole repository, against the indexer that must read each of its packages as well. */

import type { BenchCase } from './case.ts';

const PACKAGES = 12_052;
const CHANGED = 200;

export const AUDIT_CASES: readonly BenchCase[] = [
  {
    name: 'audit-headers',
    family: 'Audit a repository',
    what:
      `the headers of ${PACKAGES.toLocaleString('en')} packages of 5 to 16 KiB (createrepo_c digests ` +
      `all of them), over HTTP with the server, and again after ${CHANGED} of them have changed`,
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare:
      `node "$BENCH/../corpus/repository.ts" "$IN/repository" --packages ${PACKAGES} && ` +
      'rpmcow audit --state "$IN/state" "$IN/repository" && ' +
      `node "$BENCH/../corpus/repository.ts" "$IN/repository" --packages ${PACKAGES} --change ${CHANGED}`,
    contestants: [
      {
        name: 'rpmcow audit',
        command: 'rpmcow audit --state "$OUT/state" "$IN/repository" > "$OUT/report"',
        needs: ['verb:audit', 'tool:createrepo_c'],
      },
      {
        name: 'createrepo_c --workers 2',
        command: 'createrepo_c --quiet --workers 2 --outputdir "$OUT" "$IN/repository"',
        needs: ['tool:createrepo_c'],
      },
      {
        name: 'rpmcow audit, over HTTP',
        command:
          '"$BENCH/serve.sh" "$IN/repository" \'rpmcow audit --state "$OUT/state" "$URL" > "$OUT/report"\'',
        needs: ['verb:audit', 'tool:nginx'],
      },
      {
        name: `rpmcow audit, ${CHANGED} of them changed`,
        before: 'cp "$IN/state" "$OUT/state"',
        command: 'rpmcow audit --state "$OUT/state" "$IN/repository" > "$OUT/report"',
        needs: ['verb:audit'],
      },
    ],
  },
];
