import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { newKey } from '#web/api/attempt.ts';
import type { Api } from '#web/api/client.ts';
import type { Failure } from '#web/api/failure.ts';
import type { Hold } from '#web/api/schemas.ts';
import { crossedMinute, remainingSeconds } from '#web/time/countdown.ts';
import { recall, remember } from './tab-memory.ts';

export type HoldState =
  | { kind: 'none' }
  | { kind: 'placing'; slot: string }
  | { kind: 'held'; slot: string; hold: Hold /** Server's clock minus ours, ms. */; skewMs: number }
  /** The server holds no more times for this guest now; the time is claimed when the form is sent. */
  | { kind: 'unheld'; slot: string }
  | { kind: 'expired'; slot: string };

export type Holding = {
  state: HoldState;
  /** The state once a hold that is being placed has been answered. */
  settled: () => Promise<HoldState>;
  /** Places a hold, giving back the one before. Resolves to the refusal, if any. */
  place: (slot: string) => Promise<Failure | null>;
  release: () => void;
  /** The hold has become a booking: nothing to give back any more. */
  keep: () => void;
  expire: () => void;
};

type Target = { username: string; slug: string; duration: number; timeZone: string };

const give = (api: Api, hold: Hold): void => {
  void api.post('/api/v1/public/holds/{token}/release', {
    params: { path: { token: hold.holdToken } },
    body: {},
    keepalive: true,
  });
};

/** The last hold of this tab, which outlives a reload: it is named when the next one is placed. */
const lastHold = 'hold';

const replaced = (): { replaces?: { bookingId: string; holdToken: string } } => {
  const [bookingId, holdToken] = recall(lastHold).split(' ');
  return bookingId && holdToken ? { replaces: { bookingId, holdToken } } : {};
};

/** Holds one time for the guest while the form is filled in, and releases it when the guest leaves the form or the page. */
export const useHold = (api: Api, target: Target): Holding => {
  const [state, show] = useState<HoldState>({ kind: 'none' });
  const latest = useRef<HoldState>(state);
  const placing = useRef<Promise<unknown>>(Promise.resolve());
  const setState = useCallback((next: HoldState): void => {
    latest.current = next;
    show(next);
  }, []);
  const held = useRef<Hold | null>(null);
  const turn = useRef(0);

  const release = useCallback(() => {
    turn.current += 1;
    if (held.current !== null) give(api, held.current);
    held.current = null;
    setState({ kind: 'none' });
  }, [api]);

  const keep = useCallback(() => {
    held.current = null;
    remember(lastHold, '');
  }, []);

  const expire = useCallback(() => {
    // Our clock may be ahead of the server's: a hold that still lives there would refuse its own guest.
    if (held.current !== null) give(api, held.current);
    held.current = null;
    const before = latest.current;
    if ('slot' in before) setState({ kind: 'expired', slot: before.slot });
  }, [api]);

  const placeNow = async (slot: string): Promise<Failure | null> => {
    const previous = held.current;
    held.current = null;
    turn.current += 1;
    const mine = turn.current;
    setState({ kind: 'placing', slot });
    const outcome = await api.post('/api/v1/public/links/{username}/{slug}/holds', {
      params: {
        path: { username: target.username, slug: target.slug },
        header: { 'Idempotency-Key': newKey() },
      },
      body: { start: slot, durationMinutes: target.duration, timeZone: target.timeZone, ...replaced() },
    });
    if (!outcome.ok && previous !== null) give(api, previous);
    if (mine !== turn.current) {
      if (outcome.ok) give(api, outcome.data);
      return null;
    }
    if (outcome.ok) {
      held.current = outcome.data;
      remember(lastHold, `${outcome.data.bookingId} ${outcome.data.holdToken}`);
      setState({
        kind: 'held',
        slot,
        hold: outcome.data,
        skewMs: (Date.parse(outcome.headers.get('date') ?? '') || Date.now()) - Date.now(),
      });
      return null;
    }
    const unheld = outcome.failure.code === 'rate_limited';
    setState(unheld ? { kind: 'unheld', slot } : { kind: 'none' });
    return unheld ? null : outcome.failure;
  };

  const place = (slot: string): Promise<Failure | null> => {
    const answer = placeNow(slot);
    placing.current = answer;
    return answer;
  };

  const settled = useCallback(async (): Promise<HoldState> => {
    await placing.current;
    return latest.current;
  }, []);

  useEffect(() => {
    addEventListener('pagehide', release);
    return () => removeEventListener('pagehide', release);
  }, [release]);

  return { state, settled, place, release, keep, expire };
};

/** Seconds left of a hold, and the minute mark (5, 2, 1) that was just passed, which screen readers announce. */
export const useCountdown = (
  state: HoldState,
  onEnd: () => void,
): { seconds: number | null; minute: 5 | 2 | 1 | null } => {
  const until = state.kind === 'held' ? state.hold.holdUntil : null;
  const skewMs = state.kind === 'held' ? state.skewMs : 0;
  const [seconds, setSeconds] = useState<number | null>(null);
  const [minute, setMinute] = useState<5 | 2 | 1 | null>(null);
  useEffect(() => {
    setMinute(null);
    if (until === null) {
      setSeconds(null);
      return undefined;
    }
    let before = remainingSeconds(until, Date.now() + skewMs);
    setSeconds(before);
    const timer = setInterval(() => {
      const now = remainingSeconds(until, Date.now() + skewMs);
      const crossed = crossedMinute(before, now);
      if (crossed !== null) setMinute(crossed);
      before = now;
      setSeconds(now);
      if (now === 0) {
        clearInterval(timer);
        onEnd();
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [until, skewMs, onEnd]);
  return { seconds, minute };
};
