import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { deliveries, notifications, type StoredEmail, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { NotificationRow } from './due-notifications.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export type NewDelivery = {
  notificationId: string;
  recipient: string;
  address: string;
  content: StoredEmail;
};

const suppressedAmong = async (
  tx: Transaction,
  tenantId: string,
  addresses: readonly string[],
): Promise<Set<string>> => {
  const rows = await tx
    .select({ address: suppressions.address })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.tenantId, tenantId),
        eq(suppressions.channel, 'email'),
        inArray(suppressions.address, [...addresses]),
      ),
    );
  return new Set(rows.map(({ address }) => address));
};

/**
 * The deliveries of a notification, in the order asked for: stored on first sight, and whatever a repeat renders, every
 * later try sends those bytes. One to a suppressed address has failed from the start.
 */
export const queueDeliveries = async (
  db: Database,
  tenantId: string,
  wanted: readonly NewDelivery[],
): Promise<DeliveryRow[]> => {
  if (wanted.length === 0) return [];
  const notificationIds = [...new Set(wanted.map(({ notificationId }) => notificationId))];
  const rows = await withTenant(db, tenantId, async (tx) => {
    const addresses = wanted.map(({ address }) => address.toLowerCase());
    const suppressed = await suppressedAmong(tx, tenantId, addresses);
    const inserted = await tx
      .insert(deliveries)
      .values(
        wanted.map((delivery) => {
          const address = delivery.address.toLowerCase();
          const isSuppressed = suppressed.has(address);
          return {
            ...delivery,
            address,
            tenantId,
            id: newId('delivery'),
            channel: 'email' as const,
            state: isSuppressed ? ('failed' as const) : ('queued' as const),
            failure: isSuppressed ? 'suppressed' : null,
          };
        }),
      )
      .onConflictDoNothing()
      .returning();
    if (inserted.length === wanted.length) return inserted;
    return tx
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.notificationId, notificationIds)));
  });
  return wanted.map(({ notificationId, recipient }) => {
    const row = rows.find((one) => one.notificationId === notificationId && one.recipient === recipient);
    if (row === undefined) throw new Error(`the delivery of ${notificationId} was not stored`);
    return row;
  });
};

/** What came of one try: out under the vendor's id, or refused, `final` when the vendor will never take it. */
export type Try = { row: DeliveryRow; vendor: string | null } & (
  | { externalId: string }
  | { externalId: null; failure: string; final: boolean }
);

const recordTry = async (tx: Transaction, made: Try, now: number): Promise<void> => {
  const { row } = made;
  const state = made.externalId !== null ? 'sent' : made.final ? 'failed' : 'queued';
  const result =
    made.externalId === null
      ? { failure: made.failure }
      : { externalId: made.externalId, sentAt: now, failure: null };
  await tx
    .update(deliveries)
    .set({
      ...result,
      vendor: made.vendor,
      attempts: sql`${deliveries.attempts} + 1`,
      // The vendor's report on a mail can be here before the vendor's answer.
      state: sql`case when ${deliveries.state} = 'queued' then ${state} else ${deliveries.state} end`,
    })
    .where(and(eq(deliveries.tenantId, row.tenantId), eq(deliveries.id, row.id)));
};

/** How far a notification is after a try. */
export type NotificationResult = { row: NotificationRow } & (
  | { outcome: 'done'; failure: string | null }
  | { outcome: 'dropped' }
  /** Somebody has to hear something else first. */
  | { outcome: 'waits'; until: number }
  | { outcome: 'failed'; failure: string; retryAfterSeconds?: number | undefined }
);

const is = (row: NotificationRow) =>
  and(eq(notifications.tenantId, row.tenantId), eq(notifications.id, row.id), eq(notifications.state, 'due'));

const endDeliveries = async (tx: Transaction, row: NotificationRow, failure: string): Promise<void> => {
  await tx
    .update(deliveries)
    .set({ state: 'failed', failure })
    .where(
      and(
        eq(deliveries.tenantId, row.tenantId),
        eq(deliveries.notificationId, row.id),
        eq(deliveries.state, 'queued'),
      ),
    );
};

const recordResult = async (tx: Transaction, result: NotificationResult, now: number): Promise<void> => {
  const { row } = result;
  const update = (values: Partial<typeof notifications.$inferInsert>) =>
    tx.update(notifications).set(values).where(is(row));
  switch (result.outcome) {
    case 'done':
      await update({ state: 'done', doneAt: now, failure: result.failure });
      return;
    case 'dropped':
      await endDeliveries(tx, row, 'overtaken');
      await update({ state: 'dropped', doneAt: now, failure: null });
      return;
    case 'waits':
      await update({ tryAt: result.until });
      return;
    case 'failed': {
      const failures = row.failures + 1;
      const failingSince = row.failingSince ?? now;
      const { failure, retryAfterSeconds } = result;
      const tryAt = nextTryAt({ now, failures, failingSince, retryAfterSeconds });
      if (tryAt !== null) {
        await update({ failures, failingSince, failure, tryAt });
        return;
      }
      await endDeliveries(tx, row, failure);
      await update({ failures, failingSince, failure, state: 'done', doneAt: now });
    }
  }
};

/** Notes what came of some tries and how far their notifications are. `now` in epoch milliseconds. */
export const recordDeliveries = async (
  db: Database,
  tenantId: string,
  found: { tries: readonly Try[]; results: readonly NotificationResult[]; now: number },
): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    for (const made of found.tries) await recordTry(tx, made, found.now);
    for (const result of found.results) await recordResult(tx, result, found.now);
  });
