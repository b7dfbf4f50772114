import { createHash } from 'node:crypto';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import {
  type BookingRequestKind,
  type BookingRequestOutcome,
  type BookingRequestPayload,
  bookingHosts,
  bookingRequests,
  bookings,
  bookingTimeline,
} from '#db/schema/booking.ts';
import { calendars, connections } from '#db/schema/connection.ts';
import { checkSlot } from '#domain/availability/check-slot.ts';
import { guestRefusal } from '#domain/availability/guest-refusal.ts';
import { type BookingSnapshot, planReminders } from '#domain/booking/snapshot.ts';
import type { BookingActor } from '#domain/booking/status.ts';
import type { ErrorCode } from '#domain/errors.ts';
import { loadAvailability } from '#services/availability/load-availability.ts';
import type { LinkWithHosts, MoveTarget } from '#services/link/public-link.ts';

export type BookingRow = typeof bookings.$inferSelect;
export type RequestRow = typeof bookingRequests.$inferSelect;

export type RequestResult = { outcome: BookingRequestOutcome; snapshot: BookingSnapshot | null };

/** How an activity addresses one request of a booking; `now` is the workflow's clock. */
export type RequestInput = {
  tenantId: string;
  bookingId: string;
  requestId: string;
  workflowRunId: string;
  now: number;
};

export const refused = (code: ErrorCode, detail: string): Extract<BookingRequestOutcome, { ok: false }> => ({
  ok: false,
  code,
  detail,
});

const minuteMs = 60_000;

/** Ten characters that cannot be misread, from the id: the same booking has the same code for ever. */
export const confirmationCode = (bookingId: string): string => {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const digest = createHash('sha256').update(bookingId).digest();
  const letters = Array.from({ length: 10 }, (_, index) => alphabet.charAt((digest[index] ?? 0) % 32)).join(
    '',
  );
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** Locks the request: a repeat that overtakes the first try waits for its outcome. */
export const loadRequest = async <Kind extends BookingRequestKind>(
  tx: Transaction,
  input: RequestInput,
  kind: Kind,
): Promise<RequestRow & { payload: Extract<BookingRequestPayload, { kind: Kind }> }> => {
  const [row] = await tx
    .select()
    .from(bookingRequests)
    .where(and(eq(bookingRequests.tenantId, input.tenantId), eq(bookingRequests.id, input.requestId)))
    .for('update');
  if (row === undefined || row.bookingId !== input.bookingId || row.payload.kind !== kind)
    throw new Error(`request ${input.requestId} is not a ${kind} of ${input.bookingId}`);
  return row as RequestRow & { payload: Extract<BookingRequestPayload, { kind: Kind }> };
};

/** With its outcome a request needs its hash to know a repeat, and nothing of what its guest wrote. */
export const settledWith = (outcome: BookingRequestOutcome) => ({
  outcome,
  payload: sql<BookingRequestPayload>`jsonb_build_object('kind', ${bookingRequests.payload} -> 'kind')`,
});

export const recordOutcome = async (
  tx: Transaction,
  input: Pick<RequestInput, 'tenantId' | 'requestId'>,
  outcome: BookingRequestOutcome,
): Promise<void> => {
  await tx
    .update(bookingRequests)
    .set(settledWith(outcome))
    .where(and(eq(bookingRequests.tenantId, input.tenantId), eq(bookingRequests.id, input.requestId)));
};

/** Locks the booking's row: transitions of one booking happen one after another. */
export const lockBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
): Promise<BookingRow | null> => {
  const [row] = await tx
    .select()
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)))
    .for('update');
  return row ?? null;
};

export type TimelineInput = {
  tenantId: string;
  bookingId: string;
  dedupeKey: string;
  at: number;
  kind: string;
  actor: BookingActor;
  actorId?: string | null;
  reason?: string | undefined;
  details?: Record<string, unknown>;
  workflowRunId?: string;
};

export const timelineRow = (entry: TimelineInput): typeof bookingTimeline.$inferInsert => ({
  id: newId('timelineEntry'),
  tenantId: entry.tenantId,
  bookingId: entry.bookingId,
  dedupeKey: entry.dedupeKey,
  at: entry.at,
  kind: entry.kind,
  actor: entry.actor,
  actorId: entry.actorId ?? null,
  reason: entry.reason ?? null,
  details: entry.details ?? {},
  workflowRunId: entry.workflowRunId ?? null,
});

