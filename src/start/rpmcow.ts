/**
 * Starts the program rpmcow.
 *
 * Policy: each verb has a bundle without the others. V8 looks through all of a bundle before it runs, and
 * through all of the rules takes longer than many a verb itself.
 */
import { loadBundle } from './bundle.ts';
import { requireNode } from './require-node.ts';

/** What has a bundle of its own; the bundler puts them in. */
declare const RPMCOW_VERBS: readonly string[];

requireNode('rpmcow');
const verb = process.argv[2];
const own = RPMCOW_VERBS.find((each) => each === verb);
loadBundle(own === undefined ? 'rpmcow' : `verb-${own}`).run();
