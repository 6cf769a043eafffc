/**
 * How many jobs of the whole fleet ask one host for packages at once.
 *
 * Policy: a slot is taken in Redis and given back; that of a worker that was killed is free again after
 * a while. Nobody waits for one here: the job goes back to the queue, and its worker on to the next.
 */
import { type FleetConnection, ignore } from './fleet-connection.ts';

const BELIEVED_MS = 15_000;
const RENEW_MS = 5000;

/** KEYS: the slots of a host. ARGV: whose, how many there are, how long one is believed. */
const TAKE = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  local mine = redis.call('ZSCORE', KEYS[1], ARGV[1])
  if not mine and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1`;

/** @param most slots that there are. @returns what gives it back; undefined where none is free. */
export async function takeSlot(
  { redis, keys }: FleetConnection,
  host: string,
  job: string,
  most: number,
): Promise<(() => Promise<void>) | undefined> {
  const key = keys.host(host);
  const take = async () => (await redis.call('EVAL', TAKE, 1, key, job, most, BELIEVED_MS)) === 1;
  if (!(await take())) return undefined;
  const timer = setInterval(() => void take().catch(ignore), RENEW_MS);
  return async () => {
    clearInterval(timer);
    await redis.call('ZREM', key, job);
  };
}
