/**
 * What a worker found out about the packages of a job.
 *
 * Policy: as for jobs; squeezed, since records of many packages are much alike. Results say of which
 * keys they are, not of which job: whoever waits for a key takes the first result of it.
 */
import { squeeze, unsqueeze } from '../../io/squeeze.ts';
import type { Outcome } from '../judge/judge-wanted.ts';
import { base64, PROTOCOL } from './judge-job.ts';
import { bytes, flag, list, natural, oneOf, orNull, record, ShapeError, text } from './shape.ts';

const TROUBLE = record({ code: text, message: text });

const RESULT = record({
  protocol: natural,
  outcomes: list(
    record({
      key: text,
      bytesRead: natural,
      trouble: orNull(TROUBLE),
      head: orNull(record({ start: bytes, tail: bytes, size: natural })),
      judgement: orNull(
        record({
          depth: oneOf('headers', 'payload'),
          certain: flag,
          asListed: flag,
          identity: text,
          leadName: orNull(text),
          clonedBytes: natural,
          record: checkRecord,
          trouble: orNull(TROUBLE),
          contents: bytes,
        }),
      ),
    }),
  ),
});

export type KeyedOutcome = ReturnType<typeof RESULT>['outcomes'][number];

export function packResult(outcomes: readonly (Omit<Outcome, 'wanted'> & { key: string })[]) {
  const result = {
    protocol: PROTOCOL,
    outcomes: outcomes.map(({ key, bytesRead, trouble = null, head, judgement }) => ({
      key,
      bytesRead,
      trouble,
      head:
        head === undefined
          ? null
          : { start: base64(head.start), tail: base64(head.tail), size: head.size },
      judgement:
        judgement === undefined ? null : { ...judgement, contents: base64(judgement.contents) },
    })),
  };
  return squeeze(new TextEncoder().encode(JSON.stringify(result)));
}

/** @throws ShapeError where it is no result of this version. */
export function unpackResult(packed: Uint8Array): readonly KeyedOutcome[] {
  const result = RESULT(parsed(opened(packed), 'result'), 'result');
  if (result.protocol === PROTOCOL) return result.outcomes;
  throw new ShapeError('result.protocol', `${PROTOCOL}`, result.protocol);
}

function opened(packed: Uint8Array): string {
  try {
    return new TextDecoder().decode(unsqueeze(packed));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new ShapeError('result', 'zstd', packed);
    throw error;
  }
}

/** The JSON of a record: what reports would stumble over is told here. */
function checkRecord(value: unknown, at: string): string {
  const json = text(value, at);
  record({ findings: list(record({ rule: text })) })(parsed(json, at), at);
  return json;
}

function parsed(json: string, at: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ShapeError(at, 'JSON', json);
    throw error;
  }
}
