import type { SearchAttributePair } from '@temporalio/common';
import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { effectsOf, type Notice } from '#domain/booking/effects.ts';
import type { BookingSnapshot } from '#domain/booking/snapshot.ts';
import type { BookingLifecycleInput, CommandResult } from './messages.ts';

const keys = {
  tenantId: defineSearchAttributeKey('TenantId', 'KEYWORD'),
  hostId: defineSearchAttributeKey('HostId', 'KEYWORD'),
  status: defineSearchAttributeKey('BookingStatus', 'KEYWORD'),
  startsAt: defineSearchAttributeKey('StartsAt', 'DATETIME'),
};

/** Everything the parts of one booking's workflow share. Only `settle` changes the snapshot. */
export type LifecycleState = {
  readonly input: BookingLifecycleInput;
  snapshot: BookingSnapshot | null;
  claim: CommandResult | null;
  /** Counts up with every change calendars must learn of; `done` follows. */
  calendar: { wanted: number; done: number; trouble: string | null };
  mail: { queue: Notice[]; trouble: string | null };
  /** Counts up with every `retrySync`. */
  retries: number;
  /** No more changes will come: the loops end when they are done. */
  closing: boolean;
  turn: Promise<void>;
};

export const newState = (input: BookingLifecycleInput): LifecycleState => ({
  input,
  snapshot: null,
  claim: null,
  calendar: { wanted: 0, done: 0, trouble: null },
  mail: { queue: [], trouble: null },
  retries: 0,
  closing: false,
  turn: Promise.resolve(),
});

/** One change at a time: handlers interleave at every await otherwise. */
export const inTurn = async <Result>(state: LifecycleState, work: () => Promise<Result>): Promise<Result> => {
  const before = state.turn;
  let done: () => void = () => undefined;
  state.turn = new Promise((resolve) => {
    done = resolve;
  });
  await before;
  try {
    return await work();
  } finally {
    done();
  }
};

const describe = (state: LifecycleState, snapshot: BookingSnapshot): string =>
  [
    `**${snapshot.status.replaceAll('_', ' ')}**, ${new Date(snapshot.startsAt).toISOString()} – ${new Date(snapshot.endsAt).toISOString()}, revision ${snapshot.revision}`,
    snapshot.holdUntil === null ? '' : `- hold ends ${new Date(snapshot.holdUntil).toISOString()}`,
    snapshot.approveBy === null ? '' : `- approval due by ${new Date(snapshot.approveBy).toISOString()}`,
    state.calendar.trouble === null ? '' : `- calendar needs attention: ${state.calendar.trouble}`,
    state.mail.trouble === null ? '' : `- mail needs attention: ${state.mail.trouble}`,
  ]
    .filter((line) => line !== '')
    .join('\n');

export const showDetails = (state: LifecycleState): void => {
  if (state.snapshot !== null) setCurrentDetails(describe(state, state.snapshot));
};

const sameForSearch = (a: BookingSnapshot | null, b: BookingSnapshot): boolean =>
  a !== null && a.status === b.status && a.startsAt === b.startsAt;

/** Takes over what Postgres now says and queues what follows from the change. */
export const settle = (state: LifecycleState, next: BookingSnapshot | null): void => {
  if (next === null) return;
  const before = state.snapshot;
  state.snapshot = next;
  const effects = effectsOf(before, next);
  if (effects.calendar && next.hasCalendar) state.calendar.wanted += 1;
  state.mail.queue.push(...effects.notices);
  if (!sameForSearch(before, next)) {
    const pairs: SearchAttributePair[] = [
      { key: keys.tenantId, value: state.input.tenantId },
      { key: keys.status, value: next.status },
      { key: keys.startsAt, value: new Date(next.startsAt) },
    ];
    const organizer = next.hostIds[0];
    if (organizer !== undefined) pairs.push({ key: keys.hostId, value: organizer });
    upsertSearchAttributes(pairs);
  }
  showDetails(state);
};
