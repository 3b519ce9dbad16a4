import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../ports/runtime.ts';

export interface ListenOptions {
  connectionString: string;
  channel: string;
  onNotification: (payload: string) => void;
  log: Log;
}

const retryMs = 2_000;

async function connect(options: ListenOptions, onLost: () => void): Promise<pg.Client> {
  const { connectionString, channel, onNotification } = options;
  const client = new pg.Client({ connectionString, keepAlive: true });
  client.on('notification', ({ payload }) => onNotification(payload ?? ''));
  client.on('error', onLost);
  client.on('end', onLost);
  await client.connect();
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return client;
}

/**
 * Holds one connection that listens, and makes a new one whenever it is lost. What was notified in
 * between is missed: listeners treat a notification as a hint.
 */
export async function listenOnPostgres(options: ListenOptions): Promise<() => Promise<void>> {
  const ended = new AbortController();
  let client: pg.Client | undefined;

  const reconnect = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      try {
        client = await connect(options, lost);
        return;
      } catch (error) {
        options.log.warn({ code: (error as Error).name }, 'cannot listen to the database');
        await sleep(retryMs, undefined, { signal: ended.signal }).catch(() => undefined);
      }
    }
  };
  const lost = (): void => {
    if (ended.signal.aborted || !client) return;
    client = undefined;
    void reconnect();
  };

  client = await connect(options, lost);
  return async () => {
    ended.abort();
    await client?.end();
  };
}
