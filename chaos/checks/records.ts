import type { RecordFact, TimelineFact } from '../evidence/evidence.ts';
import { byId, type Check, groupBy } from './check.ts';

const statusAfter: Readonly<Record<string, string>> = {
  held: 'held',
  pending_approval: 'pending_approval',
  confirmed: 'confirmed',
  approved: 'confirmed',
  declined: 'declined',
  cancelled: 'cancelled',
  pending_payment: 'pending_payment',
  payment_expired: 'expired',
  expired: 'expired',
  approval_expired: 'expired',
  hold_released: 'expired',
  completed: 'completed',
  no_show: 'no_show',
};

/** What each command of a client writes: its entry in the audit log and the lines of the timeline it may lead to. */
const written: Readonly<
  Record<string, { action: string; kinds: readonly string[]; operations?: readonly string[] }>
> = {
  placeHold: { action: 'booking.hold', kinds: ['held'] },
  bookLink: { action: 'booking.book', kinds: ['confirmed', 'pending_approval', 'pending_payment'] },
  approveBooking: { action: 'booking.approve', kinds: ['approved'] },
  declineBooking: { action: 'booking.decline', kinds: ['declined'] },
  cancelAsGuest: {
    action: 'booking.cancel',
    kinds: ['cancelled'],
    operations: ['cancelAsGuest', 'cancelBooking'],
  },
  rescheduleAsGuest: {
    action: 'booking.reschedule',
    kinds: ['rescheduled', 'reschedule_unchanged', 'move_requested', 'move_withdrawn'],
  },
  retrySync: { action: 'booking.retry_sync', kinds: ['sync_retried'] },
};

const commands = new Set(
  Object.entries(written).flatMap(([operation, { operations = [] }]) => [operation, ...operations]),
);

/** Repeating it changes nothing, so it needs no key and no record. */
const released = { action: 'booking.release_hold', kind: 'hold_released' };

const releaseFaults = (
  bookingId: string,
  timeline: readonly TimelineFact[],
  audited: ReadonlySet<string>,
): string[] => {
  const lines = timeline.filter(({ kind }) => kind === released.kind).length;
  const isAudited = audited.has(`${bookingId} ${released.action}`);
  return lines === (isAudited ? 1 : 0)
    ? []
    : [`${bookingId} was released ${lines} times, ${isAudited ? 'and' : 'not'} by the audit log`];
};

/** Lines that a command has led to: what follows from a payment does without one. */
const askedLines = (timeline: readonly TimelineFact[]): readonly TimelineFact[] => {
  const unpaid = timeline.findIndex(({ kind }) => kind === 'pending_payment');
  const paid = (kind: string): boolean => kind === 'confirmed' || kind === 'pending_approval';
  return unpaid < 0 ? timeline : timeline.filter(({ kind }, index) => index <= unpaid || !paid(kind));
};

/** Every command that was carried out has its line in the timeline, and no refused one has. */
const commandFaults = (
  bookingId: string,
  records: readonly RecordFact[],
  timeline: readonly TimelineFact[],
  audited: ReadonlySet<string>,
): string[] =>
  Object.entries(written).flatMap(([operation, { action, kinds, operations = [operation] }]) => {
    const done = records.filter((record) => operations.includes(record.operation)).length;
    const lines = askedLines(timeline).filter(({ kind }) => kinds.includes(kind)).length;
    return [
      ...(done === lines
        ? []
        : [`${operation} of ${bookingId}: ${done} commands, ${lines} timeline entries`]),
      ...(done === 0 || audited.has(`${bookingId} ${action}`)
        ? []
        : [`${operation} of ${bookingId} is not in the audit log`]),
    ];
  });

/** The story of a booking explains its state; who asked for what is on record. */
export const onRecord: Check = {
  name: 'all on record',
  promise:
    'the timeline of every booking leads, without gaps, to its state and revision; every change that was asked for is in it and in the audit log',
  run: ({ bookings, timeline, records, audited }) => {
    const known = byId(bookings);
    const done = groupBy(records, ({ refusal, subjectId }) => (refusal === null ? subjectId : null));
    const timelines = groupBy(timeline, (entry) => entry.bookingId);
    const violations: string[] = [];
    for (const booking of bookings) {
      const own = timelines.get(booking.id) ?? [];
      const led = own.flatMap(({ kind }) => statusAfter[kind] ?? []).at(-1);
      if (led !== booking.status)
        violations.push(`${booking.id} is ${booking.status}; its timeline leads to ${led ?? 'nothing'}`);
      const moves = own.filter(({ kind }) => kind === 'rescheduled' || kind === 'cancelled').length;
      if (moves !== booking.revision)
        violations.push(`${booking.id} is at revision ${booking.revision} after ${moves} changes`);
      if (own.some(({ sequence }, index) => sequence !== index + 1))
        violations.push(`the timeline of ${booking.id} has a gap`);
      violations.push(...commandFaults(booking.id, done.get(booking.id) ?? [], own, audited));
      violations.push(...releaseFaults(booking.id, own, audited));
    }
    for (const { operation, subjectId } of records)
      if (known.has(subjectId ?? '') && !commands.has(operation))
        violations.push(`${operation} of ${subjectId} is a command that nobody gave`);
    return { checked: bookings.length + records.length, violations };
  },
};

const inboxPatienceMs = 60_000;

export const inboxDone: Check = {
  name: 'inbox empty',
  promise: "no vendor's webhook waits longer than a minute",
  run: ({ inbox, now }) => ({
    checked: inbox.length,
    violations: inbox
      .filter((row) => row.processedAt === null && row.receivedAt + inboxPatienceMs < now)
      .map((row) => `webhook ${row.id} was never processed`),
  }),
};

export const nothingLeaks: Check = {
  name: 'nothing leaks',
  promise: 'no personal data and no secret in workflow histories and logs',
  run: ({ leaks, searchedBytes }) => ({
    checked: searchedBytes.histories + searchedBytes.logs,
    violations: leaks.map(({ where, what, excerpt }) => `${what} in ${where}: …${excerpt}…`),
  }),
};
