/** What a worker of the pool loads: nothing but the task, by the name that check-all.ts calls. */
export { checkTask } from './check-task.ts';
