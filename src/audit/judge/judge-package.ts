/**
 * Judges packages of a repository, in any thread.
 *
 * Policy: never throws: what goes wrong is in the result. Of a head alone no byte is made up: what
 * cannot be said without the rest of the file is not said.
 */
import { openFileSource } from '../../io/file-source.ts';
import { squeeze, unsqueeze } from '../../io/squeeze.ts';
import { troubleOf } from '../../package/unreadable.ts';
import { frugalIdentity, headIdentity, wholeIdentity } from './file-identity.ts';
import { frugalSource, type KnownHead, knownHeadSource, MissingBytesError } from './head-source.ts';
import type { Judged, JudgeTask, PackageToJudge } from './judgement.ts';
import { makeJudgement } from './make-judgement.ts';

/** The judgements of a task's packages, in their order. */
export async function judgeTask({ packages, depth }: JudgeTask): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const pkg of packages) judged.push(await judge(pkg, depth));
  return judged;
}

async function judge(pkg: PackageToJudge, depth: JudgeTask['depth']): Promise<Judged> {
  const { bytes, location } = pkg;
  try {
    switch (bytes.kind) {
      case 'path':
        return await judgeFile(pkg, bytes.path, depth);
      case 'descriptor':
        return await judgeFile(pkg, bytes.fd, depth);
      case 'head':
        return { ...(await judgeHead(pkg, bytes)), head: squeeze(bytes.start) };
      case 'kept-head':
        return await judgeHead(pkg, { ...bytes, start: unsqueeze(bytes.start) });
    }
  } catch (error) {
    if (error instanceof MissingBytesError) return { kind: 'needs-file' };
    const { code, message } = troubleOf(location, error);
    return { kind: 'unreadable', trouble: { code, message } };
  }
}

type JudgedNow = Extract<Judged, { kind: 'judged' }>;

async function judgeHead(pkg: PackageToJudge, head: KnownHead): Promise<JudgedNow> {
  const source = knownHeadSource(head);
  const judgement = await makeJudgement(pkg, source, 'headers', () => headIdentity(head));
  return { kind: 'judged', judgement, bytesRead: 0 };
}

async function judgeFile(
  pkg: PackageToJudge,
  file: string | number,
  depth: JudgeTask['depth'],
): Promise<Judged> {
  const source = openFileSource(file);
  try {
    if (depth !== 'payload') {
      const frugal = frugalSource(source);
      const identity = () => frugalIdentity(frugal, source);
      const judgement = await makeJudgement(pkg, frugal, 'headers', identity);
      if (depth === 'headers' || judgement.certain) {
        const bytesRead = frugal.isReadFurther
          ? source.size
          : frugal.start.length + frugal.tail.length;
        return { kind: 'judged', judgement, bytesRead };
      }
    }
    const judgement = await makeJudgement(pkg, source, 'payload', ({ sha256 }) =>
      wholeIdentity(sha256!),
    );
    return { kind: 'judged', judgement, bytesRead: source.size };
  } finally {
    source.close();
  }
}
