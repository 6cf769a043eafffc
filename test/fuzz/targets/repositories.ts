/** Targets: metadata and configuration of repositories. */

import { digestOfChecksumType } from '../../../native-free-parsers/repodata/checksum-types.ts';
import { whyOutside } from '../../../native-free-parsers/repodata/location.ts';
import { MetalinkParser } from '../../../native-free-parsers/repodata/metalink.ts';
import { parseMirrorlist } from '../../../native-free-parsers/repodata/mirrorlist.ts';
import {
  PrimaryParser,
  type PrimaryReceiver,
} from '../../../native-free-parsers/repodata/primary.ts';
import { parseRepoFile } from '../../../native-free-parsers/repodata/repo-file.ts';
import { RepomdParser } from '../../../native-free-parsers/repodata/repomd.ts';
import type { XmlHandler } from '../../../native-free-parsers/repodata/xml-handler.ts';
import { parseIni } from '../../../src/host/ini.ts';
import { openXml } from '../../../src/io/xml.ts';
import { valueIfKnown } from '../expected-error.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { TEXT_MUTATORS } from '../mutate/text-mutators.ts';
import { expectSame, piecesOf } from './same.ts';

const REPOMD = `<?xml version="1.0" encoding="UTF-8"?>
<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
  <revision>17</revision>
  <data type="primary">
    <checksum type="sha256">${'ab'.repeat(32)}</checksum>
    <open-checksum type="sha">${'cd'.repeat(20)}</open-checksum>
    <location xml:base="http://mirror/" href="repodata/primary.xml.gz"/>
    <timestamp>1</timestamp><size>10</size><open-size>20</open-size>
  </data>
  <data type="group"><location href="repodata/comps.xml"/></data>
</repomd>
`;

const PRIMARY = `<?xml version="1.0"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" packages="2">
<package type="rpm">
  <name>a</name><arch>noarch</arch><version epoch="0" ver="1" rel="2"/>
  <checksum type="sha256" pkgid="YES">${'ab'.repeat(32)}</checksum>
  <summary>A &amp; B &lt;&#x263a;</summary><description><![CDATA[<x>]]></description>
  <size package="1000" installed="2000" archive="2100"/>
  <location href="Packages/a-1-2.noarch.rpm"/>
  <format><rpm:header-range xmlns:rpm="r" start="280" end="900"/><file>/a</file></format>
</package>
<package type="rpm"><name>b</name></package>
</metadata>
`;

const METALINK = `<metalink version="3.0" xmlns="http://www.metalinker.org/" xmlns:mm0="m">
<files><file name="repomd.xml">
  <mm0:timestamp>1</mm0:timestamp><size>10</size>
  <verification><hash type="sha-256">${'ab'.repeat(32)}</hash></verification>
  <mm0:alternates><mm0:alternate><size>9</size>
    <verification><hash type="md5">${'cd'.repeat(16)}</hash></verification>
  </mm0:alternate></mm0:alternates>
  <resources maxconnections="1">
    <url protocol="https" preference="100">https://mirror/os/repodata/repomd.xml</url>
    <url protocol="rsync" preference="x">rsync://mirror/os/repodata/repomd.xml</url>
  </resources>
</file></files></metalink>
`;

const XML_WORDS = words(
  ...['<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&#0;', '&#x110000;', '<![CDATA[', ']]>', '<!--'],
  ...[
    '-->',
    '<?x ?>',
    '/>',
    '</package>',
    ' xmlns:a="b"',
    '\xff',
    '\xef\xbb\xbf',
    'encoding="UTF-16"',
  ],
  ...['9007199254740993', '-1', '1e3', '../../etc/passwd', '%2e%2e/', 'file:///'],
);

export const repomdTarget = xmlTarget('repomd', [REPOMD, PRIMARY], () => {
  const parser = new RepomdParser();
  return { handler: parser, result: () => parser.result() };
});

export const primaryTarget = xmlTarget('primary', [PRIMARY, REPOMD], () => {
  const entries: unknown[] = [];
  const receiver: PrimaryReceiver = {
    announced: (packages) => entries.push(packages),
    entry(entry) {
      entries.push(entry);
      if (entry.kind === 'unusable') return;
      whyOutside(entry.location);
      digestOfChecksumType(entry.checksumType);
    },
  };
  return { handler: new PrimaryParser(receiver), result: () => entries };
});

export const metalinkTarget = xmlTarget('metalink', [METALINK, REPOMD], () => {
  const parser = new MetalinkParser();
  return { handler: parser, result: () => parser.result() };
});

interface Reading {
  readonly handler: XmlHandler;
  result(): unknown;
}

function xmlTarget(name: string, seeds: readonly string[], start: () => Reading): FuzzTarget {
  const read = async (pieces: readonly Uint8Array[]) => {
    const { handler, result } = start();
    const xml = await openXml(handler);
    for (const piece of pieces) xml.push(piece);
    xml.end();
    return result();
  };
  return {
    name,
    weight: 30,
    seeds: async () => words(...seeds),
    mutators: TEXT_MUTATORS,
    dictionary: XML_WORDS,
    async run(input) {
      const whole = await read([input]);
      expectSame(await read(piecesOf(input)), whole, 'a document in pieces');
    },
  };
}

const REPO_FILE = `# comment
[main]
gpgcheck=1
[fedora]
name=Fedora $releasever - \${basearch}
baseurl=https://mirror/$releasever/$basearch/os/
  https://other/$$/
metalink: https://mirrors/metalink?repo=fedora-$releasever&arch=$basearch
enabled=yes
username=user
password=pa$$word
proxy=none
[updates]
enabled=0
mirrorlist=https://mirrors/list
`;

const VARIABLES = new Map([
  ['releasever', '40'],
  ['basearch', 'x86_64'],
]);

export const repoFileTarget: FuzzTarget = {
  name: 'repo-file',
  weight: 60,
  seeds: async () => words(REPO_FILE, 'https://a/os\n# b\nhttp://c/\n'),
  mutators: TEXT_MUTATORS,
  dictionary: words(
    '[',
    ']',
    '=',
    '\n ',
    '$',
    '${',
    '}',
    'enabled=',
    'true',
    '\r\n',
    ';',
    'baseurl=',
  ),
  run(input) {
    const text = Buffer.from(input).toString('utf8');
    valueIfKnown(() => parseRepoFile(text, VARIABLES));
    parseIni(text, text);
    for (const address of parseMirrorlist(text)) {
      if (!address.endsWith('/')) throw new Error(`the address ${address}`);
    }
    whyOutside(text);
  },
};