export const appendTimeline = async (tx: Transaction, entry: TimelineInput): Promise<void> => {
  await tx.insert(bookingTimeline).values(timelineRow(entry)).onConflictDoNothing();
};

export const updateBooking = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
  values: Partial<typeof bookings.$inferInsert>,
): Promise<void> => {
  await tx
    .update(bookings)
    .set({ ...values, updatedAt: Date.now() })
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
};

/** Whether bookings of these hosts (a list or a query of ids) are written to some connected calendar, as a column. */
export const hasTargetCalendar = (hostIds: SQL): SQL<boolean> =>
  sql<boolean>`exists (
    select 1 from ${calendars} c
    join ${connections} n on n.tenant_id = c.tenant_id and n.id = c.connection_id
    where c.member_id in ${hostIds} and c.is_target
      and n.status in ('connected', 'needs_reconnection'))`;

export const snapshotOf = (
  booking: Pick<
    BookingRow,
    'status' | 'startsAt' | 'endsAt' | 'revision' | 'holdUntil' | 'approveBy' | 'terms'
  >,
  hostIds: readonly string[],
  hasCalendar: boolean,
  now: number,
): BookingSnapshot => ({
  status: booking.status,
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  revision: booking.revision,
  holdUntil: booking.holdUntil,
  approveBy: booking.approveBy,
  hostIds,
  hasCalendar,
  reminders: planReminders(booking.startsAt, booking.terms.reminderMinutes, now),
});

export const hostIdsOf = async (tx: Transaction, tenantId: string, bookingId: string): Promise<string[]> => {
  const rows = await tx
    .select({ memberId: bookingHosts.memberId })
    .from(bookingHosts)
    .where(and(eq(bookingHosts.tenantId, tenantId), eq(bookingHosts.bookingId, bookingId)))
    .orderBy(sql`${bookingHosts.isOrganizer} desc`, bookingHosts.memberId);
  return rows.map((row) => row.memberId);
};

const hostIdsOfRow = sql`(
  select h.member_id from ${bookingHosts} h
  where h.tenant_id = "bookings"."tenant_id" and h.booking_id = "bookings"."id"
  order by h.is_organizer desc, h.member_id)`;

/** The booking as its workflow sees it now, or null when it was never made. */
export const loadSnapshot = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
  now: number,
): Promise<BookingSnapshot | null> => {
  const [row] = await tx
    .select({
      booking: bookings,
      hostIds: sql<string[]>`array${hostIdsOfRow}`,
      hasCalendar: hasTargetCalendar(hostIdsOfRow),
    })
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.id, bookingId)));
  return row === undefined ? null : snapshotOf(row.booking, row.hostIds, row.hasCalendar, now);
};

export type SlotWish = {
  start: number;
  durationMinutes: number;
  now: number;
  ignoreBookingId?: string;
  asHost?: boolean;
};

export type WishAnswer =
  | { ok: true; hostIds: readonly string[] }
  | Extract<BookingRequestOutcome, { ok: false }>;

/**
 * Asks the same engine as the slot list; answers who is free for the whole time. A host is not bound by notice, booking
 * window and limits.
 */
export const checkWish = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  wish: SlotWish,
): Promise<WishAnswer> => {
  const query = await loadAvailability(tx, target, {
    now: wish.now,
    from: wish.start,
    to: wish.start + wish.durationMinutes * minuteMs,
    guestZone: 'UTC',
    durationMinutes: wish.durationMinutes,
    ...(wish.ignoreBookingId === undefined ? {} : { ignoreBookingId: wish.ignoreBookingId }),
  });
  const link =
    wish.asHost === true
      ? {
          ...query.link,
          noticeMinutes: 0,
          window: { kind: 'unlimited' as const },
          limits: [],
          stepMinutes: 5,
          gridUnitMinutes: 5,
        }
      : query.link;
  const check = checkSlot({ ...query, link, start: wish.start });
  return check.offered
    ? { ok: true, hostIds: check.slot.hostIds }
    : { ok: false, ...guestRefusal(check.reasons) };
};
