import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';

/** What was left in the memory that the reference reads without a list; seen on one host. */
const LEFT_OVER = 'all';
const NAME_AT = 10;

export const cowDenylist = rule({
  id: 'cow-denylist',
  needs: 'lead',
  severity: { transcode: 'note', install: 'none', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The name may match the deny list of the reference transcoder by accident.',
    why:
      'The list is LIBREPO_TRANSCODE_RPMS_DENYLIST, and an item matches every package whose lead ' +
      'has it anywhere in its name: "vim" also denies gvim. Where the variable is not set, the ' +
      'reference reads memory that it has given back; the word that was left there is "all", and ' +
      'packages with these letters in their names are passed on untouched without a reason.',
    fix:
      'Nothing is wrong with the package. Set the variable to an empty value on hosts with the ' +
      'reference, or use rpmcow, which also has a list of exact names (RPMCOW_DENY_NAMES).',
    sources: ['rpm2extents of the Copy-on-Write patches of rpm: isInDenyList'],
  },
  *check({ lead }) {
    const at = lead.name.indexOf(LEFT_OVER);
    if (at < 0) return;
    yield {
      where: { section: 'lead', offset: NAME_AT + at, length: LEFT_OVER.length },
      expected: `a name without "${LEFT_OVER}"`,
      found: `"${displayText(lead.name)}"`,
    };
  },
  message: ({ found }) =>
    `without a deny list the reference may pass ${found} on, because of the "${LEFT_OVER}" in it`,
  examples: { fires: ['lead-name-all'], silent: ['plain'] },
});
