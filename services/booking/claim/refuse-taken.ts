import { and, eq, gt, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { bookings } from '#db/schema/booking.ts';
import type { Refusal } from '#services/idempotency.ts';
import type { LinkRow } from '#services/link/public-link.ts';
import { hostsTaken } from '#services/session/blocks.ts';
import { findShared } from '#services/session/find-shared.ts';
import { refuseTime, slotTaken } from './check-time.ts';

const minuteMs = 60_000;

export type WantedTime = {
  link: LinkRow;
  hosts: readonly { id: string }[];
  start: number;
  durationMinutes: number;
  now: number;
};

/** What is in the way of a time, and until when at the longest; null: for good. */
type Obstacle = { until: number | null };

/** The first of a session's guests who may give their places back, by holding them only. */
const firstHoldEnd = async (
  tx: Transaction,
  tenantId: string,
  sessionId: string,
  now: number,
): Promise<number | null> => {
  const [row] = await tx
    .select({ until: sql<number | null>`(extract(epoch from min(${bookings.holdUntil})) * 1000)::float8` })
    .from(bookings)
    .where(
      and(
        eq(bookings.tenantId, tenantId),
        eq(bookings.sessionId, sessionId),
        eq(bookings.seated, true),
        gt(bookings.holdUntil, now),
      ),
    );
  return row?.until ?? null;
};

const findObstacle = async (tx: Transaction, wanted: WantedTime): Promise<Obstacle | null> => {
  const { link, hosts, start, now } = wanted;
  const end = start + wanted.durationMinutes * minuteMs;
  const taken = await hostsTaken(tx, {
    tenantId: link.tenantId,
    hostIds: hosts.map((host) => host.id),
    start: start - link.bufferBeforeMinutes * minuteMs,
    end: end + link.bufferAfterMinutes * minuteMs,
    now,
  });
  const ends = taken.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const isFree = link.kind === 'round_robin' ? taken.length < hosts.length : taken.length === 0;
  if (isFree) return null;
  // Looked for last: a session that is opened at this moment is what its own hosts are taken by.
  if (link.capacity > 1) {
    const shared = await findShared(tx, { tenantId: link.tenantId, linkId: link.id, start }, now);
    if (shared !== null) {
      if (shared.endsAt !== end) return { until: null };
      if (shared.placesLeft > 0) return null;
      return { until: await firstHoldEnd(tx, link.tenantId, shared.sessionId, now) };
    }
  }
  const until = link.kind === 'round_robin' ? Math.min(...ends) : Math.max(...ends);
  return { until: Number.isFinite(until) ? until : null };
};

/**
 * Refuses a time that live claims of the hosts stand in the way of, or whose places are all taken; null when nothing does. A
 * look that takes no lock: the claim itself decides. What is in the way for as long as the link holds a time counts as
 * held: `slot_held` says when it is worth another look.
 */
export const refuseTaken = async (
  tx: Transaction,
  wanted: WantedTime,
): Promise<{ refusal: Refusal } | null> => {
  const obstacle = await findObstacle(tx, wanted);
  if (obstacle === null) return null;
  const waitMs = (obstacle.until ?? Number.POSITIVE_INFINITY) - wanted.now;
  if (waitMs > wanted.link.holdMinutes * minuteMs) return slotTaken();
  const { refusal } = refuseTime(
    'slot_held',
    'Somebody holds this time while they book; it may be free again.',
  );
  return { refusal: { ...refusal, retryAfterSeconds: Math.ceil(waitMs / 1000) } };
};
