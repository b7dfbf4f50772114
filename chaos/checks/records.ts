import { type Check, groupBy } from './check.ts';

const statusAfter: Readonly<Record<string, string>> = {
  held: 'held',
  pending_approval: 'pending_approval',
  confirmed: 'confirmed',
  approved: 'confirmed',
  declined: 'declined',
  cancelled: 'cancelled',
  expired: 'expired',
  approval_expired: 'expired',
  hold_released: 'expired',
  completed: 'completed',
  no_show: 'no_show',
};

/** The story of a booking explains its state; who asked for what is on record. */
export const onRecord: Check = {
  name: 'all on record',
  promise:
    'the timeline of every booking leads to its state and revision; every change that was asked for is in the audit log',
  run: ({ bookings, timeline, requests, audited }) => {
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
    }
    for (const request of requests) {
      if (!audited.has(`${request.bookingId} booking.${request.kind}`))
        violations.push(`${request.kind} of ${request.bookingId} is not in the audit log`);
      const entries = (timelines.get(request.bookingId) ?? []).filter(
        ({ dedupeKey }) => dedupeKey === request.id,
      );
      const expected = request.outcome?.ok === true ? 1 : 0;
      if (entries.length !== expected)
        violations.push(
          `${request.kind} ${request.id} of ${request.bookingId} has ${entries.length} timeline entries`,
        );
    }
    return { checked: bookings.length + requests.length, violations };
  },
};

const inboxPatienceMs = 60_000;

export const inboxDone: Check = {
  name: 'inbox empty',
  promise: "no vendor's notification waits longer than a minute",
  run: ({ inbox, now }) => ({
    checked: inbox.length,
    violations: inbox
      .filter((row) => row.processedAt === null && row.receivedAt + inboxPatienceMs < now)
      .map((row) => `notification ${row.id} was never processed`),
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
