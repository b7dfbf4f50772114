import type { Transaction } from '#db/client.ts';
import type { Assignment } from '#domain/assignment/model.ts';
import { dropMoveRequest, noMoveRequest } from '#services/booking/change/request-move.ts';
import type { BookingChange } from '#services/booking/change/write-change.ts';
import { chargeAssignment, refundAssignment } from '#services/booking/claim/assign-booking.ts';
import { leaveMove } from '#services/booking/payment/move/leave-move.ts';
import type { BookingRow, LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import { chooseConference } from '#services/integration/meeting-makers.ts';
import { changeHost, type HostChange, setConference } from '#services/session/change-host.ts';

export type GivenHost = HostChange & {
  /** How the new host was chosen, where the link takes turns. */
  assignment?: Assignment | undefined;
};

type Meeting = NonNullable<BookingChange['joined']>;

/** A meeting in a host's calendar is made anew in that of whoever hosts now; any other stays, so that nobody waits elsewhere. */
const meetingAfter = async (
  tx: Transaction,
  booking: BookingRow,
  hostIds: readonly string[],
): Promise<Meeting> => {
  const { tenantId, sessionId, locationKind, locationValue, conference, meetingUrl } = booking;
  const chosen = await chooseConference(tx, { tenantId, locationKind, locationValue }, hostIds);
  if (conference !== 'calendar' && conference !== 'none')
    return { conference, meetingUrl, hasCalendar: chosen.hasCalendar };
  await setConference(tx, { tenantId, sessionId }, chosen);
  return chosen;
};

/** Puts another host into a session that a locked booking is in; null, with nothing changed, when they are not free. */
export const giveSession = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts }: LockedBooking,
  { from, to }: HostChange,
  holdUntil: number | null,
): Promise<Meeting | null> => {
  const { tenantId, sessionId, terms } = booking;
  const time = {
    tenantId,
    sessionId,
    start: booking.startsAt,
    end: booking.endsAt,
    bufferBeforeMinutes: terms.bufferBeforeMinutes,
    bufferAfterMinutes: terms.bufferAfterMinutes,
    holdUntil,
    now: ctx.now(),
  };
  if (!(await changeHost(tx, time, { from, to }))) return null;
  const others = hosts.map(({ id }) => id).filter((id) => id !== from);
  return meetingAfter(tx, booking, to === null ? others : [to, ...others]);
};

/** What another host changes of a booking, once its session has them: the guest is told, calendars follow. */
export const hostChangeOf = (
  { actor, now }: Pick<ServiceContext, 'actor' | 'now'>,
  { from, to }: HostChange,
  joined: Meeting,
): BookingChange => ({
  set: {},
  joined,
  reassigned: {
    key: `${to ?? from}/${now()}`,
    tells: 'memberId' in actor && actor.memberId === from ? null : from,
  },
  entry: { kind: 'reassigned', details: { from, to } },
  action: 'booking.reassign',
});

/**
 * Gives a booking that is alone in its session another host: their time is claimed before the former one's is given back. A
 * move that its guest has asked of the former one is dropped. Answers what becomes of it; null, with nothing changed,
 * when the new host is not free. The caller holds its lock.
 */
export const giveHost = async (
  tx: Transaction,
  ctx: ServiceContext,
  locked: LockedBooking,
  { from, to, assignment }: GivenHost,
): Promise<BookingChange | null> => {
  const { booking } = locked;
  const joined = await giveSession(tx, ctx, locked, { from, to }, booking.approveBy);
  if (joined === null) return null;
  const change = hostChangeOf(ctx, { from, to }, joined);
  if (booking.moveTo !== null) {
    await dropMoveRequest(tx, booking);
    await leaveMove(tx, ctx, booking, { reason: 'moved' });
    Object.assign(change.set, noMoveRequest);
  }
  if (booking.assignment === null) return change;
  await refundAssignment(tx, booking);
  if (assignment !== undefined)
    await chargeAssignment(tx, { tenantId: booking.tenantId, id: booking.linkId }, assignment);
  return { ...change, set: { ...change.set, assignment: assignment ?? null } };
};
