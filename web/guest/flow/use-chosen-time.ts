import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api/failure.ts';
import { monthOf } from '#web/time/calendar.ts';
import { concernsTime } from '../booking/problem-text.ts';
import { focusSoon } from './focus.ts';
import type { UrlState } from './url-state.ts';
import type { Go } from './use-address.ts';
import type { Holding } from './use-hold.ts';

type Input = {
  url: UrlState;
  go: Go;
  month: string;
  enhanced: boolean;
  /** Whether a chosen time is held; a booking that is moved claims its new time when it is sent. */
  holds: boolean;
  holding: Holding;
  isOffered: (start: string) => Promise<boolean>;
  reloadSlots: () => void;
  failure: Failure | null;
};

export type ChosenTime = {
  notice: Failure | null;
  setNotice: (failure: Failure | null) => void;
  pick: (start: string) => void;
  leave: () => void;
};

/** How often a time that somebody else holds is looked at again. */
const lookAgainMs = 30_000;

/**
 * While somebody else holds the chosen time: has it asked for once it is free, which may be long before their hold ends,
 * and in any case when that has ended. Looks only while the page is in view, and at once when it comes back into view.
 */
const useHeldByOthers = (
  slot: string | null,
  notice: Failure | null,
  { isOffered, ask }: { isOffered: Input['isOffered']; ask: (start: string) => void },
): void => {
  const use = useRef({ isOffered, ask });
  use.current = { isOffered, ask };
  useEffect(() => {
    if (slot === null || notice?.code !== 'slot_held') return undefined;
    const waitMs = 1000 * (notice.retryAfterSeconds ?? 60);
    const endsAt = Date.now() + waitMs;
    let current = true;
    let looking = false;
    const look = async (): Promise<void> => {
      if (looking || document.visibilityState !== 'visible') return;
      looking = true;
      const worthAsking = Date.now() >= endsAt || (await use.current.isOffered(slot));
      looking = false;
      if (current && worthAsking) use.current.ask(slot);
    };
    const onTime = (): void => void look();
    const often = setInterval(onTime, lookAgainMs);
    const atItsEnd = setTimeout(onTime, waitMs);
    document.addEventListener('visibilitychange', onTime);
    return () => {
      current = false;
      clearInterval(often);
      clearTimeout(atItsEnd);
      document.removeEventListener('visibilitychange', onTime);
    };
  }, [slot, notice]);
};

/** The chosen time follows the address: a hold is placed for it, and given back when the address drops it. */
export const useChosenTime = (input: Input): ChosenTime => {
  const { url, go, enhanced, holds, holding, reloadSlots } = input;
  const { slot } = url;
  const [notice, setNotice] = useState(input.failure);
  const placed = useRef<string | null>(null);

  const place = useCallback(
    async (start: string): Promise<void> => {
      placed.current = start;
      if (!holds) return;
      const failure = await holding.place(start);
      if (placed.current !== start) return;
      setNotice(failure);
      if (failure === null) return;
      if (concernsTime(failure.code)) reloadSlots();
      focusSoon('#notice');
    },
    [holds, holding.place, reloadSlots],
  );

  // Nobody has pressed anything: the focus stays in the field that is being filled in.
  const ask = async (start: string): Promise<void> => {
    const failure = holds ? await holding.place(start) : null;
    if (placed.current !== start || (failure !== null && !concernsTime(failure.code))) return;
    setNotice(failure);
    if (failure !== null && failure.code !== 'slot_held') reloadSlots();
  };
  useHeldByOthers(slot, notice, { isOffered: input.isOffered, ask: (start) => void ask(start) });

  useEffect(() => {
    if (slot === null) {
      if (placed.current !== null) holding.release();
      placed.current = null;
      return;
    }
    if (enhanced && placed.current !== slot) void place(slot);
  }, [slot, enhanced]);

  useEffect(() => {
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted && slot !== null) void place(slot);
    };
    addEventListener('pageshow', onShow);
    return () => removeEventListener('pageshow', onShow);
  }, [slot, place]);

  // Back and forward change the step as well, and the element that had the focus is no longer there.
  const shown = useRef(slot);
  useEffect(() => {
    const before = shown.current;
    shown.current = slot;
    if (before === slot || document.activeElement !== document.body) return;
    focusSoon(slot === null ? `[data-start="${before}"], #times-title` : '#form-title');
  }, [slot]);

  const pick = (start: string): void => {
    setNotice(null);
    void place(start);
    go({ slot: start, zones: false }, slot === null ? 'push' : 'replace');
    focusSoon('#form-title');
  };

  const leave = (): void => {
    setNotice(null);
    go({ slot: null, month: monthOf(url.date ?? `${input.month}-01`) });
    focusSoon(slot === null ? '#times-title' : `[data-start="${slot}"], #times-title`);
  };

  return { notice, setNotice, pick, leave };
};
