import { Client, escapeIdentifier } from 'pg';

export type Listener = { unlisten: () => Promise<void> };

const retryMs = 1_000;

/**
 * Follows a channel of LISTEN/NOTIFY on a connection of its own; after the database was away it connects and listens
 * again and says so by `onListening`. Resolves after the first try, whatever came of it.
 */
export const listenTo = async (
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  onListening: () => void,
): Promise<Listener> => {
  let stopped = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  const retry = (): void => {
    client = null;
    if (!stopped) timer = setTimeout(() => void connect(), retryMs);
  };
  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: url,
      application_name: 'everslot-listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => onNotify(payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`listen ${escapeIdentifier(channel)}`);
      fresh.once('end', retry);
      onListening();
    } catch {
      await fresh.end().catch(() => undefined);
      retry();
    }
  };
  await connect();
  return {
    unlisten: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
};
