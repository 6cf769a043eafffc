/** The program rpmcow-rpm2extents: what LIBREPO_TRANSCODE_RPMS names. */
import { installCleanup } from '../io/cleanup.ts';
import { rpm2extents } from './rpm2extents-command.ts';
import { reportUnforeseen } from './trouble.ts';

installCleanup();
try {
  process.exitCode = await rpm2extents(process.argv.slice(2));
} catch (error) {
  process.exitCode = reportUnforeseen('rpm2extents', error);
}
