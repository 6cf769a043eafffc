/**
 * The one door to native libraries: koffi, loaded when first asked for.
 *
 * Policy: a library or koffi itself that is missing is an answer (undefined), never an error:
 * every caller has another route or says what to install. Libraries are never unloaded.
 */

import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';

/** A shared library, under the name it was found by. */
export interface NativeLibrary {
  readonly soname: string;
  /** For structures, addresses and memory. */
  readonly koffi: typeof Koffi;
  /** Declares a function by its C prototype. */
  func(prototype: string): ReturnType<Koffi.LibraryHandle['func']>;
}

const loaded = new Map<string, NativeLibrary | undefined>();
let koffi: typeof Koffi | undefined | 'not-tried' = 'not-tried';

/** The first of these shared libraries that the dynamic linker finds. */
export function loadLibrary(sonames: readonly string[]): NativeLibrary | undefined {
  for (const soname of sonames) {
    if (!loaded.has(soname)) loaded.set(soname, load(soname));
    const library = loaded.get(soname);
    if (library !== undefined) return library;
  }
  return undefined;
}

function load(soname: string): NativeLibrary | undefined {
  const koffi = loadKoffi();
  if (koffi === undefined) return undefined;
  try {
    const handle = koffi.load(soname);
    return { soname, koffi, func: (prototype) => handle.func(prototype) };
  } catch {
    return undefined;
  }
}

/** koffi is CommonJS and has prebuilt binaries for some platforms only. */
function loadKoffi(): typeof Koffi | undefined {
  if (koffi === 'not-tried') {
    try {
      koffi = createRequire(import.meta.url)('koffi') as typeof Koffi;
    } catch {
      koffi = undefined;
    }
  }
  return koffi;
}
