/** What a worker of the audit loads: nothing but the task, by the name that judge-pool.ts calls. */
export { judgeTask } from './judge-package.ts';
