import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import type { MoveRequest } from '#domain/booking/move-request.ts';
import { approvalDeadline } from '#services/booking/claim/new-booking.ts';
import type { BookingRow, LockedBooking } from '#services/booking/read/load-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { freeHeldBlocks, insertBlocks } from '#services/session/blocks.ts';

const minuteMs = 60_000;

/** What becomes of a booking's row once nothing is asked any more. */
export const noMoveRequest = { moveTo: null, moveBy: null, moveQuote: null };

const sessionOf = ({ tenantId, sessionId }: BookingRow) => ({ tenantId, sessionId });

/** Gives back the time that was held for a move. In a group none is: its places are taken when the move is approved. */
export const dropMoveRequest = async (tx: Transaction, booking: BookingRow): Promise<void> => {
  if (booking.capacity === 1 && booking.moveTo !== null) await freeHeldBlocks(tx, sessionOf(booking));
};

/** The part of a requested time, buffers included, that the booking does not have already. */
const missingSpan = (
  { startsAt, endsAt, terms }: BookingRow,
  start: number,
): { start: number; end: number } => {
  const before = terms.bufferBeforeMinutes * minuteMs;
  const after = terms.bufferAfterMinutes * minuteMs;
  const [from, to] = [startsAt - before, endsAt + after];
  const [newFrom, newTo] = [start - before, start + (endsAt - startsAt) + after];
  return newFrom < from
    ? { start: newFrom, end: Math.min(newTo, from) }
    : { start: Math.max(newFrom, to), end: newTo };
};

/**
 * Holds a time beside the one the booking has until its host approves or the deadline passes; one that is to be paid for until
 * that has come to its end, as long as the booking can move at all. Answers what becomes of its row; null, with nothing
 * changed, when somebody else has the time.
 */
export const requestMove = async (
  tx: Transaction,
  ctx: ServiceContext,
  { booking, hosts }: LockedBooking,
  { link, start, isToPay = false }: { link: LinkRow; start: number; isToPay?: boolean },
): Promise<MoveRequest | null> => {
  const decideBy = isToPay ? start : approvalDeadline(link, start, ctx.now());
  const moveBy = Math.min(decideBy, booking.startsAt);
  if (booking.capacity > 1) return { moveTo: start, moveBy };
  await tx.execute(sql`savepoint asking`);
  await dropMoveRequest(tx, booking);
  const held = await insertBlocks(tx, {
    ...sessionOf(booking),
    ...missingSpan(booking, start),
    hostIds: hosts.map(({ id }) => id),
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    holdUntil: moveBy,
    now: ctx.now(),
  });
  if (held) return { moveTo: start, moveBy };
  await tx.execute(sql`rollback to savepoint asking`);
  return null;
};
