import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { timeBlocks } from '#db/schema/booking.ts';
import { blocksOverlapping } from '#services/availability/load-availability.ts';

const minuteMs = 60_000;

export type BlockInput = {
  tenantId: string;
  bookingId: string;
  hostIds: readonly string[];
  start: number;
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  holdUntil: number | null;
  now: number;
};

type Claimed = { members: readonly string[]; during: { start: number; end: number } };

/** All rows or none; a row that meets another one's time is left out by the database, never raised. */
const tryInsert = async (
  tx: Transaction,
  input: BlockInput,
  { members, during }: Claimed,
): Promise<boolean> => {
  const inserted = await tx
    .insert(timeBlocks)
    .values(
      members.map((memberId) => ({
        tenantId: input.tenantId,
        id: newId('timeBlock'),
        memberId,
        during,
        kind: input.holdUntil === null ? ('booking' as const) : ('hold' as const),
        exclusive: true,
        bookingId: input.bookingId,
        bufferBeforeMinutes: input.bufferBeforeMinutes,
        bufferAfterMinutes: input.bufferAfterMinutes,
        holdUntil: input.holdUntil,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: timeBlocks.id });
  if (inserted.length === members.length) return true;
  if (inserted.length > 0)
    await tx
      .delete(timeBlocks)
      .where(
        and(
          eq(timeBlocks.tenantId, input.tenantId),
          sql`${timeBlocks.id} in ${inserted.map((row) => row.id)}`,
        ),
      );
  return false;
};

/** Holds that have ended do not stand in the way, even if nothing has swept them. True when there were any. */
const removeEndedHolds = async (
  tx: Transaction,
  input: BlockInput,
  { members, during }: Claimed,
): Promise<boolean> => {
  const removed = await tx
    .delete(timeBlocks)
    .where(
      and(
        eq(timeBlocks.tenantId, input.tenantId),
        sql`${timeBlocks.memberId} in ${[...members]}`,
        eq(timeBlocks.kind, 'hold'),
        sql`${timeBlocks.holdUntil} <= ${new Date(input.now).toISOString()}::timestamptz`,
        blocksOverlapping({ from: during.start, to: during.end }),
      ),
    )
    .returning({ id: timeBlocks.id });
  return removed.length > 0;
};

/**
 * The only write path of a claim: all hosts' blocks in one statement, members in order, or none. When something is in
 * the way, holds that have ended are removed and it is tried once more; the exclusion constraint decides every race.
 */
export const insertBlocks = async (tx: Transaction, input: BlockInput): Promise<boolean> => {
  const claimed = {
    members: [...input.hostIds].toSorted(),
    during: {
      start: input.start - input.bufferBeforeMinutes * minuteMs,
      end: input.end + input.bufferAfterMinutes * minuteMs,
    },
  };
  if (await tryInsert(tx, input, claimed)) return true;
  return (await removeEndedHolds(tx, input, claimed)) && tryInsert(tx, input, claimed);
};

export const freeBlocks = async (tx: Transaction, tenantId: string, bookingId: string): Promise<void> => {
  await tx
    .delete(timeBlocks)
    .where(and(eq(timeBlocks.tenantId, tenantId), eq(timeBlocks.bookingId, bookingId)));
};

/**
 * Keeps the time of a booking beyond its hold, until `holdUntil` or for good (null). Answers how many hosts it still
 * holds: fewer than it has when the hold had ended and somebody else has taken the time.
 */
export const keepBlocks = async (
  tx: Transaction,
  tenantId: string,
  bookingId: string,
  holdUntil: number | null,
): Promise<number> => {
  const kept = await tx
    .update(timeBlocks)
    .set({ kind: holdUntil === null ? 'booking' : 'hold', holdUntil })
    .where(and(eq(timeBlocks.tenantId, tenantId), eq(timeBlocks.bookingId, bookingId)))
    .returning({ id: timeBlocks.id });
  return kept.length;
};
