/**
 * How an audit reaches its sources, from options and environment.
 *
 * Policy: a password comes from a file or the environment, never from an argument, which everybody on
 * the machine can see.
 */
import type { SourceOptions } from '../audit/sources/open-repositories.ts';
import { ConfigurationError } from './configuration-error.ts';
import { requiredText } from './required-text.ts';
import { VERSION } from './version.ts';

const USER = 'RPMCOW_USER';
const PASSWORD = 'RPMCOW_PASSWORD';

export interface AuditSourceOptions {
  readonly releasever?: string;
  readonly basearch?: string;
  readonly allRepos?: boolean;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly ca?: string;
  readonly proxy?: string;
}

/** @throws ConfigurationError where options do not fit together, or a file cannot be read. */
export function auditSources(
  options: AuditSourceOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Omit<SourceOptions, 'signal'> {
  const { releasever, basearch, allRepos = false, ca, proxy } = options;
  const login = loginOf(options, environment);
  const certificate = certificateOf(options);
  if (ca !== undefined) requiredText(ca);
  return {
    ...(releasever === undefined ? {} : { releasever }),
    ...(basearch === undefined ? {} : { basearch }),
    disabled: allRepos ? 'include' : 'skip',
    http: {
      userAgent: `rpmcow/${VERSION}`,
      ...(ca === undefined ? {} : { authorities: ca }),
      ...(proxy === undefined ? {} : { proxy }),
    },
    ...(login === undefined ? {} : { login }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

function loginOf(
  { user, passwordFile }: AuditSourceOptions,
  environment: Readonly<Record<string, string | undefined>>,
): SourceOptions['login'] | undefined {
  const name = user ?? environment[USER];
  if (name === undefined) {
    if (passwordFile === undefined) return undefined;
    throw new ConfigurationError(`option '--password-file' needs '--user', or ${USER}`);
  }
  const password =
    passwordFile === undefined
      ? environment[PASSWORD]
      : requiredText(passwordFile).split(/\r?\n/)[0];
  if (password !== undefined) return { user: name, password };
  throw new ConfigurationError(`user ${name} needs '--password-file', or ${PASSWORD}`);
}

function certificateOf({
  clientCert,
  clientKey,
}: AuditSourceOptions): SourceOptions['certificate'] | undefined {
  if (clientCert === undefined) {
    if (clientKey === undefined) return undefined;
    throw new ConfigurationError("option '--client-key' needs '--client-cert'");
  }
  requiredText(clientCert);
  if (clientKey === undefined) return { file: clientCert };
  requiredText(clientKey);
  return { file: clientCert, keyFile: clientKey };
}
