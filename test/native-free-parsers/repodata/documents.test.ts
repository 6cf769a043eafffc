/** repomd.xml, primary.xml, metalinks and mirrorlists, by documents written for the case. */
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { MetalinkParser } from '../../../native-free-parsers/repodata/metalink.ts';
import { parseMirrorlist } from '../../../native-free-parsers/repodata/mirrorlist.ts';
import {
  type PrimaryPackage,
  PrimaryParser,
  type UnusablePackage,
} from '../../../native-free-parsers/repodata/primary.ts';
import { RepomdParser } from '../../../native-free-parsers/repodata/repomd.ts';
import { parseXml } from '../../support/parse-xml.ts';

describe('repomd.xml', () => {
  const REPOMD = `<repomd xmlns="http://linux.duke.edu/metadata/repo">
  <revision> 17 </revision>
  <tags><content>binary</content></tags>
  <data type="primary">
    <checksum type="sha256">ABC</checksum><open-checksum type="sha">def</open-checksum>
    <location xml:base="http://x/" href="repodata/p.xml.gz"/><timestamp>1</timestamp>
    <size>10</size><open-size>20</open-size>
  </data>
  <data type="group"><location href="repodata/c.xml"/></data>
</repomd>`;

  test.each([1, 1000])('has all its data, from pieces of %i bytes', async (size) => {
    const repomd = (await parseXml(new RepomdParser(), REPOMD, size)).result();
    expect(repomd).toEqual({
      revision: '17',
      data: [
        {
          type: 'primary',
          location: 'repodata/p.xml.gz',
          base: 'http://x/',
          checksum: { type: 'sha256', value: 'abc' },
          openChecksum: { type: 'sha', value: 'def' },
          size: 10,
          openSize: 20,
        },
        {
          type: 'group',
          location: 'repodata/c.xml',
          base: undefined,
          checksum: undefined,
          openChecksum: undefined,
          size: undefined,
          openSize: undefined,
        },
      ],
    });
  });

  test.each([
    ['<html/>', '<repomd> with the parts of the metadata'],
    ['<repomd><data/></repomd>', '<data> with the attribute type'],
    ['<repomd><data type="a"/></repomd>', '<data> with a location'],
    ['<repomd><data type="a"><location/></data></repomd>', '<location> with the attribute href'],
    ['<repomd><data type="a"><size>-1</size></data></repomd>', '<size> with bytes, a number'],
    [
      `<repomd><data type="a"><size>${'9'.repeat(16)}</size></data></repomd>`,
      '<size> with bytes, a number',
    ],
  ])('%s is an error', async (document, expected) => {
    const parsing = parseXml(new RepomdParser(), document);
    await expect(parsing).rejects.toThrow(FormatError);
    await expect(parsing).rejects.toMatchObject({ section: 'repository', expected });
  });
});

