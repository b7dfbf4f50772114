import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import { connections } from '#db/schema/connection.ts';
import { deliveries } from '#db/schema/operation.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import type { Notice } from '#domain/booking/effects.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/present-booking.ts';
import { type SyncVerdict, writeSyncState } from '#services/calendar/plan-booking-events.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export type BookingMailData = LoadedBooking & {
  /** For a move: the time before it. */
  previous: { start: number; end: number } | null;
  /** For a cancellation: whether guest and hosts were ever sent the time for their calendars. */
  wasConfirmed: boolean;
};

const lastMove = async (tx: Transaction, booking: LoadedBooking['booking']): Promise<number | null> => {
  const moves = await tx.execute<{ from: string }>(sql`
    select details ->> 'from' as "from" from booking_timeline
    where tenant_id = ${booking.tenantId} and booking_id = ${booking.id} and kind = 'rescheduled'
    order by at desc, id desc limit 1`);
  const from = moves.rows[0]?.from;
  return from === undefined ? null : Date.parse(from);
};

const wasConfirmed = async (tx: Transaction, booking: LoadedBooking['booking']): Promise<boolean> =>
  (await tx.$count(
    bookingTimeline,
    and(
      eq(bookingTimeline.tenantId, booking.tenantId),
      eq(bookingTimeline.bookingId, booking.id),
      inArray(bookingTimeline.kind, ['confirmed', 'approved']),
    ),
  )) > 0;

/** What mails about a booking are made of; its history is read for those that speak of it. */
export const loadBookingMailData = async (
  db: Database,
  input: { tenantId: string; bookingId: string; template: Notice['template'] },
): Promise<BookingMailData> =>
  withTenant(db, input.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, input.tenantId, input.bookingId);
    const { booking } = loaded;
    const start = input.template === 'booking_rescheduled' ? await lastMove(tx, booking) : null;
    return {
      ...loaded,
      previous: start === null ? null : { start, end: start + booking.endsAt - booking.startsAt },
      wasConfirmed: input.template === 'booking_cancelled' && (await wasConfirmed(tx, booking)),
    };
  });

const memberContact = {
  id: members.id,
  name: members.name,
  email: members.email,
  locale: members.locale,
  timeZone: members.timeZone,
};

/** Who owns a connection, for the mail that asks to renew it. */
export const loadConnectionMailData = async (
  db: Database,
  input: { tenantId: string; connectionId: string },
) =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .select({ connection: connections, member: memberContact, tenantName: tenants.name })
      .from(connections)
      .innerJoin(
        members,
        and(eq(members.tenantId, connections.tenantId), eq(members.id, connections.memberId)),
      )
      .innerJoin(tenants, eq(tenants.id, connections.tenantId))
      .where(and(eq(connections.tenantId, input.tenantId), eq(connections.id, input.connectionId)));
    return row ?? null;
  });

export type NewDelivery = Pick<
  typeof deliveries.$inferInsert,
  'bookingId' | 'key' | 'template' | 'audience' | 'content'
>;

/** Addresses that, as the vendor has reported, mails about this booking do not reach or are not wanted at. */
const suppressedOf = async (
  tx: Transaction,
  tenantId: string,
  wanted: readonly NewDelivery[],
): Promise<Set<string>> => {
  const bookingIds = wanted.flatMap(({ bookingId }) => bookingId ?? []);
  if (bookingIds.length === 0) return new Set();
  const rows = await tx
    .select({ email: sql<string>`lower(${deliveries.content} -> 'to' ->> 'email')` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        inArray(deliveries.bookingId, bookingIds),
        inArray(deliveries.status, ['bounced', 'complained']),
      ),
    );
  return new Set(rows.map(({ email }) => email));
};

/**
 * The deliveries of those keys, in their order: stored on first sight, and whatever a repeat renders, every later try
 * sends those bytes. One has failed from the start when an earlier mail of its booking bounced at the address. All are
 * about one booking, or none.
 */
export const queueDeliveries = async (
  db: Database,
  tenantId: string,
  wanted: readonly NewDelivery[],
): Promise<DeliveryRow[]> => {
  if (wanted.length === 0) return [];
  const keys = wanted.map(({ key }) => key);
  const rows = await withTenant(db, tenantId, async (tx) => {
    const suppressed = await suppressedOf(tx, tenantId, wanted);
    const stateOf = ({ content }: NewDelivery) =>
      suppressed.has(content.to.email.toLowerCase())
        ? { status: 'failed' as const, detail: 'suppressed' }
        : { status: 'queued' as const };
    const inserted = await tx
      .insert(deliveries)
      .values(
        wanted.map((delivery) => ({
          ...delivery,
          ...stateOf(delivery),
          tenantId,
          id: newId('delivery'),
        })),
      )
      .onConflictDoNothing()
      .returning();
    if (inserted.length === keys.length) return inserted;
    return tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.key, keys)));
  });
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.map((key) => {
    const row = byKey.get(key);
    if (row === undefined) throw new Error(`delivery ${key} was not stored`);
    return row;
  });
};

/** Those of the keys whose mail is out or given up. */
export const findSettled = async (
  db: Database,
  input: { tenantId: string; keys: readonly string[] },
): Promise<Set<string>> =>
  withTenant(db, input.tenantId, async (tx) => {
    const rows = await tx
      .select({ key: deliveries.key })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.tenantId, input.tenantId),
          inArray(deliveries.key, [...input.keys]),
          ne(deliveries.status, 'queued'),
        ),
      );
    return new Set(rows.map((row) => row.key));
  });

/** What came of one try: out under the vendor's id, or refused, `final` when the vendor will never take it. */
export type Try = { row: DeliveryRow } & (
  | { externalId: string }
  | { externalId: null; reason: string; final: boolean }
);

const recordTry = async (tx: Transaction, made: Try): Promise<void> => {
  const { row } = made;
  const status = made.externalId !== null ? 'sent' : made.final ? 'failed' : 'queued';
  const result =
    made.externalId === null
      ? { detail: made.reason }
      : { externalId: made.externalId, sentAt: Date.now(), detail: null };
  await tx
    .update(deliveries)
    .set({
      ...result,
      attempts: sql`${deliveries.attempts} + 1`,
      // The vendor's report on a mail can be here before the vendor's answer.
      status: sql`case when ${deliveries.status} = 'queued' then ${status} else ${deliveries.status} end`,
    })
    .where(and(eq(deliveries.tenantId, row.tenantId), eq(deliveries.id, row.id)));
};

/** Notes what came of some tries, and with them where the booking's mail stands. */
export const recordTries = async (
  db: Database,
  tenantId: string,
  tries: readonly Try[],
  verdict: SyncVerdict | null = null,
): Promise<void> => {
  if (tries.length === 0 && verdict === null) return;
  await withTenant(db, tenantId, async (tx) => {
    for (const made of tries) await recordTry(tx, made);
    if (verdict !== null) await writeSyncState(tx, verdict);
  });
};

/** Mails of a notice that time has overtaken are not under way any more. */
export const recordOvertaken = async (
  db: Database,
  input: { tenantId: string; bookingId: string; noticeKey: string },
): Promise<void> => {
  await withTenant(db, input.tenantId, (tx) =>
    tx
      .update(deliveries)
      .set({ status: 'failed', detail: 'overtaken' })
      .where(
        and(
          eq(deliveries.tenantId, input.tenantId),
          eq(deliveries.bookingId, input.bookingId),
          eq(deliveries.status, 'queued'),
          sql`starts_with(${deliveries.key}, ${`${input.bookingId}/${input.noticeKey}/`})`,
        ),
      ),
  );
};
