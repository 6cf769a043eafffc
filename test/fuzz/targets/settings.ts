/** Targets: configuration, lists of findings and packages, requests: what people and plugins write. */

import { baseline, baselineText } from '../../../src/check/baseline.ts';
import { globMatcher } from '../../../src/check/glob.ts';
import { parseConfiguration, parseIgnoreFile } from '../../../src/cli/configuration.ts';
import { denyList } from '../../../src/cli/deny-list.ts';
import { parseDnfHookRequest } from '../../../src/cli/dnf-hook-request.ts';
import { parseBaseline } from '../../../src/cli/parse-baseline.ts';
import { denyItem } from '../../../src/host/dnf/denials.ts';
import { valueIfKnown } from '../expected-error.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { TEXT_MUTATORS } from '../mutate/text-mutators.ts';
import { expectSame } from './same.ts';

const CONFIGURATION = `fail-on = "error"
target = ["install", "cow"]
rpm-version = "4.18.2"
[rules]
skip = ["sig-*", "lead-name-mismatch"]
[[ignore]]
rule = "file-*"
package = "bash"
path = '/opt/*'
reason = """known
"""
expires = 2027-01-31
`;

const IGNORES = `[[ignore]]
rule = "sig-missing"
reason = "not yet"
[[ignore]]
rule = "x"
reason = "\\u00e9"
expires = 2027-01-31T00:00:00Z
`;

const TOML_WORDS = words(
  ...[
    '[[ignore]]\n',
    '[rules]\n',
    '"""',
    "'''",
    '= ',
    '1_000',
    '0x',
    '1e400',
    'nan',
    'inf',
    '{}',
    '[]',
  ],
  ...[
    '2027-02-30',
    '__proto__ = 1\n',
    '[__proto__]\n',
    'constructor',
    '\\u0000',
    '\\U0010ffff',
    '\xff',
  ],
);

export const configurationTarget: FuzzTarget = {
  name: 'configuration',
  weight: 30,
  seeds: async () => words(CONFIGURATION, IGNORES),
  mutators: TEXT_MUTATORS,
  dictionary: TOML_WORDS,
  run(input) {
    const text = Buffer.from(input).toString('utf8');
    valueIfKnown(() => parseConfiguration('rpmcow.toml', text));
    for (const { rule } of valueIfKnown(() => parseIgnoreFile('ignore.toml', text)) ?? []) {
      globMatcher(rule)('lead-name-mismatch');
    }
  },
};

const BASELINE = `{
  "version": 1,
  "findings": [
    {"package":"bash","rule":"sig-missing","tag":null,"path":null,"count":1},
    {"package":"bash","rule":"file-mode","tag":1030,"path":"/a","count":2}
  ]
}
`;

export const baselineTarget: FuzzTarget = {
  name: 'baseline',
  weight: 60,
  seeds: async () => words(BASELINE),
  mutators: TEXT_MUTATORS,
  dictionary: words(
    'null',
    '{',
    '}',
    '[',
    ']',
    '"__proto__":',
    '1e999',
    '-0',
    '"count":',
    '9007199254740993',
  ),
  run(input) {
    const text = Buffer.from(input).toString('utf8');
    const entries = parseBaseline('baseline.json', text);
    // Nothing was checked: it stays as it is, sorted and with equal entries as one.
    const updated = baseline(entries, []).updated();
    const again = parseBaseline('baseline.json', baselineText(updated));
    expectSame(baseline(again, []).updated(), updated, 'a baseline read again');
  },
};

const REQUEST = `{"denylist":["kernel*","bash-0:5*"],"auditState":null,"cache":"/c","root":"/","pid":1,"transcoder":null}
{"name":"bash","version":"5.1","release":"1","nevra":"bash-5.1-1.x86_64","repository":"fedora","checksum":"sha256:ab","path":"/c/bash.rpm"}
{"name":"a,b","version":"1","release":"1","nevra":"a,b-1-1.noarch","repository":"r","checksum":null,"path":"/c/a"}
`;

export const requestTarget: FuzzTarget = {
  name: 'dnf-request',
  weight: 60,
  seeds: async () => words(REQUEST),
  mutators: TEXT_MUTATORS,
  dictionary: words('null', '{', '}', '[', ']', '"name":', '*', '?', '[!', '**', ','),
  run(input) {
    const text = Buffer.from(input).toString('utf8');
    denyList({ LIBREPO_TRANSCODE_RPMS_DENYLIST: text, RPMCOW_DENY_NAMES: text });
    const { denylist, packages } = parseDnfHookRequest(text);
    for (const pkg of packages) {
      if (denyItem(pkg).includes(',')) throw new Error('a comma in an item of the deny list');
      for (const pattern of denylist) globMatcher(pattern)(pkg.nevra);
    }
  },
};
