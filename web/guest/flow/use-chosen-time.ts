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
  reloadSlots: () => void;
  failure: Failure | null;
};

export type ChosenTime = {
  notice: Failure | null;
  setNotice: (failure: Failure | null) => void;
  pick: (start: string) => void;
  leave: () => void;
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
      // Held by somebody else, or in another tab: its end is known, and then it is asked for again.
      if (failure.code === 'slot_held')
        setTimeout(
          () => {
            if (placed.current === start) void place(start);
          },
          1000 * (failure.retryAfterSeconds ?? 60),
        );
    },
    [holds, holding.place, reloadSlots],
  );

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
