import { and, asc, eq, lte, ne, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookings } from '#db/schema/booking.ts';
import { guestErasures } from '#db/schema/contact.ts';
import { notifications } from '#db/schema/notification.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wake, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import {
  erasureRetryMs,
  type GuestErasureView,
  mailLookMs,
  noticesPatienceMs,
  planGuestErasure,
} from '#domain/guest-data/follow.ts';
import { audit } from '#services/audit.ts';
import { cancelBooking } from '#services/booking/cancel-booking.ts';
import { removeGuest } from '#services/booking/remove-guest.ts';
import { lockContact } from '#services/contact/forget-contact.ts';
import type { Actor, ServiceContext } from '#services/context.ts';
import { forgetLastMail } from '#services/notification/forget-guest.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { erasedGuest, eraseGuest } from './erase-guest.ts';
import type { ErasureRow } from './load-request.ts';
import { aheadOfGuest, bookingsOfGuest, type Guest } from './rows-of-guest.ts';

type Key = { tenantId: string; erasureId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type GuestErasureInput = Key & { now: number };

const is = ({ tenantId, erasureId }: Key) =>
  and(eq(guestErasures.tenantId, tenantId), eq(guestErasures.id, erasureId));

/**
 * What the follower of a guest's erasure sees now, or null when there is none; with it the moment is written down at which it has
 * to look again, so that a lost one is started again.
 */
export const lookAtGuestErasure = (
  db: Database,
  { tenantId, erasureId, now }: GuestErasureInput,
): Promise<GuestErasureView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'guest-erasure', subjectId: erasureId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({ state: guestErasures.state, failure: guestErasures.failure, tryAt: guestErasures.tryAt })
      .from(guestErasures)
      .where(is({ tenantId, erasureId }));
    const plan = view === undefined ? null : planGuestErasure(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

type Open = ErasureRow & { email: string };

/** Null when it is no longer, or not yet, in that state. */
const load = async (tx: Transaction, input: Key, state: 'open' | 'telling'): Promise<Open | null> => {
  const [row] = await tx
    .select()
    .from(guestErasures)
    .where(and(is(input), eq(guestErasures.state, state)))
    .for('update');
  return row === undefined || row.email === null ? null : { ...row, email: row.email };
};

const set = async (tx: Transaction, input: Key, values: Partial<ErasureRow>): Promise<void> => {
  await tx.update(guestErasures).set(values).where(is(input));
};

/** What fails is written down with the moment of the next try, and thrown. */
const noteFailure = (db: Database, input: GuestErasureInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx
      .select({ failures: guestErasures.failures })
      .from(guestErasures)
      .where(and(is(input), ne(guestErasures.state, 'erased')));
    if (row === undefined) return;
    const { failures } = row;
    const tryAt = input.now + erasureRetryMs(failures);
    await set(tx, input, { failure: 'internal', failures: failures + 1, tryAt });
  });

const contextOf = (db: Database, { tenantId, now }: GuestErasureInput, actor: Actor): ServiceContext => ({
  db,
  tenantId,
  actor,
  now: () => now,
  newId,
});

type Leaving = { part: 'booked' | 'brought'; allows: 'cancel' | 'remove_guest' };
const cancelling: Leaving = { part: 'booked', allows: 'cancel' };
const leaving: Leaving = { part: 'brought', allows: 'remove_guest' };

const findAhead = (
  db: Database,
  guest: Guest,
  { now, except, ...how }: Leaving & { now: number; except: readonly string[] },
) =>
  withTenant(db, guest.tenantId, (tx) =>
    tx
      .select({ id: bookings.id })
      .from(bookings)
      .where(
        and(
          aheadOfGuest(guest, { ...how, now }),
          except.length === 0 ? undefined : notInArray(bookings.id, [...except]),
        ),
      )
      .orderBy(asc(bookings.startsAt), asc(bookings.id))
      .limit(25),
  );

const leaveOne = async (db: Database, input: GuestErasureInput, row: Open, one: Leaving & { id: string }) => {
  const { id: bookingId } = one;
  if (one.part === 'brought') {
    await removeGuest(contextOf(db, input, { kind: 'system' }), { bookingId, email: row.email });
    return;
  }
  const actor: Actor = row.askedBy === null ? { kind: 'guest', bookingId } : { kind: 'system' };
  // Counted with what is counted: a worker that is killed in between has done both, or neither.
  const alongside = async (tx: Transaction): Promise<void> => {
    await tx
      .update(guestErasures)
      .set({ cancelled: sql`${guestErasures.cancelled} + 1` })
      .where(is(input));
  };
  await cancelBooking(contextOf(db, input, actor), { bookingId, isErasure: true, alongside });
};

/** A round ends after this long, and the next one goes on. */
const roundMs = 3_000;

/** Ends what is ahead, each in a transaction of its own; answers whether nothing is left. The first failure is thrown at the end. */
const leaveAhead = async (db: Database, input: GuestErasureInput, row: Open, how: Leaving) => {
  const guest = { tenantId: input.tenantId, email: row.email };
  const failed = new Map<string, unknown>();
  const endsAt = performance.now() + roundMs;
  for (;;) {
    const ahead = await findAhead(db, guest, { ...how, now: input.now, except: [...failed.keys()] });
    for (const { id } of ahead)
      await leaveOne(db, input, row, { ...how, id }).catch((error: unknown) => failed.set(id, error));
    if (ahead.length > 0 && performance.now() < endsAt) continue;
    const [first] = failed.values();
    if (failed.size > 0) throw first;
    return ahead.length === 0;
  }
};

/** Whether somebody is still to be told about their bookings, so that a host learns who has cancelled. */
const isTelling = async (tx: Transaction, guest: Guest, now: number): Promise<boolean> =>
  (await tx.$count(
    notifications,
    and(
      eq(notifications.tenantId, guest.tenantId),
      eq(notifications.subjectKind, 'booking'),
      eq(notifications.state, 'due'),
      lte(notifications.dueAt, now),
      sql`${notifications.subjectId} in ${bookingsOfGuest(guest)}`,
    ),
  )) > 0;

const oweLastMail = async (tx: Transaction, { tenantId, erasureId, now }: GuestErasureInput) => {
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'guest_erasure',
      subjectId: erasureId,
      template: 'guest_erased',
      key: 'guest_erased',
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: erasureId });
};

