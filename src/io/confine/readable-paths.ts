/**
 * What a confined process may still open for reading.
 *
 * Policy: what threads and libraries load later: this program with its modules, shared libraries and
 * what the dynamic linker needs, the process itself, the limits of its control group. No data of
 * anybody.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const OF_THE_SYSTEM = [
  ...['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/local/lib64'],
  ...['/etc/ld.so.cache', '/etc/ld.so.preload', '/etc/localtime', '/usr/share/zoneinfo'],
  ...[
    '/dev/null',
    '/dev/urandom',
    '/proc/self',
    '/proc/cpuinfo',
    '/proc/meminfo',
    '/sys/fs/cgroup',
  ],
];

/** Files, and directories with all beneath them; some may not exist. */
export function readablePaths(): readonly string[] {
  return [...OF_THE_SYSTEM, programRoot(fileURLToPath(import.meta.url))];
}

/** All modules around this one: an installed program's are in the outermost node_modules. */
function programRoot(module: string): string {
  const [outermost] = module.split('/node_modules/', 1);
  if (outermost !== module) return `${outermost}/node_modules`;
  return dirname(module).replace(/\/(src\/io\/confine|dist)$/, '');
}
