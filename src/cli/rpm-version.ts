/** Versions of rpm as --rpm-version and the configuration take them. */

export const RPM_VERSION_FORM = 'a version of rpm from 4.11 to 6, such as 4.14 or 4.19.1';

export function isRpmVersion(text: string): boolean {
  const match = /^(\d{1,2})\.(\d{1,3})(\.\d{1,3}){0,2}$/.exec(text);
  if (match === null) return false;
  const [, major, minor] = match.map(Number);
  return major === 6 || (major === 4 && minor! >= 11);
}
