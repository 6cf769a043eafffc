/** File descriptions that the cases are made of: short names below one directory. */
import type { FileDescription } from '../../writer/description.ts';

export const ROOT: FileDescription = { type: 'directory', path: '/opt/corpus' };

/** What a file may have besides its content. */
type Odd = Partial<Omit<FileDescription, 'type' | 'path'>>;

export function regular(name: string, content: string, odd: Odd = {}): FileDescription {
  return { ...odd, type: 'regular', path: `/opt/corpus/${name}`, content };
}

export function symlink(name: string, target: string, odd: Odd = {}): FileDescription {
  return { ...odd, type: 'symlink', path: `/opt/corpus/${name}`, target };
}

/** Two names of one file, by their inode number. */
export function linked(names: readonly [string, string], content: string): FileDescription[] {
  return names.map((name) => regular(name, content, { inode: 7 }));
}
