/** Small packages whose file lists and archives are put together at random, sane or not. */
import type { FileDescription, PackageDescription } from '../../corpus/writer/description.ts';
import type { SeededRandom } from './seeded-random.ts';

const DIRECTORY = '/opt/random';
const CONTENTS = ['', 'abc', 'hello\n', 'x'.repeat(5000), 'q'.repeat(4096)];

/** The same random sequence gives the same description. Never fifos: rpm 4.18 hangs on them. */
export function randomPackage(random: SeededRandom): PackageDescription {
  const one = <T>(choices: readonly T[]): T => choices[random.between(0, choices.length - 1)]!;
  const oneIn = (n: number) => random.between(1, n) === 1;
  /** Contents of the hard-link sets, by inode and device. */
  const linked = new Map<string, string>();

  const regular = (path: string): FileDescription => {
    let content = one(CONTENTS);
    let identity = {};
    if (oneIn(2)) {
      const [inode, device] = [random.between(100, 101), oneIn(8) ? 2 : 1];
      const set = `${inode}:${device}`;
      if (!linked.has(set)) linked.set(set, content);
      if (!oneIn(12)) content = linked.get(set)!;
      identity = { inode, device };
    }
    return {
      type: 'regular',
      path,
      content,
      ...identity,
      ...(oneIn(25) ? { digest: '' } : {}),
      ...(oneIn(25) ? { size: content.length + 1 } : {}),
      ...(oneIn(20) ? { flags: 64 } : {}),
    };
  };

  const files: FileDescription[] = [{ type: 'directory', path: DIRECTORY }];
  for (const name of 'abcdef'.slice(0, random.between(1, 6))) {
    const path = `${DIRECTORY}/${name}`;
    const kind = random.between(1, 10);
    if (kind <= 6) files.push(regular(path));
    else if (kind === 7) files.push({ type: 'symlink', path, target: 'a' });
    else files.push({ type: kind === 8 ? 'directory' : 'ghost', path });
  }

  const old = oneIn(8);
  return {
    name: 'random',
    files,
    compressor: one(['gzip', 'zstd', 'none']),
    ...(old
      ? { format: 'v3' as const }
      : {
          payloadMagic: one(['070701', '070701', '070702', '07070X'] as const),
          fileDigestAlgorithm: one(['sha256', 'md5'] as const),
          longSizes: oneIn(4),
        }),
    ...(oneIn(2) ? { archiveOrder: randomOrder(files, random) } : {}),
    ...(oneIn(6) ? { linkContent: one(['first', 'all'] as const) } : {}),
    ...(oneIn(3) ? { memberPrefix: one(['', '/', './']) } : {}),
  };
}

/** The archive's members shuffled, one missing now and then, one twice. */
function randomOrder(files: readonly FileDescription[], random: SeededRandom): string[] {
  const order = files.filter(({ type }) => type !== 'ghost').map(({ path }) => path);
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  if (random.between(1, 15) === 1) order.pop();
  if (random.between(1, 15) === 1) order.push(order[0]!);
  return order;
}
