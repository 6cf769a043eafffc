/** What a worker of the pool loads: nothing but the task, by the name that pool.ts calls. */
export { transcodePackage } from './task.ts';
