/** The pack side of cpio-stream 1.4.3, as far as the writer uses it. */
declare module 'cpio-stream' {
  import type { Readable } from 'node:stream';

  interface MemberHeader {
    name: string;
    /** File type and permissions. */
    mode: number;
    ino: number;
    nlink: number;
    /** Seconds since 1970; 0 becomes the current time. */
    mtime: number;
  }

  interface Pack extends Readable {
    entry(header: MemberHeader, content: Buffer): unknown;
    finalize(): void;
  }

  const cpio: { pack(options: { format: 'newc' }): Pack };
  export default cpio;
}
