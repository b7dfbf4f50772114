import type { QueryClient } from '@tanstack/react-query';

export type LiveStatus = 'connecting' | 'live' | 'offline';

/** What a change of a noun makes stale. */
const keysOfNoun: Readonly<Record<string, readonly (readonly string[])[]>> = {
  booking: [['bookings'], ['links', 'list']],
  link: [['links']],
  schedule: [['schedules']],
  connection: [['connections']],
  calendar: [['connections']],
  member: [['me'], ['members']],
};

/** Query keys to refetch after a `change` event; `undefined` (a noun not known here) means everything. */
export const staleKeys = (data: string): readonly (readonly string[])[] | undefined => {
  try {
    const parsed: unknown = JSON.parse(data);
    const noun = typeof parsed === 'object' && parsed !== null && 'noun' in parsed ? parsed.noun : undefined;
    return typeof noun === 'string' ? keysOfNoun[noun] : undefined;
  } catch {
    return undefined;
  }
};

/** Milliseconds before connection try `attempt` (0 first), with up to a quarter more so that clients spread. */
export const reconnectDelay = (attempt: number, random: number): number =>
  Math.round(Math.min(1000 * 2 ** attempt, 30_000) * (1 + random / 4));

type Source = Pick<EventSource, 'addEventListener' | 'close'>;

/**
 * Keeps one event stream open and queries fresh. Whenever it opens, the first time included, everything is refetched:
 * what changed before it was listening was told to nobody. Status goes to `offline` at the first failure and back by itself.
 */
export const createLive = (options: {
  open: () => Source;
  invalidate: (key: readonly string[] | undefined) => void;
  schedule: (run: () => void, milliseconds: number) => () => void;
  random?: () => number;
}) => {
  let status: LiveStatus = 'connecting';
  let source: Source | undefined;
  let cancelTimer: (() => void) | undefined;
  let attempt = 0;
  const listeners = new Set<() => void>();
  const setStatus = (next: LiveStatus): void => {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener();
  };
  const fail = (): void => {
    source?.close();
    source = undefined;
    setStatus('offline');
    cancelTimer = options.schedule(connect, reconnectDelay(attempt, (options.random ?? Math.random)()));
    attempt += 1;
  };
  const connect = (): void => {
    cancelTimer?.();
    source?.close();
    const current = options.open();
    source = current;
    current.addEventListener('open', () => {
      if (source !== current) return;
      attempt = 0;
      options.invalidate(undefined);
      setStatus('live');
    });
    current.addEventListener('error', () => {
      if (source === current) fail();
    });
    current.addEventListener('change', (event) => {
      const keys = staleKeys(
        event instanceof MessageEvent && typeof event.data === 'string' ? event.data : '',
      );
      for (const key of keys ?? [undefined]) options.invalidate(key);
    });
  };
  const stop = (): void => {
    cancelTimer?.();
    cancelTimer = undefined;
    source?.close();
    source = undefined;
    attempt = 0;
    setStatus('connecting');
  };
  let users = 0;
  return {
    /** Opens the stream for the first user and closes it after the last; answers with the release. */
    retain: (): (() => void) => {
      users += 1;
      if (users === 1) connect();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        users -= 1;
        if (users === 0) stop();
      };
    },
    /** The network is back, or somebody looks again: tries at once instead of waiting out the delay. */
    wake: (): void => {
      if (status !== 'offline' || users === 0) return;
      attempt = 0;
      connect();
    },
    status: (): LiveStatus => status,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export type Live = ReturnType<typeof createLive>;

const collectForMs = 200;

/** The live stream of the browser, feeding one query client; changes of one burst are refetched once. */
export const browserLive = (queryClient: QueryClient): Live => {
  const waiting = new Map<string, readonly string[] | undefined>();
  const flush = (): void => {
    const keys = [...waiting.values()];
    waiting.clear();
    for (const key of keys.includes(undefined) ? [undefined] : keys) {
      void queryClient.invalidateQueries(key === undefined ? {} : { queryKey: key });
    }
  };
  const live = createLive({
    open: () => new EventSource('/api/v1/stream', { withCredentials: true }),
    invalidate: (key) => {
      if (waiting.size === 0) setTimeout(flush, collectForMs);
      waiting.set(key?.join('/') ?? '', key);
    },
    schedule: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  addEventListener('online', live.wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') live.wake();
  });
  return live;
};
