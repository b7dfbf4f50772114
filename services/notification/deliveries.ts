import { and, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { deliveries, notifications, type StoredEmail, suppressions } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { nextTryAt } from '#domain/effect/patience.ts';
import type { Failure } from '#domain/failure.ts';
import { capHorizonMs, isCapped, type MailCaps } from '#domain/notification/mail-cap.ts';
import type { NotificationRow } from './due-notifications.ts';
import { failureOfDeliveries } from './told-failure.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export type NewDelivery = {
  notificationId: string;
  recipient: string;
  address: string;
  content: StoredEmail;
  /** Nobody has shown that the address is the recipient's: it gets so many mails and no more. */
  caps?: MailCaps | undefined;
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
 * Whether an address has had as many mails lately as it may get. Whoever asks holds its lock until they have written down
 * theirs, so that mails about several bookings count each other.
 */
const hasHadEnough = async (
  tx: Transaction,
  tenantId: string,
  { address, caps }: { address: string; caps: MailCaps },
  now: number,
): Promise<boolean> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mails/${tenantId}/${address}`}, 0))`);
  const mailed = await tx
    .select({ at: deliveries.createdAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.address, address),
        gt(deliveries.createdAt, now - capHorizonMs),
        ne(deliveries.state, 'failed'),
      ),
    );
  return isCapped(
    mailed.map(({ at }) => at),
    now,
    caps,
  );
};

