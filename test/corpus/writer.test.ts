import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { DIGEST_ALGORITHM, type DigestAlgorithm } from '../../corpus/writer/digest.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { WRITTEN_PACKAGES } from '../../corpus/written-packages.ts';
import { rpmAbsent, run, saved, suiteUnless, withTemporary } from './real-rpm.ts';

const names = [...WRITTEN_PACKAGES.keys()];

const query = (path: string, format: string): string =>
  run('rpm', ['-qp', '--nosignature', '--qf', format, path]).output;

/** The names in the archive, as rpm2cpio and GNU cpio see them. */
const listed = (path: string): string[] => {
  const archive = execFileSync('rpm2cpio', [path]);
  const list = execFileSync('cpio', ['-it', '--quiet'], { input: archive });
  return list.toString().split('\n').slice(0, -1);
};

suiteUnless(rpmAbsent, 'what the writer writes, read by rpm', () => {
  test.each(names)('%s: digests OK', async (name) => {
    const bytes = await packageBytes(name);
    const { output } = await withTemporary((directory) =>
      run('rpm', ['-K', saved(directory, bytes)]),
    );
    expect(output).toMatch(/package\.rpm: digests OK\n$/);
  });

  test.each(names)('%s: the file list', async (name) => {
    const { files = [] } = WRITTEN_PACKAGES.get(name)!;
    const bytes = await packageBytes(name);
    const seen = await withTemporary((directory) => {
      const path = saved(directory, bytes);
      return files.length === 0
        ? ''
        : query(path, '[%{FILENAMES}\t%{LONGFILESIZES}\t%{FILELINKTOS}\\n]');
    });
    const expected = files.map((file) => {
      if (file.type === 'symlink') return `${file.path}\t${file.target.length}\t${file.target}`;
      const size = file.type === 'regular' ? file.content.length : 0;
      return `${file.path}\t${file.type === 'directory' ? 4096 : size}\t`;
    });
    expect(seen.replace(/^warning: .*\n/gm, '')).toBe(expected.map((line) => `${line}\n`).join(''));
  });

  test.each(['plain', 'plain-xz', 'plain-lzma', 'plain-bzip2', 'plain-zstd', 'plain-none'])(
    '%s: the archive',
    async (name) => {
      const bytes = await packageBytes(name);
      const seen = await withTemporary((directory) => listed(saved(directory, bytes)));
      expect(seen).toEqual(WRITTEN_PACKAGES.get('plain')?.files?.map(({ path }) => `.${path}`));
    },
  );

  test.each(['digests-md5', 'digests-sha1', 'digests-sha224', 'digests-sha384', 'digests-sha512'])(
    '%s: the algorithm',
    async (name) => {
      const algorithm = name.replace('digests-', '') as DigestAlgorithm;
      const bytes = await packageBytes(name);
      const seen = await withTemporary((directory) =>
        query(saved(directory, bytes), '%{FILEDIGESTALGO}'),
      );
      expect(Number(seen)).toBe(DIGEST_ALGORITHM[algorithm]);
    },
  );

  test('identity', async () => {
    const bytes = await writePackage({
      name: 'identity',
      version: '2',
      release: '3.fc99',
      epoch: 4,
      arch: 'x86_64',
    });
    const seen = await withTemporary((directory) =>
      query(saved(directory, bytes), '%{NEVRA} %{SOURCERPM} %{PAYLOADCOMPRESSOR}'),
    );
    expect(seen).toBe('identity-4:2-3.fc99.x86_64 identity-2-3.fc99.src.rpm gzip');
  });

  test('a source package is one', async () => {
    const bytes = await packageBytes('source');
    const seen = await withTemporary((directory) =>
      query(saved(directory, bytes), '%{SOURCEPACKAGE} %|SOURCERPM?{binary}:{source}|'),
    );
    expect(seen).toBe('1 source');
  });
});

test('writes the same bytes twice', async () => {
  for (const [name, description] of WRITTEN_PACKAGES) {
    const again = Buffer.from(await writePackage(description));
    expect(again.equals(await packageBytes(name)), name).toBe(true);
  }
});

test('a name in the archive order that is no file is an error', async () => {
  await expect(writePackage({ name: 'x', archiveOrder: ['/nowhere'] })).rejects.toThrow(RangeError);
});
