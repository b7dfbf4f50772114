import { sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { bookingTimeline } from '#db/schema/booking.ts';
import type { BookingActor } from '#domain/booking/types.ts';
import type { Actor, ServiceContext } from '#services/context.ts';

export type TimelineEntry = {
  kind: string;
  reason?: string | undefined;
  details?: Record<string, unknown>;
  /** For changes nobody asked for. */
  workflowRunId?: string;
};

/** Who acts, in a booking's words: what is done with a key, its organisation does. */
export const bookingActorOf = ({ kind }: Actor): BookingActor => {
  if (kind === 'member' || kind === 'key') return 'host';
  return kind === 'guest' ? 'guest' : 'system';
};

/** The next line of a booking's timeline; the caller holds the booking's lock, or has just made it. */
export const timelineRow = (
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now'>,
  bookingId: string,
  entry: TimelineEntry,
) => ({
  id: newId('timelineEntry'),
  tenantId: ctx.tenantId,
  bookingId,
  sequence: sql`(
    select coalesce(max(t.sequence), 0) + 1 from ${bookingTimeline} t
    where t.tenant_id = ${ctx.tenantId} and t.booking_id = ${bookingId})`,
  at: ctx.now(),
  kind: entry.kind,
  actor: bookingActorOf(ctx.actor),
  actorId: 'memberId' in ctx.actor ? ctx.actor.memberId : null,
  keyId: 'key' in ctx.actor ? (ctx.actor.key?.id ?? null) : null,
  reason: entry.reason ?? null,
  details: entry.details ?? {},
  workflowRunId: entry.workflowRunId ?? null,
});

/** Adds a line on something that changes nothing of the booking itself; the caller holds the booking's lock. */
export const addToTimeline = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now'>,
  bookingId: string,
  entry: TimelineEntry,
): Promise<void> => {
  await tx.insert(bookingTimeline).values(timelineRow(ctx, bookingId, entry));
};
