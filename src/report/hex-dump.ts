/** Bytes as xxd and hexdump -C show them: offset, 16 bytes, and their ASCII. */

const WIDTH = 16;

/** @param offset of the first byte in the file. */
export function hexDump(offset: number, hex: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < hex.length; at += 2 * WIDTH) {
    const bytes = hex.slice(at, at + 2 * WIDTH).match(/../g) ?? [];
    const left = bytes
      .slice(0, WIDTH / 2)
      .join(' ')
      .padEnd(23);
    const right = bytes
      .slice(WIDTH / 2)
      .join(' ')
      .padEnd(23);
    const place = (offset + at / 2).toString(16).padStart(8, '0');
    lines.push(`${place}  ${left}  ${right}  |${bytes.map(asciiOf).join('')}|`);
  }
  return lines;
}

function asciiOf(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.';
}
