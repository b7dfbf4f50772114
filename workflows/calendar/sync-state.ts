import { condition, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { wakeSignal } from '../follow.ts';
import { databasePolicy } from '../policies.ts';
import { type CalendarSyncCarry, type CalendarSyncInput, calendarSyncStateQuery } from './signals.ts';

const { lookAtCalendar } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });

/** A follower that has not looked for this long is called: longer than any of its waits. */
const callAfterMs = 90 * 60_000;

export type SyncState = CalendarSyncCarry & {
  integrationId: string;
  /** Its links can be booked further ahead than it has been read. */
  isShort: boolean;
  /** When it is read again in whole because too many of its events were missing. */
  repeatAt: number | null;
  /** Counts wake-ups: hints of the vendor, choices and consents of the owner. */
  heard: number;
  /** The wake-ups before the last look began: what a later one is about, that look may have missed. */
  seen: number;
  /** The wake-ups that the last successful pass has taken in; -1 before the first one. */
  served: number;
  /** The owner does not want it any more. */
  released: boolean;
  renewAt: number;
  /** Bookings may lag behind this calendar: it was connected, or connected again. */
  owesBookings: boolean;
};

export const newState = (input: CalendarSyncInput): SyncState => ({
  channelUntil: null,
  channelGranted: null,
  lastFullAt: null,
  paused: false,
  failures: 0,
  failure: null,
  consentAt: 0,
  ...input.carried,
  integrationId: '',
  isShort: false,
  repeatAt: null,
  heard: 0,
  seen: 0,
  served: -1,
  released: false,
  renewAt: 0,
  owesBookings: input.carried === undefined,
});

export const carryOf = (state: SyncState): CalendarSyncCarry => ({
  channelUntil: state.channelUntil,
  channelGranted: state.channelGranted,
  lastFullAt: state.lastFullAt,
  paused: state.paused,
  failures: state.failures,
  failure: state.failure,
  consentAt: state.consentAt,
});

export const listen = (state: SyncState): void => {
  setHandler(wakeSignal, () => {
    state.heard += 1;
  });
  setHandler(calendarSyncStateQuery, () => carryOf(state));
};

/** Reads what the owner wants now; a consent that is new begins everything anew. */
export const look = async ({ tenantId, calendarId }: CalendarSyncInput, state: SyncState): Promise<void> => {
  const now = Date.now();
  const { heard } = state;
  const view = await lookAtCalendar({ tenantId, calendarId, now, until: now + callAfterMs });
  state.seen = heard;
  state.released = view?.isWanted !== true;
  if (view === null) return;
  state.integrationId = view.integrationId;
  Object.assign(state, { isShort: view.isShort, repeatAt: view.repeatAt });
  if (view.connectedAt === state.consentAt) return;
  if (state.consentAt !== 0) state.owesBookings = true;
  Object.assign(state, { consentAt: view.connectedAt, paused: false, failures: 0, renewAt: 0 });
};

/** Nothing more is to come: unless the owner has changed their mind, nobody calls it again. */
export const lookLast = async ({ tenantId, calendarId }: CalendarSyncInput): Promise<void> => {
  await lookAtCalendar({ tenantId, calendarId, now: Date.now(), until: null });
};

/** Waits, looking whenever it is woken; true when `isOver` says so before the time is up. */
export const waitUnless = async (
  input: CalendarSyncInput,
  state: SyncState,
  wait: { ms: number; summary: string },
  isOver: () => boolean,
): Promise<boolean> => {
  const until = Date.now() + wait.ms;
  while (!isOver()) {
    const left = until - Date.now();
    const isWoken = () => state.heard > state.seen;
    const woken = left > 0 && (await condition(isWoken, left, { summary: wait.summary }));
    if (!woken) return isOver();
    await look(input, state);
  }
  return true;
};

export const show = (state: SyncState): void => {
  setCurrentDetails(
    [
      state.paused
        ? '**needs reconnection**'
        : state.failure === null
          ? '**up to date**'
          : `**failing**: ${state.failure}`,
      `- push channel until ${state.channelUntil === null ? 'none, polling only' : new Date(state.channelUntil).toISOString()}`,
      `- last full pass ${state.lastFullAt === null ? 'never' : new Date(state.lastFullAt).toISOString()}`,
    ].join('\n'),
  );
};
