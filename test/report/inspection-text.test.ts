import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import { binary, string, stringArray } from '../../corpus/writer/header-entry.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { inspectPackage } from '../../src/package/inspect-package.ts';
import { inspectionText } from '../../src/report/inspection-text.ts';
import { bytesSource } from '../support/bytes-source.ts';

async function report(description: PackageDescription): Promise<string> {
  const inspection = await inspectPackage(bytesSource(await writePackage(description)));
  return inspectionText(`${description.name}.rpm`, inspection, (heading) => heading);
}

describe('the report', () => {
  it('of a package with links and a directory', async () => {
    const text = await report({
      name: 'links',
      compressor: 'none',
      files: [
        { type: 'directory', path: '/opt/l' },
        { type: 'regular', path: '/opt/l/one', content: 'same\n', inode: 5 },
        { type: 'regular', path: '/opt/l/two', content: 'same\n', inode: 5 },
        { type: 'symlink', path: '/opt/l/three', target: 'one' },
      ],
    });
    expect(text).toMatchSnapshot();
  });

  it('of an old source package without regions', async () => {
    const text = await report({
      name: 'old',
      format: 'v3',
      kind: 'source',
      compressor: 'none',
      files: [{ type: 'regular', path: 'old.spec', content: 'Name: old\n' }],
    });
    expect(text).toMatchSnapshot();
  });

  it('makes every heading stand out and nothing else', async () => {
    const bytes = await writePackage({ name: 'bold' });
    const text = inspectionText('b.rpm', await inspectPackage(bytesSource(bytes)), (h) => `<${h}>`);
    const marked = text.split('\n').filter((line) => /^<.*>$/.test(line));
    expect(marked).toEqual(text.split('\n').filter((line) => /^\S/.test(line)));
    expect(marked[0]).toContain('b.rpm: RPM package bold-1.0-1.noarch');
  });
});

describe('values', () => {
  it('of a hostile package are made printable', async () => {
    const text = await report({
      name: 'evil',
      leadName: 'evil\u001b[2J',
      files: [{ type: 'regular', path: '/tmp/\u001b]0;owned\u0007\u202ex', content: '' }],
      main: { entries: [string(1000, 'evil\u009b31m')] },
    });
    expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
    expect(text).toContain('"evil\\x1b[2J"');
    expect(text).toContain('/tmp/\\x1b]0;owned\\x07\\u{202e}x');
  });

  it('are shortened where they are long', async () => {
    const text = await report({
      name: 'long',
      main: {
        entries: [
          string(20001, '😀'.repeat(100)),
          stringArray(20002, Array<string>(50).fill('element')),
          binary(20003, Buffer.alloc(1000)),
        ],
      },
    });
    expect(text).toContain(`"${'😀'.repeat(72)}"…`);
    expect(text).toMatch(/ {2}"element"(, "element"){5}, …\n/);
    expect(text).toMatch(/ {2}00000000( 00000000){5} …\n/);
  });
});
