/**
 * File capabilities, given as text, set by the system's libcap: the library that rpm itself uses.
 *
 * Policy: loaded only when a file has capabilities. Where it is missing that is a MachineError,
 * because a file without them is not the file of the package.
 * Source: cap_from_text(3), cap_set_fd(3); rpm 4.18 lib/fsm.c fsmSetFCaps.
 */
import { constants } from 'node:os';
import { MachineError } from './machine-error.ts';
import { loadLibrary, type NativeLibrary } from './native/koffi.ts';

type Libcap = ReturnType<typeof bind>;
let loaded: Libcap | undefined;

/**
 * Gives an open regular file the capabilities that `text` describes.
 * @param name the file, for messages.
 */
export function setCapabilities(fd: number, text: string, name: string): void {
  const { koffi, fromText, setFd, free } = libcap(name);
  const capabilities: bigint | null = fromText(text);
  const failed = capabilities === null || setFd(fd, capabilities) !== 0;
  const errno = koffi.errno();
  if (capabilities !== null) free(capabilities);
  if (!failed) return;
  const [code = 'EINVAL'] =
    Object.entries(constants.errno).find(([, number]) => number === errno) ?? [];
  throw new MachineError({ doing: `set the capabilities "${text}" of`, subject: name, code });
}

function libcap(name: string): Libcap {
  if (loaded === undefined) {
    const library = loadLibrary(['libcap.so.2']);
    if (library === undefined) {
      throw new MachineError({
        doing: 'set the capabilities of',
        subject: name,
        code: 'ENOTSUP',
        reason: 'libcap.so.2 does not load',
        advice: 'install libcap (Fedora) or libcap2 (Debian)',
      });
    }
    loaded = bind(library);
  }
  return loaded;
}

function bind(library: NativeLibrary) {
  return {
    koffi: library.koffi,
    fromText: library.func('void *cap_from_text(const char *text)'),
    setFd: library.func('int cap_set_fd(int fd, void *capabilities)'),
    free: library.func('int cap_free(void *capabilities)'),
  };
}
