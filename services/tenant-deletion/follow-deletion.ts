import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { subscriptions } from '#db/schema/installation.ts';
import { integrations } from '#db/schema/integration.ts';
import { notifications } from '#db/schema/notification.ts';
import { accountDeletions } from '#db/schema/person.ts';
import { members, tenantDeletions } from '#db/schema/tenant.ts';
import { closeTenant, removeTenantRows, withinTenant, withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import { installationId } from '#domain/audit/types.ts';
import { statusesThat } from '#domain/booking/status.ts';
import type { Wakeup } from '#domain/follower.ts';
import {
  planTenantDeletion,
  settlingLookMs,
  settlingPatienceMs,
  type TenantDeletionView,
} from '#domain/tenant-deletion/follow.ts';
import { audit } from '#services/audit.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { disconnectMember, disconnectTenant } from '#services/integration/disconnect-integration.ts';
import { hasMoneyOnItsWay } from '#services/payment/unsettled.ts';
import { followSeats } from '#services/plan/follow-seats.ts';

type Key = { tenantId: string; deletionId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type TenantDeletionInput = Key & { now: number };

type DeletionRow = typeof tenantDeletions.$inferSelect;

const is = ({ tenantId, deletionId }: Key) =>
  and(eq(tenantDeletions.tenantId, tenantId), eq(tenantDeletions.id, deletionId));

const contextOf = (db: Database, { tenantId, now }: TenantDeletionInput): ServiceContext => ({
  db,
  tenantId,
  actor: { kind: 'system' },
  now: () => now,
  newId,
});

/**
 * What the follower of a deletion sees now, or null once it was called off or is done; with it the moment is written down at which
 * it has to look again.
 */
export const lookAtTenantDeletion = (
  db: Database,
  input: TenantDeletionInput,
): Promise<TenantDeletionView | null> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, deletionId, now } = input;
    const wakeup: Wakeup = { tenantId, kind: 'tenant-deletion', subjectId: deletionId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({ state: tenantDeletions.state, tryAt: tenantDeletions.tryAt })
      .from(tenantDeletions)
      .where(is(input));
    const plan = view === undefined ? null : planTenantDeletion(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

const load = async (tx: Transaction, input: TenantDeletionInput): Promise<DeletionRow | null> => {
  const [row] = await tx.select().from(tenantDeletions).where(is(input)).for('update');
  return row === undefined || row.tryAt > input.now ? null : row;
};

/** The next bookings ahead that can be cancelled, but for these. A hold ends by itself. */
const findAhead = async (tx: Transaction, { tenantId, now }: TenantDeletionInput, except: string[]) => {
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        inArray(
          bookings.status,
          statusesThat(({ allows }) => allows.includes('cancel')),
        ),
        gt(bookings.startsAt, now),
        except.length === 0 ? undefined : notInArray(bookings.id, except),
      ),
    )
    .orderBy(asc(bookings.startsAt), asc(bookings.id))
    .limit(25);
  return rows.map(({ id }) => id);
};

/** A round ends after this long, and the next one goes on. */
const roundMs = 3_000;

/** Cancels bookings ahead, each in a transaction of its own, as many as a round allows; answers whether none is left. */
const cancelAhead = async (db: Database, input: TenantDeletionInput): Promise<boolean> => {
  const failed: string[] = [];
  const errors: unknown[] = [];
  const endsAt = performance.now() + roundMs;
  for (;;) {
    const ids = await withTenant(db, input.tenantId, (tx) => findAhead(tx, input, failed));
    for (const bookingId of ids) {
      // Counted with what is counted: a worker that is killed in between has done both, or neither.
      const alongside = async (tx: Transaction): Promise<void> => {
        await tx
          .update(tenantDeletions)
          .set({ cancelled: sql`${tenantDeletions.cancelled} + 1` })
          .where(is(input));
      };
      await cancelBooking(contextOf(db, input), { bookingId, alongside }).catch((error: unknown) => {
        errors.push(error);
        failed.push(bookingId);
      });
    }
    if (errors.length > 0 && ids.every((id) => failed.includes(id))) throw errors[0];
    if (ids.length === 0) return true;
    if (performance.now() >= endsAt) return false;
  }
};

const disconnectAll = async (tx: Transaction, ctx: ServiceContext): Promise<void> => {
  const rows = await tx.select({ id: members.id }).from(members).where(eq(members.tenantId, ctx.tenantId));
  for (const { id } of rows) await disconnectMember(tx, ctx, id);
  await disconnectTenant(tx, ctx);
};

/** Whether guests are still to be told of something, calendars to be cleared, or a plan to be ended that is paid for. */
const hasWorkLeft = async (tx: Transaction, { tenantId, now }: TenantDeletionInput): Promise<boolean> => {
  const untold = and(
    eq(notifications.tenantId, tenantId),
    eq(notifications.state, 'due'),
    lte(notifications.dueAt, now),
  );
  const connected = and(eq(integrations.tenantId, tenantId), ne(integrations.status, 'disconnected'));
  const paid = and(
    eq(subscriptions.tenantId, tenantId),
    isNotNull(subscriptions.subscriptionId),
    ne(subscriptions.state, 'ended'),
  );
  const [toTell, toEnd, toStop] = await Promise.all([
    tx.$count(notifications, untold),
    tx.$count(integrations, connected),
    tx.$count(subscriptions, paid),
  ]);
  return toTell + toEnd + toStop > 0;
};

/**
 * When the account is deleted that somebody has asked to have deleted here, the last of several; null when there is none. What was
 * asked stands in this tenant, and its own time to be called off is not shortened.
 */
const lastAccountDue = async (tx: Transaction, { tenantId }: TenantDeletionInput): Promise<number | null> => {
  const [row] = await tx
    .select({ dueAt: accountDeletions.dueAt })
    .from(accountDeletions)
    .where(and(eq(accountDeletions.tenantId, tenantId), isNull(accountDeletions.settledAt)))
    .orderBy(desc(accountDeletions.dueAt))
    .limit(1);
  return row?.dueAt ?? null;
};

/** Takes leave of vendors while the organisation's accounts still open; false where it is worth another try. */
export type LeaveVendors = (tenantId: string) => Promise<boolean>;

/** Whether accounts are still connected although no money of guests is on its way any more, or not waited for. */
const isToDisconnect = (db: Database, input: TenantDeletionInput): Promise<boolean> =>
  withTenant(db, input.tenantId, async (tx) => {
    const row = await load(tx, input);
    if (row === null || row.isDisconnected) return false;
    return input.now >= row.dueAt + settlingPatienceMs || !(await hasMoneyOnItsWay(tx, input.tenantId));
  });

/**
 * From its day on a deletion cannot be called off: bookings ahead are cancelled with notice, then, once money is back with guests or a day has passed, accounts are disconnected. Once
 * guests have been told and calendars cleared, or a day has passed, and no account is still to be deleted that somebody asked for here, rows go. Repeating it goes on where it ended.
 */
export const settleTenantDeletion = async (
  db: Database,
  input: TenantDeletionInput,
  leaveVendors: LeaveVendors,
): Promise<void> => {
  const isBegun = await withTenant(db, input.tenantId, async (tx) => {
    const row = await load(tx, input);
    if (row === null || row.state === 'removing') return false;
    if (row.state === 'waiting') await tx.update(tenantDeletions).set({ state: 'settling' }).where(is(input));
    // Its plan is not charged any more.
    await followSeats(tx, input.tenantId);
    return true;
  });
  if (!isBegun) return;
  const isOver = await cancelAhead(db, input);
  if (!isOver) return;
  const hasLeft = (await isToDisconnect(db, input)) && (await leaveVendors(input.tenantId));
  await withTenant(db, input.tenantId, async (tx) => {
    const row = await load(tx, input);
    if (row === null) return;
    const accountDue = await lastAccountDue(tx, input);
    if (row.isDisconnected && accountDue !== null) {
      const tryAt = Math.max(accountDue, input.now + settlingLookMs);
      await tx.update(tenantDeletions).set({ tryAt }).where(is(input));
      return;
    }
    const isLate = input.now >= row.dueAt + settlingPatienceMs;
    // Calendars are cleared of what was cancelled before they are taken leave of.
    if (!isLate && row.isDisconnected && !(await hasWorkLeft(tx, input))) {
      await tx.update(tenantDeletions).set({ state: 'removing' }).where(is(input));
      return;
    }
    if (!row.isDisconnected && (hasLeft || isLate)) {
      await disconnectAll(tx, contextOf(db, input));
      await tx
        .update(tenantDeletions)
        .set({ isDisconnected: true, tryAt: input.now + settlingLookMs })
        .where(is(input));
      return;
    }
    await tx
      .update(tenantDeletions)
      .set(isLate ? { state: 'removing' } : { tryAt: input.now + settlingLookMs })
      .where(is(input));
  });
};

const atOnce = 2_000;

/**
 * Removes the rows of a tenant whose deletion has come so far, in batches, each in a transaction of its own, then the tenant; what
 * stays is an entry in the installation's record, in ids and figures. Repeating it goes on where it ended.
 */
export const removeTenant = async (db: Database, input: TenantDeletionInput): Promise<void> => {
  const endsAt = performance.now() + roundMs;
  for (;;) {
    const removed = await withTenant(db, input.tenantId, async (tx) => {
      const [row] = await tx.select().from(tenantDeletions).where(is(input)).for('update');
      if (row?.state !== 'removing') return null;
      const count = await removeTenantRows(tx, input.tenantId, atOnce);
      const [after] = await tx
        .update(tenantDeletions)
        .set({ removed: sql`${tenantDeletions.removed} + ${count}` })
        .where(is(input))
        .returning();
      if (count === 0 && after !== undefined) await finish(tx, contextOf(db, input), after);
      return count;
    });
    if (removed === null || removed === 0 || performance.now() >= endsAt) return;
  }
};

const finish = async (tx: Transaction, ctx: ServiceContext, row: DeletionRow): Promise<void> => {
  const { tenantId } = ctx;
  await closeTenant(tx, tenantId);
  const installation = { ...ctx, tenantId: installationId };
  await withinTenant(tx, { tenantId: installationId, from: tenantId }, () =>
    audit(tx, installation, {
      action: 'tenant.delete',
      targetKind: 'tenant',
      targetId: tenantId,
      before: { askedBy: row.askedBy, askedAt: new Date(row.askedAt).toISOString() },
      after: { cancelledBookings: row.cancelled, removedRows: row.removed },
      reason: row.reason,
    }),
  );
};
