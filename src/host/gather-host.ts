/** Looks at a host: its file systems, its programs, its configuration. */
import { join } from 'node:path';
import { systemDecoders } from '../io/decode/system-decoders.ts';
import { requireDirectory } from '../io/directory.ts';
import { mounts as allMounts } from '../io/mounts.ts';
import { systemPageSize } from '../io/page-size.ts';
import { systemTree } from '../io/system-tree.ts';
import { dnfFacts } from './facts/dnf-facts.ts';
import type { HostFacts } from './facts/host-facts.ts';
import { keyFacts } from './facts/key-facts.ts';
import { nodeFacts } from './facts/node-facts.ts';
import { placeFacts, targetFacts } from './facts/place-facts.ts';
import { rpmFacts } from './facts/rpm-facts.ts';
import { transcoderFacts } from './facts/transcoder-facts.ts';

export interface HostRequest {
  /** Where rpm, dnf and their configuration are; `/` for this host. */
  readonly system: string;
  /** Where packages are installed to. */
  readonly root: string;
  /** Where packages are downloaded to; undefined: what dnf has configured, below the root. */
  readonly cache: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** @throws MachineError where system or root is no directory, or a file of them cannot be read. */
export async function gatherHost(request: HostRequest): Promise<HostFacts> {
  for (const directory of [request.system, request.root]) requireDirectory(directory);
  const system = systemTree(request.system);
  const root = systemTree(request.root);
  const pageSize = systemPageSize();
  const mounts = allMounts();
  const dnf = dnfFacts(system);
  const cache = placeFacts(request.cache ?? join(root.root, dnf.cacheDirectory), pageSize, mounts);
  const rpm = await rpmFacts(system);
  const { databasePath } = rpm;
  return {
    cache,
    targets: targetFacts(root, cache, pageSize, mounts),
    pageSize,
    rpm,
    dnf,
    transcoder: transcoderFacts(system, request.environment),
    repositories: await keyFacts({ system, root, dnf, databasePath }),
    decoders: systemDecoders(),
    node: await nodeFacts(system),
    availableMemory: process.availableMemory(),
  };
}
