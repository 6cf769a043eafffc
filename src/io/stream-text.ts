/** All of a stream as text. */
import { fdReader } from './fd-reader.ts';
import { pump } from './pump.ts';

/** Reads a descriptor to its end; throws MachineError where it cannot. */
export async function readStreamText(fd: number, name: string): Promise<string> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  await pump(fdReader(fd, name), (chunk) => {
    pieces.push(decoder.decode(chunk, { stream: true }));
  });
  return pieces.join('') + decoder.decode();
}
