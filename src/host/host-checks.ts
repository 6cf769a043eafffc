/** All checks of a host, in the order of the report. A test holds this list against the folder. */
import { hostBlockSize } from './checks/host-block-size.ts';
import { hostCompress } from './checks/host-compress.ts';
import { hostDecoders } from './checks/host-decoders.ts';
import { hostDnfPlugin } from './checks/host-dnf-plugin.ts';
import { hostEnvironment } from './checks/host-environment.ts';
import { hostFooter } from './checks/host-footer.ts';
import { hostFs } from './checks/host-fs.ts';
import { hostKeys } from './checks/host-keys.ts';
import { hostLibrepo } from './checks/host-librepo.ts';
import { hostMemory } from './checks/host-memory.ts';
import { hostNocow } from './checks/host-nocow.ts';
import { hostNode } from './checks/host-node.ts';
import { hostPlugin } from './checks/host-plugin.ts';
import { hostRootSplit } from './checks/host-root-split.ts';
import { hostRpm } from './checks/host-rpm.ts';
import { hostRpmkeys } from './checks/host-rpmkeys.ts';
import { hostSpace } from './checks/host-space.ts';
import { hostTranscoder } from './checks/host-transcoder.ts';
import type { HostCheck } from './host-check.ts';

export const HOST_CHECKS: readonly HostCheck[] = [
  hostFs,
  hostRootSplit,
  hostNocow,
  hostCompress,
  hostBlockSize,
  hostRpm,
  hostPlugin,
  hostFooter,
  hostLibrepo,
  hostDnfPlugin,
  hostTranscoder,
  hostEnvironment,
  hostRpmkeys,
  hostKeys,
  hostSpace,
  hostDecoders,
  hostNode,
  hostMemory,
];