describe('primary.xml', () => {
  async function entriesOf(document: string, size = 1000) {
    const announced: (number | null)[] = [];
    const entries: (PrimaryPackage | UnusablePackage)[] = [];
    const receiver = {
      announced: (count: number | null) => announced.push(count),
      entry: (entry: PrimaryPackage | UnusablePackage) => entries.push(entry),
    };
    await parseXml(new PrimaryParser(receiver), document, size);
    return { announced, entries };
  }
  const SOUND = `<package type="rpm">
  <name>a&amp;b</name><arch>noarch</arch><version epoch="2" ver="1.0" rel="3"/>
  <checksum type="sha256" pkgid="YES"> ABCD </checksum>
  <summary><![CDATA[<name>no</name>]]></summary>
  <size package="12" installed="1" archive="2"/>
  <location xml:base="http://x/" href="P/a.rpm"/>
  <format><rpm:header-range start="280" end="999"/><name>inner</name>
    <rpm:provides><rpm:entry name="location"/></rpm:provides></format>
</package>`;
  const primary = (...packages: string[]) =>
    `<metadata xmlns:rpm="r" packages="${packages.length}">${packages.join('\n')}</metadata>`;

  test.each([1, 5, 1000])('has packages, from pieces of %i bytes', async (size) => {
    const { announced, entries } = await entriesOf(primary(SOUND, SOUND), size);
    expect(announced).toEqual([2]);
    const entry = {
      kind: 'package',
      location: 'P/a.rpm',
      base: 'http://x/',
      checksumType: 'sha256',
      checksum: 'abcd',
      packageSize: 12,
      headerRange: { start: 280, end: 999 },
      name: 'a&b',
      epoch: '2',
      version: '1.0',
      release: '3',
      arch: 'noarch',
    };
    expect(entries).toEqual([entry, entry]);
  });

  test('says which entries cannot be used, and goes on', async () => {
    const { entries } = await entriesOf(
      primary(
        SOUND.replace(/<location.*>/, ''),
        SOUND.replace('type="sha256"', ''),
        SOUND.replace('package="12"', 'package="1e3"'),
        SOUND.replace('start="280"', 'start="x"').replace('xml:base="http://x/"', ''),
      ),
    );
    expect(entries).toMatchObject([
      { kind: 'unusable', position: 1, name: 'a&b', why: 'it has no location' },
      { kind: 'unusable', position: 2, why: 'it has no checksum, or none with a type' },
      { kind: 'unusable', position: 3, why: 'its size is missing or no number' },
      { kind: 'package', base: undefined, headerRange: null },
    ]);
  });

  test('announces nothing where it says nothing, and is an error where it is another document', async () => {
    expect((await entriesOf('<metadata/>')).announced).toEqual([null]);
    await expect(entriesOf('<metadata packages="many"/>')).rejects.toThrow(FormatError);
    await expect(entriesOf('<html/>')).rejects.toThrow(/<metadata> with packages/);
  });
});

describe('metalinks', () => {
  const METALINK = `<metalink version="3.0" xmlns="http://www.metalinker.org/" xmlns:mm0="m">
 <files>
  <file name="repomd.xml"><mm0:timestamp>2</mm0:timestamp><size>100</size>
   <verification><hash type="md5">AA</hash><hash type="sha-512">BB</hash></verification>
   <mm0:alternates><mm0:alternate><size>90</size>
     <verification><hash type="sha256">cc</hash></verification></mm0:alternate></mm0:alternates>
   <resources maxconnections="1">
    <url protocol="rsync" type="rsync" preference="100">rsync://r/repodata/repomd.xml</url>
    <url protocol="https" preference="98">https://second/os/repodata/repomd.xml</url>
    <url protocol="http" preference="99">http://first/repodata/repomd.xml</url>
    <url protocol="http" preference="100">http://other/file.iso</url>
   </resources></file>
  <file name="other"><verification><hash type="sha256">dd</hash></verification>
   <resources><url>http://wrong/repodata/repomd.xml</url></resources></file>
 </files></metalink>`;

  test.each([1, 1000])('have mirrors and versions, from pieces of %i bytes', async (size) => {
    expect((await parseXml(new MetalinkParser(), METALINK, size)).result()).toEqual({
      versions: [
        {
          size: 100,
          checksums: [
            { type: 'md5', value: 'aa' },
            { type: 'sha512', value: 'bb' },
          ],
        },
        { size: 90, checksums: [{ type: 'sha256', value: 'cc' }] },
      ],
      mirrors: ['http://first/', 'https://second/os/'],
    });
  });

  test('without a digest, or without a mirror, are an error', async () => {
    const without = (what: RegExp) =>
      parseXml(new MetalinkParser(), METALINK.replaceAll(what, '')).then((p) => p.result());
    await expect(without(/<hash.*?<\/hash>/g)).rejects.toThrow(/a digest of repomd.xml/);
    await expect(without(/<url.*?<\/url>/g)).rejects.toThrow(/a mirror's repomd.xml/);
    await expect(parseXml(new MetalinkParser(), '<html/>')).rejects.toThrow(FormatError);
  });
});

test('mirrorlists have one address in a line', () => {
  const text = '# comment\r\n\r\nhttp://a/os\r\n https://b/os/ \nftp://c/\n/d\nhttp://e f/\n';
  expect(parseMirrorlist(text)).toEqual(['http://a/os/', 'https://b/os/']);
  expect(parseMirrorlist('<html>http://a/</html>')).toEqual([]);
});
