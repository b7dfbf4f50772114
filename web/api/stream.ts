import type { components } from '#contracts/generated/api.d.ts';

/** One message of the event stream: what changed, and which time it concerns where it concerns one. */
export type Change = components['schemas']['Change'];

export type StreamStatus = 'connecting' | 'live' | 'offline';

const nouns: Readonly<Record<Change['noun'], true>> = {
  booking: true,
  session: true,
  link: true,
  schedule: true,
  integration: true,
  calendar: true,
  attention: true,
  reconciliation: true,
  suppression: true,
  api_key: true,
  domain: true,
  contact: true,
  member: true,
  tenant: true,
  subscription: true,
};

/** A `change` event's data; `null`, which stands for everything, when it cannot be read or names a noun not known here. */
export const readChange = (data: unknown): Change | null => {
  try {
    const change: Partial<Change> | null = typeof data === 'string' ? JSON.parse(data) : null;
    if (change?.noun === undefined || !Object.hasOwn(nouns, change.noun) || typeof change.id !== 'string')
      return null;
    const { noun, id, startsAt = null, endsAt = null } = change;
    return { noun, id, startsAt, endsAt };
  } catch {
    return null;
  }
};

/** Milliseconds before connection try `attempt` (0 first), with up to a quarter more so that clients spread. */
export const reconnectDelay = (attempt: number, random: number): number =>
  Math.round(Math.min(1000 * 2 ** attempt, 30_000) * (1 + random / 4));

type Source = Pick<EventSource, 'addEventListener' | 'close'>;

/**
 * Keeps one event stream open and tells what changed. Whenever it opens, the first time included, everything counts as
 * changed (`null`): what happened before it was listening was told to nobody. Status goes to `offline` at the first
 * failure and back by itself.
 */
export const createStream = (options: {
  open: () => Source;
  onChange: (change: Change | null) => void;
  /** The connection broke, or was refused: an event source does not tell which. */
  onFailure: () => void;
  schedule: (run: () => void, milliseconds: number) => () => void;
  random?: () => number;
}) => {
  let status: StreamStatus = 'connecting';
  let source: Source | undefined;
  let cancelTimer: (() => void) | undefined;
  let attempt = 0;
  const listeners = new Set<() => void>();
  const setStatus = (next: StreamStatus): void => {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener();
  };
  const fail = (): void => {
    source?.close();
    source = undefined;
    setStatus('offline');
    options.onFailure();
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
      options.onChange(null);
      setStatus('live');
    });
    current.addEventListener('error', () => {
      if (source === current) fail();
    });
    current.addEventListener('change', (event) => {
      options.onChange(readChange(event instanceof MessageEvent ? event.data : undefined));
    });
    current.addEventListener('resync', () => options.onChange(null));
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
    status: (): StreamStatus => status,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export type Stream = ReturnType<typeof createStream>;
