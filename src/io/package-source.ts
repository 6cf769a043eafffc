/**
 * A package that can be read anywhere, whatever it comes from.
 *
 * Policy: a file is read where it is. A pipe is spooled to its end first, since the footer of an
 * extents file stands there.
 */
import { makeBreather } from './breathe.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { openPackageStream } from './package-input.ts';

/** The name that stands for standard input. */
export const STANDARD_INPUT = '-';

/** Opens a path, or standard input. Throws MachineError where it cannot be read. */
export async function openPackageSource(path: string): Promise<FileSource> {
  return path === STANDARD_INPUT ? await openStandardInput() : openFileSource(path);
}

async function openStandardInput(): Promise<FileSource> {
  const input = openPackageStream(0, 'standard input', []);
  try {
    const { when, get } = input.childInput;
    if (when === 'after-reading') await input.stream.drain(makeBreather());
    const source = openFileSource(get());
    return {
      ...source,
      close() {
        source.close();
        input.close();
      },
    };
  } catch (error) {
    input.close();
    throw error;
  }
}
