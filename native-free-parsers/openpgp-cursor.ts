/**
 * Reads the fields of an OpenPGP packet front to back.
 *
 * Policy: big-endian; every field is checked against what is left of the packet, and no byte is copied.
 * Lengths must be definite: neither rpm nor this reads partial ones. Source: RFC 4880 section 4.2.
 */

import { FormatError, type FormatErrorCode } from './bytes/format-error.ts';

export class OpenPgpCursor {
  readonly #bytes: Uint8Array;
  readonly #offset: number;
  #position = 0;

  /** `offset` is that of the first byte in the file. */
  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  get left(): number {
    return this.#bytes.length - this.#position;
  }

  bytes(length: number, field: string): Uint8Array {
    if (length > this.left) {
      throw this.error('TRUNCATED', `${length} bytes of ${field}`, `${this.left}`);
    }
    const start = this.#position;
    this.#position += length;
    return this.#bytes.subarray(start, this.#position);
  }

  rest(): Uint8Array {
    return this.bytes(this.left, 'data');
  }

  /** A cursor of its own over the next bytes. */
  section(length: number, field: string): OpenPgpCursor {
    const offset = this.#offset + this.#position;
    return new OpenPgpCursor(this.bytes(length, field), offset);
  }

  uint8(field: string): number {
    return this.#unsigned(1, field);
  }

  uint16(field: string): number {
    return this.#unsigned(2, field);
  }

  uint32(field: string): number {
    return this.#unsigned(4, field);
  }

  /** The length of a new packet or a subpacket: 1, 2 or 5 bytes, never a partial one. */
  newLength(): number {
    const first = this.uint8('length');
    if (first < 192) return first;
    if (first < 224) return (first - 192) * 256 + this.uint8('length') + 192;
    if (first === 255) return this.uint32('length');
    throw this.error('BAD_VALUE', 'a definite length', `length byte ${first}`);
  }

  /** The length of an old packet: 1, 2 or 4 bytes by `lengthType`; 3 is indefinite. */
  oldLength(lengthType: number): number {
    if (lengthType === 3) throw this.error('BAD_VALUE', 'a definite length', 'length type 3');
    return this.#unsigned(1 << lengthType, 'length');
  }

  expectEnd(): void {
    if (this.left > 0) throw this.error('BAD_VALUE', 'the end of the packet', `${this.left} bytes`);
  }

  error(code: FormatErrorCode, expected: string, found: string): FormatError {
    return new FormatError({
      code,
      section: 'signature-header',
      offset: this.#offset + this.#position,
      expected,
      found,
      rpmSays: 'invalid OpenPGP signature',
    });
  }

  #unsigned(length: number, field: string): number {
    return this.bytes(length, field).reduce((value, byte) => value * 256 + byte, 0);
  }
}
