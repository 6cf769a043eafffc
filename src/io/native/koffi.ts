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
    // Node exports a zstd and a zlib of its own, of other versions than the system's: bound to them,
    // a library would call into strange code with its own structures.
    const handle = koffi.load(soname, { deep: true });
    return { soname, koffi, func: (prototype) => handle.func(prototype) };
  } catch {
    return undefined;
  }
}

/**
 * koffi is CommonJS and has prebuilt binaries for some platforms only. Each is in a package of its
 * own, which is all that is needed here and loads in 3 ms; by way of koffi itself it takes 9.
 */
function loadKoffi(): typeof Koffi | undefined {
  if (koffi === 'not-tried') {
    const ours = createRequire(import.meta.url);
    const binary = `@koromix/koffi-${process.platform}-${process.arch}`;
    koffi =
      unlessMissing(() => createRequire(ours.resolve('koffi'))(binary)) ??
      unlessMissing(() => ours('koffi'));
  }
  return koffi;
}

/** What the module exports, undefined where it does not load. */
function unlessMissing(load: () => unknown): typeof Koffi | undefined {
  try {
    return load() as typeof Koffi;
  } catch {
    return undefined;
  }
}
