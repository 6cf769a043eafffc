import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildPackages, missingTool } from '../../corpus/build/build-package.ts';
import { rpmAbsent, run, suiteUnless, withTemporary } from './real-rpm.ts';

const query = (path: string, format: string): string =>
  run('rpm', ['-qp', '--nosignature', '--qf', format, path]).output;

suiteUnless(rpmAbsent ?? missingTool(), 'what rpmbuild builds', () => {
  test('the same bytes in another directory', async () => {
    const build = () =>
      withTemporary(async (directory) => {
        const built = await buildPackages(['built-hard-links'], directory);
        return readFileSync(built.get('built-hard-links')!);
      });
    expect((await build()).equals(await build())).toBe(true);
  });

  test('a second call builds nothing', async () => {
    await withTemporary(async (directory) => {
      const progress: string[] = [];
      const build = () =>
        buildPackages(['built-no-files'], directory, (name) => progress.push(name));
      const [first, second] = [await build(), await build()];
      expect(second).toEqual(first);
      expect(progress).toEqual(['built-no-files']);
      expect(statSync(first.get('built-no-files')!).size).toBeGreaterThan(0);
    });
  });

  test('each compressor', async () => {
    const names = ['gzip', 'xz', 'lzma', 'bzip2', 'zstd'].map((name) => `built-payload-${name}`);
    await withTemporary(async (directory) => {
      for (const [name, path] of await buildPackages(names, directory)) {
        expect(`built-payload-${query(path, '%{PAYLOADCOMPRESSOR}')}`).toBe(name);
      }
    });
  });

  test('hard links share an inode, the duplicate does not', async () => {
    await withTemporary(async (directory) => {
      const built = await buildPackages(['built-hard-links'], directory);
      const lines = query(built.get('built-hard-links')!, '[%{BASENAMES} %{FILEINODES}\\n]');
      const inodes = Object.fromEntries(
        lines
          .trim()
          .split('\n')
          .map((line) => line.split(' ')),
      );
      expect(inodes['a2']).toBe(inodes['a1']);
      expect(inodes['z3']).toBe(inodes['a1']);
      expect(inodes['empty2']).toBe(inodes['empty1']);
      expect(inodes['copy']).not.toBe(inodes['a1']);
    });
  });

  test('more than 2,000 files, capabilities, signatures, a source package', async () => {
    const names = [
      'built-many-files',
      'built-odd-files',
      'built-signed',
      'built-source-package',
    ] as const;
    await withTemporary(async (directory) => {
      const built = await buildPackages(names, directory);
      const [many, odd, signed, source] = names.map((name) => built.get(name)!);
      expect(query(many!, '[%{FILENAMES}\\n]').split('\n').length).toBeGreaterThan(2000);
      expect(query(odd!, '[%{FILECAPS}]')).toBe('cap_net_raw=p');
      expect(run('rpm', ['-Kv', signed!]).output).toMatch(/Header V4 RSA.*\n.*\n.*\n.*\n +V4 RSA/);
      expect(query(source!, '%{SOURCEPACKAGE}')).toBe('1');
    });
  });
});
