/** Starts the program rpmcow-rpm2extents. */
import { loadBundle } from './bundle.ts';
import { requireNode } from './require-node.ts';

requireNode('rpmcow-rpm2extents');
loadBundle('rpmcow-rpm2extents').run();
