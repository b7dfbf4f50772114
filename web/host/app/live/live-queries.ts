import type { QueryClient } from '@tanstack/react-query';
import { type Change, createStream, type Stream } from '#web/api/stream.ts';
import { meQuery } from '#web/host/queries/account/account.ts';

const collectForMs = 200;

/** One's own membership decides what every other answer contains. */
const isOwnMembership = (queryClient: QueryClient, { noun, id }: Change): boolean =>
  noun === 'member' && queryClient.getQueryData(meQuery.queryKey)?.member.id === id;

/** Reads again what the changes touch; `null` among them stands for everything. */
export const refresh = (queryClient: QueryClient, changes: readonly (Change | null)[], now: number): void => {
  const known = changes.filter((change) => change !== null);
  const isEverything =
    known.length < changes.length || known.some((change) => isOwnMembership(queryClient, change));
  const touches = isEverything ? null : known;
  void queryClient.invalidateQueries({
    predicate: ({ meta, state }) =>
      touches === null ||
      touches.some((change) => meta?.touchedBy?.(change, { data: state.data, now }) === true),
  });
};

/** The event stream of the browser, feeding one query client; changes of one burst are read once. */
export const streamToQueries = (queryClient: QueryClient): Stream => {
  let waiting: (Change | null)[] = [];
  const flush = (): void => {
    const changes = waiting;
    waiting = [];
    refresh(queryClient, changes, Date.now());
  };
  const stream = createStream({
    open: () => new EventSource('/api/v1/stream', { withCredentials: true }),
    onChange: (change) => {
      if (waiting.length === 0) setTimeout(flush, collectForMs);
      waiting.push(change);
    },
    // An event source says nothing of why it fails: a sign-in that has ended is found out by the next question.
    onFailure: () => {
      queryClient.fetchQuery({ ...meQuery, staleTime: 0, retry: false }).catch(() => undefined);
    },
    schedule: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  addEventListener('online', stream.wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') stream.wake();
  });
  return stream;
};
