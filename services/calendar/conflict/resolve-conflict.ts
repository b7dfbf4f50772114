import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import { calendars, conflicts } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { sessions } from '#db/schema/session.ts';
import { AppError } from '#domain/errors.ts';
import { type Resolution, resolutionsFor } from '#domain/sync/conflict.ts';
import { audit } from '#services/audit.ts';
import { actsForAll, requireAccess, requireOwn } from '#services/authorize.ts';
import { type LockedBooking, lockBooking, requireBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand, type Refusal, refuse } from '#services/idempotency.ts';
import { lockSession } from '#services/session/seats.ts';
import type { ConflictRow } from './conflicts.ts';
import { decideRemoval } from './decide-removal.ts';
import { cancelAll, followEvent, restoreEvent } from './settle-session.ts';

const unknown = (): AppError => new AppError('not_found', 'There is no such conflict.');
const settled = () =>
  refuse('attention_settled', 'It was decided, or has gone, meanwhile; read the list again.');

const readConflict = async (tx: Transaction, tenantId: string, id: string): Promise<ConflictRow> => {
  const [row] = await tx
    .select()
    .from(conflicts)
    .where(and(eq(conflicts.tenantId, tenantId), eq(conflicts.id, id)));
  if (row === undefined) throw unknown();
  return row;
};

/** The bookings with places in a session, locked before it; all of them have to be the caller's to change. */
const lockBookings = async (
  tx: Transaction,
  ctx: ServiceContext,
  sessionId: string,
): Promise<LockedBooking[]> => {
  const { tenantId } = ctx;
  const rows = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.tenantId, tenantId), eq(bookings.sessionId, sessionId), eq(bookings.seated, true)))
    .orderBy(asc(bookings.id));
  const locked: LockedBooking[] = [];
  for (const { id } of rows) locked.push(await lockBooking(tx, tenantId, id));
  for (const each of locked) requireBooking(ctx, each);
  await lockSession(tx, { tenantId, sessionId });
  return locked;
};

const lockAccount = async (tx: Transaction, ctx: ServiceContext, conflict: ConflictRow): Promise<void> => {
  const member = requireAccess(ctx, 'attention.write');
  const [row] = await tx
    .select({ ownerId: integrations.memberId })
    .from(integrations)
    .where(and(eq(integrations.tenantId, ctx.tenantId), eq(integrations.id, conflict.subjectId)));
  if (row === undefined || (row.ownerId === null && !actsForAll(member))) throw unknown();
  if (row.ownerId !== null) requireOwn(member, row.ownerId, 'conflict');
  await tx
    .select({ id: calendars.id })
    .from(calendars)
    .where(and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.id, conflict.calendarId)))
    .for('update');
};

/** Whether it still is as it was found: open, and about the session as it stands. */
const lockOpen = async (tx: Transaction, { tenantId, id }: ConflictRow): Promise<ConflictRow | null> => {
  const [row] = await tx
    .select({ conflict: conflicts })
    .from(conflicts)
    .leftJoin(sessions, and(eq(sessions.tenantId, conflicts.tenantId), eq(sessions.id, conflicts.sessionId)))
    .where(
      and(
        eq(conflicts.tenantId, tenantId),
        eq(conflicts.id, id),
        isNull(conflicts.outcome),
        sql`${sessions.revision} is not distinct from ${conflicts.sessionRevision}`,
      ),
    )
    .for('update', { of: conflicts });
  return row?.conflict ?? null;
};

type Decide = (
  tx: Transaction,
  ctx: ServiceContext,
  conflict: ConflictRow,
  of: readonly LockedBooking[],
) => Promise<{ refusal: Refusal } | null>;

const decisions: Readonly<Record<Resolution, Decide>> = {
  follow: followEvent,
  restore: restoreEvent,
  cancel: cancelAll,
  accept: (tx, ctx, conflict) => decideRemoval(tx, ctx, conflict, 'accept'),
  keep: (tx, ctx, conflict) => decideRemoval(tx, ctx, conflict, 'keep'),
};

/**
 * Decides one conflict with a calendar. `follow`: the booking moves to the time of its event, and its guest is told;
 * `slot_taken` when something else is there, and nothing has changed. `restore`: the event is written as the booking says.
 * `cancel`: its host cancels the booking. `accept`: what is missing is gone, and its time is free. `keep`: it stays, and the
 * calendar is read again. Throws `not_found`, `attention_settled` for one that is decided or gone or cannot be decided that way.
 */
export const resolveConflict = async (
  ctx: ServiceContext,
  { conflictId, resolution }: { conflictId: string; resolution: Resolution },
): Promise<void> =>
  inCommand(ctx, {
    run: async (tx) => {
      requireAccess(ctx, 'attention.write');
      const found = await readConflict(tx, ctx.tenantId, conflictId);
      if (found.sessionId === null) await lockAccount(tx, ctx, found);
      const locked = found.sessionId === null ? [] : await lockBookings(tx, ctx, found.sessionId);
      if (found.sessionId !== null && locked.length === 0) {
        // Whoever was in it has left: it is nobody's any more.
        if (!actsForAll(requireAccess(ctx, 'attention.write'))) throw unknown();
        return { ...settled(), subjectId: conflictId };
      }
      const conflict = await lockOpen(tx, found);
      if (conflict === null) return { ...settled(), subjectId: conflictId };
      const { kind, subjectKind, theirs } = conflict;
      const possible = resolutionsFor({ kind, isShared: subjectKind === 'session', theirs });
      if (!possible.includes(resolution)) return { ...settled(), subjectId: conflictId };
      const refused = await decisions[resolution](tx, ctx, conflict, locked);
      if (refused !== null) return { ...refused, subjectId: conflictId };
      await tx
        .update(conflicts)
        .set({ outcome: resolution, settledAt: ctx.now() })
        .where(and(eq(conflicts.tenantId, ctx.tenantId), eq(conflicts.id, conflictId)));
      await audit(tx, ctx, {
        action: 'conflict.resolve',
        targetKind: 'conflict',
        targetId: conflictId,
        before: { kind },
        after: { resolution },
      });
      return { subjectId: conflictId, answer: undefined };
    },
    replay: async () => undefined,
  });
