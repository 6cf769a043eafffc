import { rule } from '../rule.ts';
import { memberName, memberPlace } from './archive-evidence.ts';

export const cpioNameForm = rule({
  id: 'cpio-name-form',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Members of the archive are not named as rpmbuild names them, with "./" in front.',
    why:
      'rpm drops one "./" or "/" and compares the rest, so that all forms install. Who unpacks ' +
      'the archive of rpm2cpio with absolute names writes into the running system, and other ' +
      'tools find no file under the name that the header gives.',
    fix: 'Name each member "." and its full path: ./usr/bin/tool.',
    sources: [
      'rpm 4.18 build/pack.c cpio_doio; lib/rpmfi.c rpmfnFindFN',
      'LSB 5.0 Core generic, Package File Format, Payload Section',
    ],
  },
  *check({ payload: { archive }, pkg }) {
    if (archive === undefined || pkg.isSource) return;
    let usual = false;
    const seen = new Set<string>();
    for (const facts of archive.members) {
      const { member, file } = facts;
      if (member.format === 'stripped' || file === undefined) continue;
      const form = formOf(member.name);
      if (form === USUAL) usual = true;
      if (form === USUAL || seen.has(form)) continue;
      seen.add(form);
      const mixed = usual || seen.size > 1 ? ', among others' : '';
      const found = `${memberName(facts)}, ${form}${mixed}`;
      yield { where: memberPlace(facts), expected: 'a name that starts with ./', found };
    }
  },
  message: ({ found }) => `a member is named ${found}`,
  examples: {
    fires: ['absolute-names', 'bare-names', 'mixed-names'],
    silent: ['plain', 'stripped-archive'],
  },
});

const USUAL = 'with ./ in front';

function formOf(name: string): string {
  if (name.startsWith('./') || name === '.') return USUAL;
  return name.startsWith('/') ? 'an absolute path' : 'without ./ in front';
}
