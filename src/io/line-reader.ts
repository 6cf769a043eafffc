/** Lines of a stream as they come, for a conversation. */
import { fdReader } from './fd-reader.ts';

const PIECE = 64 * 1024;

/** The next line without its end; undefined at the end of the stream. Throws MachineError. */
export function lineReader(fd: number, name: string): () => string | undefined {
  const reader = fdReader(fd, name);
  const decoder = new TextDecoder();
  const piece = new Uint8Array(PIECE);
  let lines: string[] = [];
  let begun = '';
  return () => {
    while (lines.length === 0) {
      const length = reader.read(piece);
      if (length === 0) return undefined;
      const [first = '', ...others] = decoder
        .decode(piece.subarray(0, length), { stream: true })
        .split('\n');
      lines = [begun + first, ...others];
      begun = lines.pop() ?? '';
    }
    return lines.shift();
  };
}
