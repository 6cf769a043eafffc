/** What a worker of the pool loads: nothing but the task, by the name that prove-all.ts calls. */
export { proveFile } from './prove.ts';
