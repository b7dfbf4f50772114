import { createHmac } from 'node:crypto';
import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import {
  type BookingRequestOutcome,
  type BookingRequestPayload,
  bookingRequests,
  timeBlocks,
} from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import type { BookingActor } from '#domain/booking/status.ts';
import { AppError } from '#domain/errors.ts';
import { encodeId } from '#domain/ids.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { hashOf } from '#services/idempotency.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { recordOutcome, refused } from './internal.ts';

export type SubmittedRequest = {
  requestId: string;
  bookingId: string;
  /** Null until the workflow has dealt with it. */
  outcome: BookingRequestOutcome | null;
};

const actorOf = (ctx: ServiceContext): BookingActor =>
  ctx.actor.kind === 'member' ? 'host' : ctx.actor.kind;

/** Whether live claims of the hosts stand in the way already: a look, the claim itself decides. */
const isPlainlyTaken = async (
  tx: Transaction,
  { link, hosts }: LinkWithHosts,
  wish: { start: number; durationMinutes: number },
  now: number,
): Promise<boolean> => {
  const from = wish.start - link.bufferBeforeMinutes * 60_000;
  const to = wish.start + (wish.durationMinutes + link.bufferAfterMinutes) * 60_000;
  const range = `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
  const rows = await tx
    .selectDistinct({ memberId: timeBlocks.memberId })
    .from(timeBlocks)
    .where(
      and(
        eq(timeBlocks.tenantId, link.tenantId),
        inArray(
          timeBlocks.memberId,
          hosts.map((host) => host.id),
        ),
        eq(timeBlocks.exclusive, true),
        sql`${timeBlocks.during} && ${range}::tstzrange`,
        or(isNull(timeBlocks.holdUntil), gt(timeBlocks.holdUntil, now)),
      ),
    );
  return link.kind === 'round_robin' ? rows.length === hosts.length : rows.length > 0;
};

type SubmitInput = {
  key: string;
  secret: string;
  payload: BookingRequestPayload;
  bookingId?: string;
  /** For a claim: the link it goes to, so that a time that is plainly gone costs no workflow. */
  target?: LinkWithHosts;
};

const isGivenUp = (outcome: BookingRequestOutcome | null): boolean =>
  outcome !== null && !outcome.ok && outcome.code === 'temporarily_unavailable';

/**
 * Writes down what is asked before any workflow hears of it. The id follows from tenant, caller, kind and
 * Idempotency-Key (keyed hash: nobody can guess another's), so a repeat meets its first outcome; the same key with
 * another request is `idempotency_key_reused`. A claim's booking takes its id from the same bytes. A claim that was given
 * up (`abandonClaim`) decided nothing: its repeat is a claim of its own.
 */
export const submitRequest = async (
  ctx: ServiceContext,
  input: SubmitInput,
  attempt = 0,
): Promise<SubmittedRequest> => {
  const { payload, key } = input;
  const actor = actorOf(ctx);
  const actorId = ctx.actor.kind === 'member' ? ctx.actor.memberId : null;
  const scope = [ctx.tenantId, actorId ?? actor, payload.kind, input.bookingId ?? '', key];
  if (attempt > 0) scope.push(String(attempt));
  const bytes = createHmac('sha256', input.secret).update(scope.join('\n')).digest().subarray(0, 16);
  const requestId = encodeId('bookingRequest', bytes);
  const bookingId = input.bookingId ?? encodeId('booking', bytes);
  const requestHash = hashOf(payload);
  const stored = await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const inserted = await tx
      .insert(bookingRequests)
      .values({ tenantId: ctx.tenantId, id: requestId, bookingId, actor, actorId, requestHash, payload })
      .onConflictDoNothing()
      .returning({ id: bookingRequests.id });
    if (inserted.length > 0) {
      await audit(tx, ctx, { action: `booking.${payload.kind}`, targetKind: 'booking', targetId: bookingId });
      if (payload.kind !== 'claim' || input.target === undefined) return null;
      if (!(await isPlainlyTaken(tx, input.target, payload, ctx.now()))) return null;
      const outcome = refused('slot_taken', 'Somebody else has just taken this time.');
      await recordOutcome(tx, { tenantId: ctx.tenantId, requestId }, outcome);
      return { requestHash, outcome };
    }
    const [found] = await tx
      .select({ requestHash: bookingRequests.requestHash, outcome: bookingRequests.outcome })
      .from(bookingRequests)
      .where(and(eq(bookingRequests.tenantId, ctx.tenantId), eq(bookingRequests.id, requestId)));
    return found ?? null;
  });
  if (stored !== null && stored.requestHash !== requestHash)
    throw new AppError('idempotency_key_reused', 'Use a new key for a new request.', {
      errors: [{ pointer: '#header/Idempotency-Key', message: 'was used before with a different request' }],
    });
  const outcome = stored?.outcome ?? null;
  return isGivenUp(outcome) ? submitRequest(ctx, input, attempt + 1) : { requestId, bookingId, outcome };
};
