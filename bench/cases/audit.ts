/** Auditing a whole repository, against the indexer that must read each of its packages as well. */

import type { BenchCase } from './case.ts';

const PACKAGES = 12_052;
const CHANGED = 200;

const GENERATE = `node "$BENCH/../corpus/repository.ts" "$IN/repository" --packages ${PACKAGES}`;

export const AUDIT_CASES: readonly BenchCase[] = [
  {
    name: 'audit-headers',
    family: 'Audit a repository',
    what:
      `the headers of ${PACKAGES.toLocaleString('en')} packages of 5 to 16 KiB (createrepo_c digests ` +
      'all of them), in a directory and over HTTP, with the server',
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare: GENERATE,
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
    ],
  },
  {
    name: 'audit-again',
    family: 'Audit a repository',
    what: `the same repository once more, after ${CHANGED} packages have changed`,
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare:
      `${GENERATE} && rpmcow audit --state "$IN/state" "$IN/repository" && ` +
      `cp -r "$IN/repository/repodata" "$IN/before" && ${GENERATE} --change ${CHANGED}`,
    contestants: [
      {
        name: 'rpmcow audit',
        before: 'cp "$IN/state" "$OUT/state"',
        command: 'rpmcow audit --state "$OUT/state" "$IN/repository" > "$OUT/report"',
        needs: ['verb:audit', 'tool:createrepo_c'],
      },
      {
        name: 'createrepo_c --workers 2 --update',
        before: 'cp -r "$IN/before" "$OUT/repodata"',
        command: 'createrepo_c --quiet --workers 2 --update --outputdir "$OUT" "$IN/repository"',
        needs: ['tool:createrepo_c'],
      },
    ],
  },
];
