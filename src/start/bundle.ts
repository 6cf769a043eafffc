/**
 * Bundles: the scripts that the build makes of all modules of a program, and what V8 compiled of them.
 *
 * Policy: compiling takes a quarter of a short run, so what V8 made of a bundle in a run before may
 * lie beside it, put there by the build or by who installs (keep-code.ts), never by a run of a user's. V8
 * takes it from its own version with its own flags only, but looks at no more of the bundle than its
 * length: the digest in front says which bundle it is of. Where it does not fit, or is not there,
 * everything is compiled as ever. A bundle is one function of what modules have and scripts do not: their
 * URL, which is the program's, beside which its worker threads are found, and import().
 */

const DIGEST = 'sha256';

export interface Bundle {
  readonly run: () => void;
  /** What V8 has compiled by now, for the file beside it. */
  readonly code: () => Uint8Array;
}

/** A bundle by its name, from the folder that this program is in. */
export function loadBundle(name: string): Bundle {
  const { hash } = process.getBuiltinModule('node:crypto');
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { Script } = process.getBuiltinModule('node:vm');

  const bytes = readFileSync(bundlePath(name));
  const digest = hash(DIGEST, bytes, 'buffer');
  const script = new Script(bytes.toString('latin1'), {
    filename: bundlePath(name),
    ...keptCode(),
  });
  return {
    run: () => script.runInThisContext()(import.meta.url, (name: string) => import(name)),
    code: () => Buffer.concat([digest, script.createCachedData()]),
  };

  function keptCode() {
    try {
      const code = readFileSync(codePath(name));
      const isOfThis = digest.equals(code.subarray(0, digest.length));
      return isOfThis ? { cachedData: code.subarray(digest.length) } : {};
    } catch {
      return {};
    }
  }
}

/** Where the code of a bundle is kept. */
export function codePath(name: string): string {
  return `${bundlePath(name)}.code`;
}

function bundlePath(name: string): string {
  return `${import.meta.dirname}/${name}.bundle`;
}
