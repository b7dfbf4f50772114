import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '#web/api/failure.ts';
import { monthOf } from '#web/time/calendar.ts';
import { concernsTime, isOutOfReach } from '../booking/problem-text.ts';
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
 * While somebody else holds the chosen time: asks for it once it is free, which may be long before their hold ends,
 * and in any case when that has ended. Looks only while the page is in view.
 */
const useHeldByOthers = (
  slot: string | null,
  notice: Failure | null,
  isOffered: Input['isOffered'],
  place: (start: string, unasked: true) => Promise<void>,
): void => {
  useEffect(() => {
    if (slot === null || notice?.code !== 'slot_held') return undefined;
    const endsAt = Date.now() + 1000 * (notice.retryAfterSeconds ?? 0);
    let waits = true;
    const look = async (): Promise<void> => {
      const isWorthIt = !document.hidden && (Date.now() > endsAt || (await isOffered(slot)));
      if (isWorthIt && waits) await place(slot, true);
    };
    const timer = setInterval(() => void look(), lookAgainMs);
    return () => {
      waits = false;
      clearInterval(timer);
    };
  }, [slot, notice]);
};

/** The chosen time follows the address: a hold is placed for it, and given back when the address drops it. */
export const useChosenTime = (input: Input): ChosenTime => {
  const { url, go, enhanced, holds, holding, reloadSlots } = input;
  const { slot } = url;
  const [notice, show] = useState(input.failure);
  const shownMonth = monthOf(url.date ?? `${input.month}-01`);
  const setNotice = (failure: Failure | null): void => {
    show(failure);
    if (failure !== null && isOutOfReach(failure.code)) go({ slot: null, month: shownMonth }, 'replace');
  };
  const placed = useRef<string | null>(null);

  const place = useCallback(
    async (start: string, unasked = false): Promise<void> => {
      placed.current = start;
      if (!holds && !unasked) return;
      const failure = holds ? await holding.place(start) : null;
      if (placed.current !== start) return;
      setNotice(failure);
      if (failure === null) return;
      if (concernsTime(failure.code)) reloadSlots();
      // Where nobody has pressed anything, the focus stays in the field that is being filled in.
      if (!unasked) focusSoon('#notice');
    },
    [holds, holding.place, reloadSlots],
  );

  useHeldByOthers(slot, notice, input.isOffered, place);

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
    focusSoon(slot === null ? `#notice, [data-start="${before}"], #times-title` : '#form-title');
  }, [slot]);

  const pick = (start: string): void => {
    setNotice(null);
    void place(start);
    go({ slot: start, zones: false }, slot === null ? 'push' : 'replace');
    focusSoon('#form-title');
  };

  const leave = (): void => {
    setNotice(null);
    go({ slot: null, month: shownMonth });
    focusSoon(slot === null ? '#times-title' : `[data-start="${slot}"], #times-title`);
  };

  return { notice, setNotice, pick, leave };
};
