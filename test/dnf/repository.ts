/** A repository for dnf: real packages, real metadata, and a server of its files. */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { placeFile } from '../cli/corpus-files.ts';
import { AUDITOR_PACKAGES, HOST_PACKAGES } from '../docs/guide-packages.ts';

const GUIDE_PACKAGES = { ...AUDITOR_PACKAGES, ...HOST_PACKAGES };

/** As the guides have them, and one that breaks on every host: a content without its digest. */
export const REPOSITORY_PACKAGES: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'hello-1.0-1.noarch.rpm': GUIDE_PACKAGES['Packages/hello-1.0-1.noarch.rpm']!,
  'hello-1.1-1.noarch.rpm': GUIDE_PACKAGES['Packages/hello-1.1-1.noarch.rpm']!,
  'vendor-cli-2.0-1.noarch.rpm': GUIDE_PACKAGES['Packages/vendor-cli-2.0-1.noarch.rpm']!,
  'wrong-digest-1.0-1.noarch.rpm': () =>
    writePackage({
      name: 'wrong-digest',
      files: [{ path: '/opt/wrong', type: 'regular', content: 'right', digest: 'a'.repeat(64) }],
    }),
};

export interface TestRepository {
  readonly directory: string;
  /** Its addresses. */
  readonly http: string;
  readonly file: string;
  close(): void;
}

/** Undefined, with the reason printed, where there is no createrepo_c. */
export async function serveRepository(): Promise<TestRepository | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'dnf-repository-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    for (const [name, bytes] of Object.entries(REPOSITORY_PACKAGES))
      placeFile(directory, name, await bytes());
    const { error, status, stderr } = spawnSync('createrepo_c', ['-q', directory]);
    if (error !== undefined) {
      console.warn(`skipped: createrepo_c does not start: ${error.message}`);
      remove();
      return undefined;
    }
    if (status !== 0) throw new Error(String(stderr));
    const server = await serve(directory);
    const { port } = server.address() as AddressInfo;
    return {
      directory,
      http: `http://127.0.0.1:${port}/`,
      file: `file://${directory}/`,
      close() {
        server.close();
        server.closeAllConnections();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function serve(directory: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(directory, normalize(decodeURIComponent(url)));
    createReadStream(path)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
