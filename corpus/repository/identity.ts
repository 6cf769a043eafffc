/**
 * Who a package of a generated repository is, and who built it.
 *
 * Policy: a function of the seed and the package's number alone. Nobody here exists.
 */
import { seededRandom } from '../../test/support/seeded-random.ts';

export interface Identity {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  readonly origin: Origin;
}

/** A vendor with its way to build packages. */
export interface Origin {
  readonly vendor: string;
  readonly host: string;
  /** RPMVERSION, by which the tool is known. */
  readonly tool: string;
  /** Where that tells the tool instead, as the default that it writes. */
  readonly url: string;
}

const NO_URL = 'http://example.com/no-uri-given';

/** Of a distribution, which has most packages, and of vendors beside it. */
const ORIGINS: readonly (readonly [share: number, ...Origin[]])[] = [
  [
    0.7,
    origin('Example Distribution', 'builder-1.example', '4.19.1'),
    origin('Example Distribution', 'builder-2.example', '4.18.2'),
  ],
  [0.12, origin('Platform Team of Example Bank', 'ci.bank.example', '4.16.1')],
  [0.08, origin('Clouds & Sons', 'pipeline.clouds.example', '4.18.0', NO_URL)],
  [0.06, origin('Żółw Software', 'localhost', 'rpm-rs 0.16.0')],
  [0.04, origin('Measured Metrics', 'runner.metrics.example', '4.17.0')],
];

const WORDS = [
  'agent',
  'bridge',
  'cloud',
  'data',
  'edge',
  'font',
  'graph',
  'hub',
  'image',
  'java',
  'kernel',
  'lib',
  'metrics',
  'net',
  'object',
  'proxy',
  'query',
  'router',
  'server',
  'tools',
  'utils',
  'vault',
  'web',
  'x11',
  'yaml',
  'zone',
] as const;

const ARCHITECTURES = ['x86_64', 'x86_64', 'noarch'] as const;

/** @param change how often the package was released anew. */
export function identityOf(seed: number, index: number, change: number): Identity {
  const random = seededRandom(seed + 7919 * index);
  const pick = <T>(list: readonly T[]): T => list[random.between(0, list.length - 1)]!;
  return {
    name: `${pick(WORDS)}-${pick(WORDS)}-${index}`,
    version: `${random.between(0, 9)}.${random.between(0, 40)}.${random.between(0, 9)}`,
    release: `${random.between(1, 9) + change}.el9`,
    arch: pick(ARCHITECTURES),
    origin: pick(originsAt(random())),
  };
}

/** Relative to the repository, hashed by the first letter as distributions do. */
export function locationOf({ name, version, release, arch }: Identity): string {
  return `Packages/${name[0]}/${name}-${version}-${release}.${arch}.rpm`;
}

/** @param position in [0, 1). */
function originsAt(position: number): readonly Origin[] {
  let end = 0;
  for (const [share, ...origins] of ORIGINS) {
    end += share;
    if (position < end) return origins;
  }
  return ORIGINS[0]!.slice(1) as Origin[];
}

function origin(vendor: string, host: string, tool: string, url = 'https://www.example/'): Origin {
  return { vendor, host, tool, url };
}
