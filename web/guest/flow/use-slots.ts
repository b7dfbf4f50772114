import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Api, Outcome } from '#web/api/client.ts';
import type { Failure } from '#web/api/failure.ts';
import type { SlotList } from '#web/api/schemas.ts';
import { firstDay, lastDay } from '#web/time/calendar.ts';

type SlotQuery = {
  username: string;
  slug: string;
  month: string;
  timeZone: string;
  duration: number;
  /** Of the booking that is to move; null for a new one. */
  token: string | null;
};

/** Free times of one month, or of a part of it, grouped by the days of the zone. */
export const readSlots = (
  api: Api,
  query: SlotQuery,
  from = firstDay(query.month),
  to = lastDay(query.month),
): Promise<Outcome<SlotList>> => {
  const { username, slug, timeZone, duration, token } = query;
  const range = { from, to, timeZone };
  if (token !== null)
    return api.get('/api/v1/public/bookings/{token}/slots', { params: { path: { token }, query: range } });
  return api.get('/api/v1/public/links/{username}/{slug}/slots', {
    params: { path: { username, slug }, query: { ...range, durationMinutes: duration } },
  });
};

export type Slots = { slots: SlotList | null; failure: Failure | null; reload: () => void };

const staleAfterMs = 60_000;

/**
 * The shown month's times and the next month's in advance. Read again when the page comes back into view after a
 * minute, and on `reload`; the last answer stays on screen meanwhile.
 */
export const useSlots = (
  api: Api,
  query: SlotQuery,
  next: string | null,
  initial: { key: string; slots: SlotList | null },
): Slots => {
  const key = slotKey(query);
  const cache = useRef(new Map(initial.slots === null ? [] : [[initial.key, initial.slots]]));
  const readAt = useRef(Date.now());
  const [, redraw] = useState(0);
  const [failure, setFailure] = useState<{ key: string; failure: Failure } | null>(null);
  const [turn, setTurn] = useState(0);

  const read = useCallback(
    async (wanted: SlotQuery, quiet: boolean, isCurrent: () => boolean) => {
      const outcome = await readSlots(api, wanted);
      if (!isCurrent()) return;
      if (outcome.ok) {
        cache.current.set(slotKey(wanted), outcome.data);
        setFailure(null);
      } else if (!quiet) setFailure({ key: slotKey(wanted), failure: outcome.failure });
      redraw((count) => count + 1);
    },
    [api],
  );

  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      if (turn > 0 || !cache.current.has(key)) await read(query, cache.current.has(key), () => current);
      if (next === null || !current) return;
      const ahead = { ...query, month: next };
      if (!cache.current.has(slotKey(ahead))) await read(ahead, true, () => current);
    };
    void load();
    return () => {
      current = false;
    };
  }, [key, next, turn]);

  useEffect(() => {
    const onVisible = (): void => {
      if (document.visibilityState !== 'visible' || Date.now() - readAt.current < staleAfterMs) return;
      readAt.current = Date.now();
      setTurn((count) => count + 1);
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, []);

  const reload = useCallback(() => {
    const shown = cache.current.get(key);
    cache.current.clear();
    if (shown !== undefined) cache.current.set(key, shown);
    setFailure(null);
    setTurn((count) => count + 1);
  }, [key]);

  return {
    slots: cache.current.get(key) ?? null,
    failure: failure?.key === key ? failure.failure : null,
    reload,
  };
};

export const slotKey = (query: Pick<SlotQuery, 'month' | 'timeZone' | 'duration'>): string =>
  `${query.month} ${query.timeZone} ${query.duration}`;
