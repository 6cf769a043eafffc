/**
 * Whom a TLS connection trusts, and who we are on it.
 *
 * Policy: the system's authorities beside Node's own, as dnf and curl have them, unless a file is
 * given, which then stands alone. There is no way not to check. Made once, as it takes long.
 */
import { readFileSync } from 'node:fs';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { attempt, MachineError } from '../machine-error.ts';
import type { Identity } from './http-settings.ts';

/** Throws MachineError for a file that cannot be read, or holds no certificate or key. */
export function secureContext(
  authorities: string | undefined,
  certificate: Identity['certificate'],
): SecureContext {
  const ca = authorities === undefined ? knownAuthorities() : readPem(authorities);
  if (certificate === undefined) return contextOf({ ca }, authorities ?? 'the authorities');
  const { file, keyFile = file } = certificate;
  // By themselves first, so that the message names the file that is to blame.
  contextOf({ ca }, authorities ?? 'the authorities');
  return contextOf({ ca, cert: readPem(file), key: readPem(keyFile) }, `${file} and ${keyFile}`);
}

function knownAuthorities(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

function readPem(file: string): Buffer {
  return attempt('read', file, () => readFileSync(file));
}

function contextOf(options: Parameters<typeof createSecureContext>[0], subject: string) {
  try {
    return createSecureContext(options);
  } catch (error) {
    throw new MachineError(
      {
        doing: 'use',
        subject,
        code: 'EINVAL',
        reason: error instanceof Error ? error.message : String(error),
        advice: 'give PEM files, and the key without a passphrase',
      },
      error,
    );
  }
}
