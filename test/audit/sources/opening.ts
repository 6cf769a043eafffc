/** Opens sources as the audit does, and lists what they have. */
import { onTestFinished } from 'vitest';
import type { ListedPackage, Repository } from '../../../src/audit/repository.ts';
import {
  openRepositories,
  type SourceOptions,
} from '../../../src/audit/sources/open-repositories.ts';
import { SHORT } from '../../io/http/fetching.ts';

/** Closed after the test. */
export async function openAll(
  targets: readonly string[],
  options: Partial<SourceOptions> = {},
): Promise<readonly Repository[]> {
  const repositories = await openRepositories(targets, {
    disabled: 'skip',
    signal: new AbortController().signal,
    http: { userAgent: 'rpmcow/test', environment: {}, limits: SHORT },
    ...options,
  });
  onTestFinished(async () => {
    for (const repository of repositories) await repository.close();
  });
  return repositories;
}

export async function openOne(
  target: string,
  options: Partial<SourceOptions> = {},
): Promise<Repository> {
  const repositories = await openAll([target], options);
  if (repositories.length !== 1) throw new Error(`${target}: ${repositories.length} repositories`);
  return repositories[0]!;
}

export async function packagesOf(repository: Repository): Promise<ListedPackage[]> {
  const packages: ListedPackage[] = [];
  for await (const pkg of repository.packages()) packages.push(pkg);
  return packages;
}

export async function locationsOf(repository: Repository): Promise<string[]> {
  return (await packagesOf(repository)).map(({ location }) => location);
}

/** What listing it ends in, after how many packages. */
export async function failureOf(
  repository: Repository,
): Promise<{ readonly error: unknown; readonly listed: number }> {
  let listed = 0;
  try {
    for await (const _ of repository.packages()) listed++;
  } catch (error) {
    return { error, listed };
  }
  throw new Error(`${repository.id} lists ${listed} packages without a fault`);
}
