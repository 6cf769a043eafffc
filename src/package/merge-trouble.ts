/**
 * Why rpm cannot merge the headers of a package: worked out once for the rules and refusals that ask.
 */
import type { FormatProblem } from '../../native-free-parsers/bytes/format-error.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { mergeRefusal } from '../../native-free-parsers/signature-header.ts';
import { remembering } from './remembering.ts';

/** As mergeRefusal has it. */
export const mergeTrouble: (head: PackageHead) => FormatProblem | undefined = remembering(
  ({ signature, main }) => mergeRefusal(signature, main),
);
