/** The keys that packages of the corpus are signed with. Anybody can make them again: trust none. */
import { certificate } from './certificate.ts';
import { throwawayKey } from './signing-key.ts';

/** Signs what is right. */
export const SIGNER = throwawayKey('Corpus Signer <signer@corpus.invalid>');
/** Expired before anything was signed with it. */
export const EXPIRED = throwawayKey('Corpus Expired <expired@corpus.invalid>');
/** Its certificate is nowhere. */
export const STRANGER = throwawayKey('Corpus Stranger <stranger@corpus.invalid>');

const ONE_YEAR = 365 * 24 * 60 * 60;

/** The public keys in one file. */
export const THROWAWAY_KEYS: Uint8Array = Buffer.concat([
  certificate(SIGNER),
  certificate(EXPIRED, { lifetime: ONE_YEAR }),
]);
