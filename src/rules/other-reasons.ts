/**
 * Reasons that other verbs give and that no rule can look for: they are no defects of a package. By
 * the ids that they go by beside those of rules.
 */
export const OTHER_REASONS: ReadonlyMap<string, string> = new Map([
  [
    'cow-head-differs',
    'The head of an extents file is not that of the package it is compared with (verify --against).',
  ],
  [
    'digest-not-computable',
    'The file digests are in an algorithm that rpm has and this host has not. The message names it.',
  ],
  ['internal-error', 'rpmcow failed: a bug of ours. The package was left as it is.'],
  [
    'machine',
    'The machine failed: a full disk, a missing permission, a closed pipe. The message says which ' +
      'and what to do.',
  ],
  [
    'pkg-unverified',
    'rpmkeys of this host failed on the package without a reason, or had nothing to say of it.',
  ],
  [
    'payload-codec-missing',
    'This host has no library that decompresses the payload. The message says which package has it.',
  ],
  [
    'payload-ratio',
    'The payload is more than 64 MiB and more than 500 times as large as what was downloaded. That may ' +
      'be lawful, and rpm installs it; nobody decodes it unasked.',
  ],
]);
