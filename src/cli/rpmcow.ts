/** The program rpmcow: one command with verbs. */
import { Command } from 'commander';
import { installCleanup } from '../io/cleanup.ts';
import { VERSION } from './version.ts';

installCleanup();
const program = new Command('rpmcow').version(VERSION);
await program.parseAsync();
