/** Files of repositories that are read whole before anything is made of them. */
import type { HttpClient } from '../../io/http/http-client.ts';
import { Spool } from '../../io/spool.ts';
import type { MetadataFile } from './metadata-store.ts';

/** Fetches a whole file; `path` is empty for the address itself. Throws FetchError. */
export async function fetchFile(
  client: HttpClient,
  mirrors: readonly string[],
  path: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<MetadataFile> {
  const body = await client.get({ mirrors, path, mostBytes, signal });
  const spool = new Spool();
  try {
    for await (const chunk of body.chunks) spool.append(chunk);
  } catch (error) {
    spool.close();
    throw error;
  }
  return {
    name: body.url,
    size: spool.size,
    reader: () => spool.reader(),
    close: () => spool.close(),
  };
}

/** All of a small file; bytes that are no UTF-8 become U+FFFD. */
export function textOf(file: MetadataFile): string {
  const bytes = new Uint8Array(file.size);
  const reader = file.reader();
  for (let at = 0; at < bytes.length; ) {
    const read = reader.read(bytes.subarray(at));
    if (read === 0) break;
    at += read;
  }
  return new TextDecoder().decode(bytes);
}
