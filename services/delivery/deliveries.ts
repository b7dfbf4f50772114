import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { connections } from '#db/schema/connection.ts';
import { deliveries, type StoredEmail } from '#db/schema/operation.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { type LoadedBooking, loadBooking } from '#services/booking/present-booking.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export type BookingMailData = LoadedBooking & {
  tenantName: string;
  previous: { start: number; end: number } | null;
};

/** What mails about a booking are made of; for a move also the time before it. */
export const loadBookingMailData = async (
  db: Database,
  input: { tenantId: string; bookingId: string },
): Promise<BookingMailData> =>
  withTenant(db, input.tenantId, async (tx) => {
    const loaded = await loadBooking(tx, input.tenantId, input.bookingId);
    const tenant = await tx
      .select({ name: tenants.name })
      .from(tenants)
      .where(eq(tenants.id, input.tenantId));
    const moves = await tx.execute<{ from: string }>(sql`
      select details ->> 'from' as "from" from booking_timeline
      where tenant_id = ${input.tenantId} and booking_id = ${input.bookingId} and kind = 'rescheduled'
      order by at desc, id desc limit 1`);
    const from = moves.rows[0]?.from;
    const start = from === undefined ? null : Date.parse(from);
    const length = loaded.booking.endsAt - loaded.booking.startsAt;
    return {
      ...loaded,
      tenantName: tenant[0]?.name ?? '',
      previous: start === null ? null : { start, end: start + length },
    };
  });

/** Who owns a connection, for the mail that asks to renew it. */
export const loadConnectionMailData = async (
  db: Database,
  input: { tenantId: string; connectionId: string },
) =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .select({ connection: connections, member: members, tenantName: tenants.name })
      .from(connections)
      .innerJoin(
        members,
        and(eq(members.tenantId, connections.tenantId), eq(members.id, connections.memberId)),
      )
      .innerJoin(tenants, eq(tenants.id, connections.tenantId))
      .where(and(eq(connections.tenantId, input.tenantId), eq(connections.id, input.connectionId)));
    return row ?? null;
  });

export type QueueInput = {
  tenantId: string;
  bookingId: string | null;
  key: string;
  template: string;
  audience: string;
  content: () => Promise<StoredEmail>;
};

/** The delivery of that key: stored on first sight, and whatever a repeat renders, every later try sends those bytes. */
export const queueDelivery = async (db: Database, input: QueueInput): Promise<DeliveryRow> => {
  const content = await input.content();
  const row = await withTenant(db, input.tenantId, async (tx) => {
    const [inserted] = await tx
      .insert(deliveries)
      .values({
        tenantId: input.tenantId,
        id: newId('delivery'),
        bookingId: input.bookingId,
        template: input.template,
        audience: input.audience,
        key: input.key,
        content,
        status: 'queued',
      })
      .onConflictDoNothing()
      .returning();
    if (inserted !== undefined) return inserted;
    const [first] = await tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.tenantId, input.tenantId), eq(deliveries.key, input.key)));
    return first;
  });
  if (row === undefined) throw new Error(`delivery ${input.key} was not stored`);
  return row;
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

export const recordSent = async (db: Database, row: DeliveryRow, externalId: string): Promise<void> => {
  await withTenant(db, row.tenantId, (tx) =>
    tx
      .update(deliveries)
      .set({
        status: 'sent',
        externalId,
        sentAt: Date.now(),
        attempts: sql`${deliveries.attempts} + 1`,
        detail: null,
      })
      .where(
        and(
          eq(deliveries.tenantId, row.tenantId),
          eq(deliveries.id, row.id),
          eq(deliveries.status, 'queued'),
        ),
      ),
  );
};

/** A failed try; `final` when the vendor will never take it (a refused address): nobody tries again. */
export const recordFailedTry = async (
  db: Database,
  row: DeliveryRow,
  reason: string,
  final: boolean,
): Promise<void> => {
  await withTenant(db, row.tenantId, (tx) =>
    tx
      .update(deliveries)
      .set({
        attempts: sql`${deliveries.attempts} + 1`,
        detail: reason,
        ...(final ? { status: 'failed' as const } : {}),
      })
      .where(and(eq(deliveries.tenantId, row.tenantId), eq(deliveries.id, row.id))),
  );
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

const rank = { queued: 0, sent: 1, delayed: 2, failed: 3, delivered: 4, bounced: 5, complained: 6 } as const;

/** What the vendor says of a mail later on; only forward, whatever the order in which it is told. */
export const applyDeliveryEvent = async (
  db: Database,
  input: { tenantId: string; externalId: string; status: Exclude<DeliveryRow['status'], 'queued'> },
): Promise<boolean> =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.tenantId, input.tenantId), eq(deliveries.externalId, input.externalId)))
      .for('update');
    if (row === undefined) return false;
    if (rank[input.status] <= rank[row.status]) return true;
    await tx
      .update(deliveries)
      .set({ status: input.status })
      .where(and(eq(deliveries.tenantId, row.tenantId), eq(deliveries.id, row.id)));
    if (row.bookingId !== null && (input.status === 'bounced' || input.status === 'complained'))
      await tx
        .update(bookings)
        .set({ emailSync: 'attention', attentionReason: `email: ${input.status}` })
        .where(and(eq(bookings.tenantId, row.tenantId), eq(bookings.id, row.bookingId)));
    return true;
  });
