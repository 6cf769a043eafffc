/** The version of this program; the bundler puts it in. */
declare const RPMCOW_VERSION: string | undefined;

export const VERSION = typeof RPMCOW_VERSION === 'string' ? RPMCOW_VERSION : 'development';
