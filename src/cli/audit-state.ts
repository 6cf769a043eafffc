/** Where audits are kept unless somebody says otherwise; in the current directory. */
export const AUDIT_STATE = 'rpmcow-audit.sqlite';
