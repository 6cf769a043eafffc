/**
 * The way to the Redis that a fleet shares.
 *
 * Policy: the first connection must succeed; once it has, a server that is away is waited for, as
 * long as it takes. BullMQ is loaded here, by nobody who has no fleet. What went wrong is told by
 * its message alone: errors of the client carry what was sent, and so the password.
 */
import type { Queue, RedisClient } from 'bullmq';
import { MachineError } from '../../io/machine-error.ts';
import { type FleetKeys, fleetKeys } from './fleet-keys.ts';
import { printableAddress, type QueueAddress } from './queue-address.ts';

/** Before the first connection is given up, and the longest pause later, in milliseconds. */
const FIRST_TRIES = 5;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 2000;

/** What is kept of the events of a queue: nobody here listens. */
const EVENTS = 100;

export interface QueueSettings {
  readonly address: QueueAddress;
  readonly password: string | undefined;
  /** PEM of the authorities to trust instead of Node's. */
  readonly authorities: string | undefined;
  /** What all keys begin with. */
  readonly prefix: string;
}

export interface FleetConnection {
  /** Printable. */
  readonly name: string;
  readonly keys: FleetKeys;
  readonly bullmq: typeof import('bullmq');
  /** What queues and workers of BullMQ want. */
  readonly options: { readonly connection: object; readonly prefix: string };
  readonly redis: Redis;
  /** A queue, by its name; closed with the connection. */
  queue(name: string): Queue;
  close(): Promise<void>;
}

/** Commands to Redis. */
export interface Redis {
  call(command: string, ...args: readonly Argument[]): Promise<unknown>;
  /** Strings of the answer as bytes. */
  callBuffer(command: string, ...args: readonly Argument[]): Promise<unknown>;
  /** One more connection: for commands that wait. */
  duplicate(): Redis;
  disconnect(): void;
}

type Argument = string | number | Uint8Array;

/** @throws MachineError QUEUE where Redis cannot be reached, or does not let us in. */
export async function connectFleet(settings: QueueSettings): Promise<FleetConnection> {
  const bullmq = await import('bullmq');
  const name = printableAddress(settings.address);
  const keys = fleetKeys(settings.prefix);
  let isKnown = false;
  const connection = {
    ...clientOptions(settings),
    retryStrategy: (times: number) =>
      isKnown || times <= FIRST_TRIES ? Math.min(times * FIRST_PAUSE, LONGEST_PAUSE) : null,
  };
  const options = { connection, prefix: settings.prefix };
  const queues = new Map<string, Queue>();
  const queue = (of: string) => {
    const known = queues.get(of);
    if (known !== undefined) return known;
    const opened = new bullmq.Queue(of, { ...options, streams: { events: { maxLen: EVENTS } } });
    opened.on('error', ignore);
    queues.set(of, opened);
    return opened;
  };
  const close = async () => {
    for (const each of queues.values()) await each.close();
  };
  const first = new bullmq.Queue('fleet', options);
  queues.set('fleet', first);
  let refusal = 'no answer';
  first.on('error', ({ message }) => {
    if (message !== '') refusal = message;
  });
  try {
    const redis = commandsOf(await first.client);
    await redis.call('PING');
    isKnown = true;
    return { name, keys, bullmq, options, redis, queue, close };
  } catch {
    await close().catch(ignore);
    throw queueError(name, refusal);
  }
}

export function queueError(name: string, reason: string): MachineError {
  const advice = 'check its address, its password, and that it is running';
  return new MachineError({ doing: 'use', subject: name, code: 'QUEUE', reason, advice });
}

/** What Redis itself refuses (no memory, no permission) as trouble with the queue; else the same. */
export function asQueueError(name: string, error: unknown): unknown {
  return error instanceof Error && error.name === 'ReplyError'
    ? queueError(name, error.message)
    : error;
}

/** Connections come back by themselves, and who waits for an answer waits on. */
export function ignore(): void {}

function clientOptions({ address, password, authorities }: QueueSettings) {
  const { host, port, database, user, secure } = address;
  const tls = {
    ...(authorities === undefined ? {} : { ca: authorities }),
    // Names are for certificates; addresses are none.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
  };
  return {
    host,
    port,
    db: database,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...(secure ? { tls } : {}),
    maxRetriesPerRequest: null,
  };
}

/** The client of BullMQ is that of ioredis with more; its types do not say so. */
function commandsOf(client: RedisClient): Redis {
  const { call, callBuffer, duplicate, disconnect } = client as unknown as Redis;
  return {
    call: (...all) => call.apply(client, all),
    callBuffer: (...all) => callBuffer.apply(client, all),
    duplicate: () => {
      const copy = duplicate.apply(client) as unknown as RedisClient;
      copy.on('error', ignore);
      return commandsOf(copy);
    },
    disconnect: () => disconnect.apply(client),
  };
}