const cappedAmong = async (
  tx: Transaction,
  tenantId: string,
  wanted: readonly NewDelivery[],
  now: number,
): Promise<Set<string>> => {
  const capsOf = new Map<string, MailCaps>();
  for (const { address, caps } of wanted) if (caps !== undefined) capsOf.set(address.toLowerCase(), caps);
  const capped = new Set<string>();
  for (const [address, caps] of [...capsOf].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    if (await hasHadEnough(tx, tenantId, { address, caps }, now)) capped.add(address);
  return capped;
};

const ofNotifications = (tenantId: string, notificationIds: readonly string[]) =>
  and(eq(deliveries.tenantId, tenantId), inArray(deliveries.notificationId, [...notificationIds]));

/** How many deliveries of a notification to a recipient another one has taken the place of. */
const replacedBefore = (tenantId: string, { notificationId, recipient }: NewDelivery) =>
  sql`(select count(*)::int from ${deliveries} d where d.tenant_id = ${tenantId} and d.notification_id = ${notificationId}
    and d.channel = 'email' and d.recipient = ${recipient} and d.settled = 'replaced')`;

/** Nothing goes out to an address that was suppressed after the delivery was stored. */
const holdBack = (
  tx: Transaction,
  tenantId: string,
  notificationIds: readonly string[],
  { suppressed, now }: { suppressed: ReadonlySet<string>; now: number },
) =>
  tx
    .update(deliveries)
    .set({ state: 'failed', failure: 'suppressed', failedAt: now })
    .where(
      and(
        ofNotifications(tenantId, notificationIds),
        eq(deliveries.state, 'queued'),
        inArray(deliveries.address, [...suppressed]),
      ),
    );

/**
 * The deliveries of a notification, in the order asked for: stored on first sight, and whatever a repeat renders, every
 * later try sends those bytes. One to an address that is suppressed, or has had its fill of mails, has failed. `now` in
 * epoch milliseconds.
 */
export const queueDeliveries = async (
  db: Database,
  tenantId: string,
  wanted: readonly NewDelivery[],
  now: number,
): Promise<DeliveryRow[]> => {
  if (wanted.length === 0) return [];
  const notificationIds = [...new Set(wanted.map(({ notificationId }) => notificationId))];
  const rows = await withTenant(db, tenantId, async (tx) => {
    const addresses = wanted.map(({ address }) => address.toLowerCase());
    const suppressed = await suppressedAmong(tx, tenantId, addresses);
    const capped = await cappedAmong(tx, tenantId, wanted, now);
    const refusedBecause = (address: string): Failure | null =>
      suppressed.has(address) ? 'suppressed' : capped.has(address) ? 'capped' : null;
    const inserted = await tx
      .insert(deliveries)
      .values(
        wanted.map(({ caps: _caps, ...delivery }) => {
          const address = delivery.address.toLowerCase();
          const failure = refusedBecause(address);
          return {
            ...delivery,
            address,
            tenantId,
            id: newId('delivery'),
            sequence: replacedBefore(tenantId, delivery),
            channel: 'email' as const,
            createdAt: now,
            ...(failure === null
              ? { state: 'queued' as const }
              : { state: 'failed' as const, failure, failedAt: now }),
          };
        }),
      )
      .onConflictDoNothing()
      .returning();
    if (inserted.length === wanted.length) return inserted;
    if (suppressed.size > 0) await holdBack(tx, tenantId, notificationIds, { suppressed, now });
    return tx
      .select()
      .from(deliveries)
      .where(
        and(
          ofNotifications(tenantId, notificationIds),
          sql`${deliveries.settled} is distinct from 'replaced'`,
        ),
      );
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
  | { externalId: null; failure: Failure; final: boolean }
);

const recordTry = async (tx: Transaction, made: Try, now: number): Promise<void> => {
  const { row } = made;
  const state = made.externalId !== null ? 'sent' : made.final ? 'failed' : 'queued';
  // The vendor's report on a mail can be here before the vendor's answer: it stands.
  const unlessReported = (value: string | null, column: AnyPgColumn, type: string) =>
    sql`case when ${deliveries.state} = 'queued' then ${value}::${sql.raw(type)} else ${column} end`;
  const failedAt = state === 'failed' ? new Date(now).toISOString() : null;
  await tx
    .update(deliveries)
    .set({
      ...(made.externalId === null ? {} : { externalId: made.externalId, sentAt: now }),
      vendor: made.vendor,
      attempts: sql`${deliveries.attempts} + 1`,
      failure: unlessReported(made.externalId === null ? made.failure : null, deliveries.failure, 'text'),
      failedAt: unlessReported(failedAt, deliveries.failedAt, 'timestamptz'),
      state: unlessReported(state, deliveries.state, 'text'),
    })
    .where(and(eq(deliveries.tenantId, row.tenantId), eq(deliveries.id, row.id)));
};

/** How far a notification is after a try. */
export type NotificationResult = {
  row: NotificationRow;
} /** Everybody was told, or cannot be: what failed stands in its deliveries. */ & (
  | { outcome: 'done' }
  | { outcome: 'dropped' }
  /** Somebody has to hear something else first. */
  | { outcome: 'waits'; until: number }
  | { outcome: 'failed'; failure: Failure; retryAfterSeconds?: number | undefined }
);

/** As the round saw it: one that was asked for again meanwhile is another matter. */
const is = (row: NotificationRow) =>
  and(
    eq(notifications.tenantId, row.tenantId),
    eq(notifications.id, row.id),
    eq(notifications.state, 'due'),
    eq(notifications.retries, row.retries),
  );

/** Nothing more comes of the deliveries that are still queued. Answers how many those were. */
export const endDeliveries = async (
  tx: Transaction,
  row: Pick<NotificationRow, 'tenantId' | 'id'>,
  end: Pick<typeof deliveries.$inferInsert, 'failure' | 'settled'> & { now: number },
): Promise<number> => {
  const { now, failure, settled = null } = end;
  const ended = await tx
    .update(deliveries)
    .set({ state: 'failed', failure, failedAt: now, settled })
    .where(
      and(
        eq(deliveries.tenantId, row.tenantId),
        eq(deliveries.notificationId, row.id),
        eq(deliveries.state, 'queued'),
        sql`${deliveries.settled} is distinct from 'replaced'`,
      ),
    )
    .returning({ id: deliveries.id });
  return ended.length;
};

const recordFailure = async (
  tx: Transaction,
  { row, failure, retryAfterSeconds }: Extract<NotificationResult, { outcome: 'failed' }>,
  now: number,
): Promise<void> => {
  const failures = row.failures + 1;
  const failingSince = row.failingSince ?? now;
  const tryAt = nextTryAt({ now, failures, failingSince, retryAfterSeconds });
  if (tryAt !== null) {
    await tx.update(notifications).set({ failures, failingSince, failure, tryAt }).where(is(row));
    return;
  }
  const ended = await endDeliveries(tx, row, { failure, now });
  await tx
    .update(notifications)
    .set(
      ended > 0
        ? { failures, ...failureOfDeliveries, state: 'done', doneAt: now }
        : { failures, failingSince, failure, state: 'given_up', doneAt: now },
    )
    .where(is(row));
};

const recordResult = async (tx: Transaction, result: NotificationResult, now: number): Promise<void> => {
  const { row } = result;
  switch (result.outcome) {
    case 'done':
      await tx
        .update(notifications)
        .set({ state: 'done', doneAt: now, ...failureOfDeliveries })
        .where(is(row));
      return;
    case 'dropped':
      await endDeliveries(tx, row, { failure: 'overtaken', settled: 'overtaken', now });
      await tx
        .update(notifications)
        .set({ state: 'dropped', doneAt: now, ...failureOfDeliveries })
        .where(is(row));
      return;
    case 'waits':
      await tx.update(notifications).set({ tryAt: result.until }).where(is(row));
      return;
    case 'failed':
      await recordFailure(tx, result, now);
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
