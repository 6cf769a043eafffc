/**
 * Whether a text describes file capabilities, in the notation of cap_from_text(3).
 * Source: libcap's cap_text_formats(7); names from linux/capability.h.
 */

const NAMES = new Set(
  `chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable
   net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio
   sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time
   sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog
   wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore`.split(/\s+/),
);
/** Names, then one or more groups of an operator and flags; only `=` may follow no name. */
const CLAUSE = /^([a-z0-9_,]*)((?:[=+-][eip]*)+)$/;

export function isCapabilityText(text: string): boolean {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((clause) => clause !== '')
    .every(isClause);
}

function isClause(clause: string): boolean {
  const match = CLAUSE.exec(clause);
  if (match === null) return false;
  const [, names = '', actions = ''] = match;
  if (names === '') return actions.startsWith('=');
  return names.split(',').every((name) => name === 'all' || isName(name));
}

function isName(name: string): boolean {
  if (/^[0-9]+$/.test(name)) return Number(name) < 64;
  return name.startsWith('cap_') && NAMES.has(name.slice('cap_'.length));
}
