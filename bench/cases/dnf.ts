/** What rpmcow adds to a transaction of dnf. */

import type { BenchCase } from './case.ts';

const PACKAGES = 50;
const FIELDS =
  '{name:., version:"1.0", release:"1", nevra:., repository:"bench", checksum:null, path:.}';

export const DNF_CASES: readonly BenchCase[] = [
  {
    name: 'dnf-transaction',
    family: 'Install with dnf',
    what:
      `${PACKAGES} packages of 5 KiB to 5 MiB: rpmcow checking them as the plugin has it do, and dnf ` +
      'installing them with the plugin and without',
    package: 'size-1KiB',
    where: 'first-place',
    quick: false,
    prepare:
      `mkdir "$IN/repository" && node "$BENCH/build-many.ts" "$IN/repository" ${PACKAGES} 5242880 && ` +
      'createrepo_c -q "$IN/repository" && ' +
      `echo '{"denylist":[],"auditState":null,"transcoder":null,"cache":"/","root":"/","pid":1}' > "$IN/question" && ` +
      `ls "$IN"/repository/*.rpm | jq -cR '${FIELDS}' >> "$IN/question"`,
    contestants: [
      {
        name: 'rpmcow dnf-hook',
        command: 'rpmcow dnf-hook pre-transaction < "$IN/question" > "$OUT/answer"',
        needs: ['verb:dnf-hook', 'tool:createrepo_c', 'tool:jq'],
      },
      {
        name: 'dnf install, with the plugin',
        command: '"$BENCH/dnf-install.sh" with > "$OUT/log"',
        needs: ['root', 'tool:dnf'],
      },
      {
        name: 'dnf install, without',
        command: '"$BENCH/dnf-install.sh" without > "$OUT/log"',
        needs: ['root', 'tool:dnf'],
      },
    ],
  },
];