/** All of it in one transaction: nobody meets half of a guest. What was booked under the address meanwhile is ended first. */
const eraseAll = async (tx: Transaction, input: GuestErasureInput): Promise<void> => {
  const { tenantId, now } = input;
  const row = await load(tx, input, 'open');
  if (row === null) return;
  const guest = { tenantId, email: row.email };
  await lockContact(tx, guest);
  const ahead = await tx.$count(bookings, aheadOfGuest(guest, { ...cancelling, now }));
  if (ahead > 0) return await set(tx, input, { tryAt: now, failure: null });
  const waited = now - row.createdAt;
  if (waited < noticesPatienceMs && (await isTelling(tx, guest, now)))
    return await set(tx, input, { tryAt: now + mailLookMs(waited), failure: null });
  await eraseGuest(tx, erasedGuest(row, { email: row.email, now }));
  await set(tx, input, { state: 'telling', erasedAt: now, tryAt: now, failures: 0, failure: null });
  await oweLastMail(tx, input);
  const target =
    row.contactId === null
      ? { targetKind: 'guest_erasure', targetId: row.id }
      : { targetKind: 'contact', targetId: row.contactId };
  await audit(
    tx,
    { tenantId, actor: { kind: 'system' }, now: () => now, newId },
    { action: 'contact.erase', ...target },
  );
};

/**
 * Ends what is ahead of a guest, waits until whoever hosts it has been told, and takes away what is kept of them. Repeating it, or
 * going on where another try was killed, does no harm.
 */
export const eraseGuestRows = async (db: Database, input: GuestErasureInput): Promise<void> => {
  try {
    const row = await withTenant(db, input.tenantId, (tx) => load(tx, input, 'open'));
    if (row === null) return;
    const isOver =
      (await leaveAhead(db, input, row, cancelling)) && (await leaveAhead(db, input, row, leaving));
    await withTenant(db, input.tenantId, (tx) =>
      isOver ? eraseAll(tx, input) : set(tx, input, { tryAt: input.now, failure: null }),
    );
  } catch (error) {
    await noteFailure(db, input);
    throw error;
  }
};

/** Once the last mail is sent, or cannot be, the address it went to is kept no longer. */
export const finishGuestErasure = async (db: Database, input: GuestErasureInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const { tenantId, erasureId, now } = input;
    const row = await load(tx, input, 'telling');
    if (row === null) return;
    const waiting = await tx.$count(
      notifications,
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.subjectKind, 'guest_erasure'),
        eq(notifications.subjectId, erasureId),
        eq(notifications.state, 'due'),
      ),
    );
    const erasedAt = row.erasedAt ?? now;
    if (waiting > 0) return await set(tx, input, { tryAt: now + mailLookMs(now - erasedAt) });
    await forgetLastMail(tx, { ...erasedGuest(row, { email: row.email, now }), erasedAt });
    await set(tx, input, { state: 'erased', email: null });
  });
