/**
 * What an error of the HTTP library, of a socket or of TLS means.
 *
 * Policy: known by its code only. What is none of theirs comes out as it is.
 * Source: undici lib/core/errors.js; OpenSSL's X509_V_ERR names as Node gives them.
 */
import { type FetchCode, FetchError } from './fetch-error.ts';

const CODES: readonly (readonly [code: RegExp, meaning: FetchCode, reason?: string])[] = [
  [/^UND_ERR_CONNECT_TIMEOUT$|^ETIMEDOUT$/, 'TIMEOUT', 'the connection was not made in time'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'TIMEOUT', 'the server did not answer in time'],
  [/^UND_ERR_BODY_TIMEOUT$/, 'TIMEOUT', 'the server stopped sending'],
  [/^UND_ERR_(RES_CONTENT_LENGTH_MISMATCH|RES_EXCEEDED_MAX_SIZE)$/, 'TRUNCATED'],
  [/^UND_ERR_PRX_TLS$/, 'TLS'],
  [/^HPE_|^UND_ERR_HEADERS_OVERFLOW$/, 'PROTOCOL', 'what the server sends is no HTTP'],
  [/^ENOTFOUND$/, 'HOST', 'no such host'],
  [/^EPROTO$|CERT|^ERR_(TLS|SSL|OSSL)_|^UNABLE_TO_|^CRL_|^INVALID_|^PATH_LENGTH_/, 'TLS'],
];

/** Broken: what it means depends on how far one was. */
const BROKEN = /^UND_ERR_SOCKET$|^UND_ERR_INFO$|^E(CONNRESET|PIPE|CONNABORTED)$/;
/** undici has no code of its own for what a proxy says. */
const PROXY_STATUS = /^Proxy (?:response|Authentication Required) \((\d+)\)/;

/**
 * @param url printable.
 * @param broken what a connection that breaks means at this point.
 */
export function faultOf(error: unknown, url: string, broken: 'CONNECTION' | 'TRUNCATED'): unknown {
  if (!(error instanceof Error) || error instanceof FetchError) return error;
  const status = PROXY_STATUS.exec(error.message)?.[1];
  if (status !== undefined) {
    const reason = `the proxy answers with status ${status}`;
    return new FetchError({ code: 'PROXY', url, reason }, error);
  }
  const code = codeOf(error);
  if (code === undefined) return error;
  if (BROKEN.test(code)) {
    const reason = broken === 'TRUNCATED' ? 'the body ended early' : 'the connection broke';
    return new FetchError({ code: broken, url, reason }, error);
  }
  const known = CODES.find(([its]) => its.test(code));
  if (known !== undefined) {
    // Behind a semicolon Node adds advice for its own options.
    const [, meaning, reason = error.message.split(';')[0]!] = known;
    return new FetchError({ code: meaning, url, reason }, error);
  }
  // What is left of system calls: refused, unreachable, a name server that does not answer.
  if (!('syscall' in error)) return error;
  return new FetchError({ code: 'CONNECTION', url, reason: error.message || code }, error);
}

function codeOf(error: Error): string | undefined {
  // Some errors of undici's parser have no code of its own.
  if (error.name === 'HTTPParserError') return 'HPE_';
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
