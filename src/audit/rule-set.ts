/** Which rules judge, and how: a digest over all sources that judge; the bundler puts it in. */
declare const RPMCOW_RULE_SET: string | undefined;

export const RULE_SET = typeof RPMCOW_RULE_SET === 'string' ? RPMCOW_RULE_SET : 'development';
