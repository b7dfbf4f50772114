import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sessionEvents } from '#db/schema/calendar.ts';
import { blocks } from '#domain/availability/rules/busy-time.ts';
import { refuseTransition } from '#domain/booking/transition.ts';
import { loadBusy } from '#services/availability/load-busy.ts';
import { cancellation } from '#services/booking/cancel-booking.ts';
import { moveWithSession } from '#services/booking/change/carry-out-move.ts';
import { carriersOf, wakeFollowers } from '#services/booking/change/owe.ts';
import { noMoveRequest } from '#services/booking/change/request-move.ts';
import { addToTimeline } from '#services/booking/change/timeline.ts';
import { writeChange } from '#services/booking/change/write-change.ts';
import { refuseTime } from '#services/booking/claim/check-time.ts';
import { leaveMove } from '#services/booking/payment/move/leave-move.ts';
import type { LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweEffects } from '#services/effect/owe-effects.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { ConflictRow } from './conflicts.ts';

type Refused = { refusal: Refusal } | null;

const iso = (instant: number): string => new Date(instant).toISOString();

/** Something else stands at that time in a host's calendars, or they are not known that far ahead. */
const refuseBusy = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts }: LockedBooking,
  span: { from: number; to: number },
): Promise<Refused> => {
  const known = await loadBusy(tx, {
    tenantId: ctx.tenantId,
    hostIds: hosts.map(({ id }) => id),
    span,
    moving: { bookingId: booking.id, sessionId: booking.sessionId },
    now: ctx.now(),
  });
  const all = [...known.values()];
  if (all.some(({ knownUntil = span.to }) => knownUntil < span.to))
    return refuseTime(
      'beyond_booking_window',
      'The calendars of the hosts have not been read that far ahead.',
    );
  const isTaken = all.some(({ busy }) =>
    busy.some((item) => item.start < span.to && item.end > span.from && blocks(item, ctx.now())),
  );
  return isTaken ? takenAlready() : null;
};

const takenAlready = () =>
  refuseTime('slot_taken', 'Something else stands at the new time of the event in the calendar of a host.');

/**
 * The booking moves to where its host has put the event, for as long as the event lasts. Hours, notice and limits of its link
 * do not bind the host; what else they or their co-hosts have at that time does.
 */
export const followEvent = async (
  tx: Transaction,
  ctx: ServiceContext,
  { theirs }: ConflictRow,
  [locked]: readonly LockedBooking[],
): Promise<Refused> => {
  if (locked === undefined || theirs === null) throw new Error('nothing to follow');
  const { booking } = locked;
  const { start, end } = theirs;
  const refusal = refuseTransition('reschedule', booking, ctx.now());
  if (refusal !== null) return { refusal };
  if (start <= ctx.now()) return refuseTime('in_the_past', 'The event stands at a time that has passed.');
  const refused = await refuseBusy(tx, ctx, locked, { from: start, to: end });
  if (refused !== null) return refused;
  const durationMinutes = (end - start) / 60_000;
  const resized = { ...locked, booking: { ...booking, durationMinutes } };
  const moved = await moveWithSession(tx, ctx, resized, { start, holdUntil: null });
  if (moved === null) return takenAlready();
  await leaveMove(tx, ctx, booking, { reason: 'moved' });
  writeChange(tx, ctx, locked, {
    set: {
      startsAt: start,
      endsAt: end,
      durationMinutes,
      revision: booking.revision + 1,
      ...noMoveRequest,
    },
    joined: moved,
    entry: { kind: 'rescheduled', details: { from: iso(booking.startsAt), to: iso(start) } },
    action: 'booking.reschedule',
  });
  return null;
};

/** The event is owed anew, whatever has been written. */
export const restoreEvent = async (
  tx: Transaction,
  ctx: ServiceContext,
  { tenantId, calendarId, sessionId }: ConflictRow,
  locked: readonly LockedBooking[],
): Promise<Refused> => {
  const [first] = locked;
  if (first === undefined || sessionId === null) throw new Error('nothing to restore');
  await tx
    .update(sessionEvents)
    .set({ writtenRevision: -1 })
    .where(
      and(
        eq(sessionEvents.tenantId, tenantId),
        eq(sessionEvents.calendarId, calendarId),
        eq(sessionEvents.sessionId, sessionId),
      ),
    );
  const carriers = carriersOf(first.booking);
  await oweEffects(
    tx,
    carriers.map(({ kind, id }) => ({
      tenantId,
      subjectKind: kind,
      subjectId: id,
      name: 'calendar' as const,
    })),
    ctx.now(),
  );
  for (const { booking } of locked) await addToTimeline(tx, ctx, booking.id, { kind: 'event_restored' });
  wakeFollowers(tx, tenantId, first.booking.id, carriers);
  return null;
};

/** Its host cancels: every booking of the session that can be. */
export const cancelAll = async (
  tx: Transaction,
  ctx: ServiceContext,
  _conflict: ConflictRow,
  locked: readonly LockedBooking[],
): Promise<Refused> => {
  const refusals = locked.map(({ booking }) => refuseTransition('cancel', booking, ctx.now()));
  const [refusal] = refusals;
  if (refusal != null && refusals.every((each) => each !== null)) return { refusal };
  for (const [index, each] of locked.entries())
    if (refusals[index] === null)
      writeChange(tx, ctx, each, await cancellation(tx, ctx, each.booking, undefined));
  return null;
};
