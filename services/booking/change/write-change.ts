import { and, eq } from 'drizzle-orm';
import { sendAhead, type Transaction } from '#db/client.ts';
import { bookings, bookingTimeline } from '#db/schema/booking.ts';
import type { AuditAction } from '#domain/audit/actions.ts';
import { waitsForPayment } from '#domain/booking/move-request.ts';
import { type BookingMoment, owedBy, type Reassigned } from '#domain/booking/owed.ts';
import { meetingEffectOf } from '#domain/conference/source.ts';
import type { ConferenceSource } from '#domain/conference/types.ts';
import { auditRow, insertAudit } from '#services/audit.ts';
import type { BookingRow } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { carriersOf, owing, wakeFollowers } from './owe.ts';
import { type TimelineEntry, timelineRow } from './timeline.ts';
import {
  contactOf,
  furtherGuestParts,
  type GuestFacts,
  guestParts,
  partyRows,
  readdressedGuestParts,
  removedGuestParts,
} from './write-guest.ts';

export type BookingChange = {
  /** New values of the row; none: only a line in the timeline. */
  set: Partial<typeof bookings.$inferSelect>;
  /** Who the guest is, once that is known or corrected. */
  details?: GuestFacts;
  /** Addresses of people who come to its party. */
  adds?: readonly string[];
  /** Positions of people who leave its party. */
  removes?: readonly number[];
  /** Somebody of its party who has another address. */
  readdresses?: { position: number; email: string };
  /** The session it has joined, where a move changes that: where it meets, and whether some host's calendar is written to. */
  joined?: { meetingUrl: string | null; conference: ConferenceSource | null; hasCalendar: boolean };
  /** Somebody else hosts it from now on. */
  reassigned?: Reassigned;
  entry: TimelineEntry;
  /** Of the audit log. */
  action: AuditAction;
  /** What the audit log says of it besides. */
  after?: Record<string, unknown>;
  /** Nobody has to be told: whoever it concerns did it. */
  isQuiet?: boolean;
};

const momentOf = (
  {
    status,
    startsAt,
    revision,
    moveTo,
    moveQuote,
  }: Omit<BookingMoment, 'furtherGuests'> & Pick<BookingRow, 'moveQuote'>,
  furtherGuests: number,
): BookingMoment => ({
  status,
  startsAt,
  revision,
  // Nobody is asked to approve what is not paid for yet.
  moveTo: waitsForPayment({ moveTo, moveQuote }) ? null : moveTo,
  furtherGuests,
});

/**
 * Writes a change of a booking in one statement: its row, the timeline, the audit entry and everything that it causes
 * (notifications, effects), and does not wait for it. Then its follower is woken. The caller holds the booking's lock.
 */
export const writeChange = (
  tx: Transaction,
  ctx: ServiceContext,
  locked: { booking: BookingRow; hasCalendar: boolean },
  change: BookingChange,
): void => {
  const { booking } = locked;
  const { tenantId } = ctx;
  const now = ctx.now();
  const { details, adds = [], removes = [] } = change;
  const after = { ...booking, ...change.set };
  const present = booking.party.length;
  const brought = present + (details?.furtherGuests?.length ?? 0) + adds.length;
  const hasCalendar = change.joined?.hasCalendar === true || locked.hasCalendar;
  const caused = owedBy(momentOf(booking, present), momentOf(after, brought), {
    now,
    reminderMinutes: booking.terms.reminderMinutes,
    hasCalendar,
    meetingFrom: meetingEffectOf(change.joined ?? booking, { hasCalendar }),
    removed: removes,
    ...(change.reassigned === undefined ? {} : { reassigned: change.reassigned }),
  });
  const owed = change.isQuiet === true ? { ...caused, notifications: [] } : caused;
  const carriers = carriersOf(booking, after);
  const entry = tx
    .insert(bookingTimeline)
    .values(timelineRow(ctx, booking.id, change.entry))
    .returning({ id: bookingTimeline.id });
  const audited = auditRow(ctx, {
    action: change.action,
    targetKind: 'booking',
    targetId: booking.id,
    ...(change.after === undefined ? {} : { after: change.after }),
  });
  const statement = tx
    .with(
      tx.$with('entry').as(entry),
      tx.$with('audited').as(insertAudit(tx, audited)),
      ...(details === undefined
        ? []
        : guestParts(tx, partyRows({ tenantId, bookingId: booking.id, now }, details))),
      ...furtherGuestParts(tx, { tenantId, bookingId: booking.id, present }, adds),
      ...readdressedGuestParts(tx, { tenantId, bookingId: booking.id }, change.readdresses),
      ...removedGuestParts(tx, { tenantId, bookingId: booking.id, now }, removes),
      ...owing(tx, {
        tenantId,
        bookingId: booking.id,
        carriers,
        owed,
        now,
        revises: adds.length + removes.length > 0 ? [after.sessionId] : [],
      }),
    )
    .update(bookings)
    .set({ ...change.set, ...(details === undefined ? {} : { contactId: contactOf }), updatedAt: now })
    .where(and(eq(bookings.tenantId, ctx.tenantId), eq(bookings.id, booking.id)));
  sendAhead(tx, statement);
  wakeFollowers(tx, tenantId, booking.id, owed.effects.length > 0 ? carriers : []);
};
