import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import {
  type BookingRequestOutcome,
  type BookingRequestPayload,
  bookingRequests,
} from '#db/schema/booking.ts';
import { withTenant } from '#db/tenant.ts';
import type { BookingActor } from '#domain/booking/status.ts';
import { AppError } from '#domain/errors.ts';
import { encodeId } from '#domain/ids.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { hashOf } from '#services/idempotency.ts';
import {
  type LinkRow,
  type LinkWithHosts,
  loadPublicLink,
  routeUsername,
} from '#services/link/public-link.ts';
import { hostsTaken } from './blocks.ts';
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
  const taken = await hostsTaken(tx, {
    tenantId: link.tenantId,
    hostIds: hosts.map((host) => host.id),
    start: wish.start - link.bufferBeforeMinutes * 60_000,
    end: wish.start + (wish.durationMinutes + link.bufferAfterMinutes) * 60_000,
    now,
  });
  return link.kind === 'round_robin' ? taken.length === hosts.length : taken.length > 0;
};

type Wanted = { key: string; secret: string; payload: BookingRequestPayload; bookingId?: string };

const isGivenUp = (outcome: BookingRequestOutcome | null): boolean =>
  outcome !== null && !outcome.ok && outcome.code === 'temporarily_unavailable';

/** The request's row: written now (`isNew`), or as its first try has left it. */
const storeRequest = async (
  tx: Transaction,
  ctx: ServiceContext,
  wanted: Wanted,
  attempt = 0,
): Promise<SubmittedRequest & { isNew: boolean }> => {
  const { key, secret, payload, ...input } = wanted;
  const actor = actorOf(ctx);
  const actorId = ctx.actor.kind === 'member' ? ctx.actor.memberId : null;
  const scope = [ctx.tenantId, actorId ?? actor, payload.kind, input.bookingId ?? '', key];
  if (attempt > 0) scope.push(String(attempt));
  const bytes = createHmac('sha256', secret).update(scope.join('\n')).digest().subarray(0, 16);
  const requestId = encodeId('bookingRequest', bytes);
  const bookingId = input.bookingId ?? encodeId('booking', bytes);
  const requestHash = hashOf(payload);
  const inserted = await tx
    .insert(bookingRequests)
    .values({ tenantId: ctx.tenantId, id: requestId, bookingId, actor, actorId, requestHash, payload })
    .onConflictDoNothing()
    .returning({ id: bookingRequests.id });
  if (inserted.length > 0) {
    await audit(tx, ctx, { action: `booking.${payload.kind}`, targetKind: 'booking', targetId: bookingId });
    return { requestId, bookingId, outcome: null, isNew: true };
  }
  const [found] = await tx
    .select({ requestHash: bookingRequests.requestHash, outcome: bookingRequests.outcome })
    .from(bookingRequests)
    .where(and(eq(bookingRequests.tenantId, ctx.tenantId), eq(bookingRequests.id, requestId)));
  if (found?.requestHash !== requestHash)
    throw new AppError('idempotency_key_reused', 'Use a new key for a new request.', {
      errors: [{ pointer: '#header/Idempotency-Key', message: 'was used before with a different request' }],
    });
  if (isGivenUp(found.outcome)) return storeRequest(tx, ctx, wanted, attempt + 1);
  return { requestId, bookingId, outcome: found.outcome, isNew: false };
};

/**
 * Writes down what is asked of a booking before its workflow hears of it. The id follows from tenant, caller, kind and
 * Idempotency-Key (keyed hash: nobody can guess another's), so a repeat meets its first outcome; the same key with
 * another request is `idempotency_key_reused`. A claim that was given up (`abandonClaim`) decided nothing: its repeat is a
 * claim of its own.
 */
export const submitRequest = async (ctx: ServiceContext, input: Wanted): Promise<SubmittedRequest> => {
  const { isNew: _isNew, ...request } = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    storeRequest(tx, ctx, input),
  );
  return request;
};

type ClaimPayload = Extract<BookingRequestPayload, { kind: 'claim' }>;

/**
 * As `submitRequest`, for a booking still to be made, which takes its id from the same bytes. `payloadOf` says what is
 * asked of the link behind the address; what it throws leaves nothing behind. A time that is plainly gone is refused
 * here and costs no workflow.
 */
export const submitClaim = async (
  ctx: ServiceContext,
  input: {
    key: string;
    secret: string;
    address: { username: string; slug: string };
    payloadOf: (link: LinkRow) => ClaimPayload;
  },
): Promise<SubmittedRequest & { payload: ClaimPayload; link: LinkRow }> => {
  const { key, secret, address } = input;
  const route = await routeUsername(ctx.db, address.username);
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const target = await loadPublicLink(tx, route, address.slug);
    const payload = input.payloadOf(target.link);
    const { isNew, ...request } = await storeRequest(tx, ctx, { key, secret, payload });
    const answer = { ...request, payload, link: target.link };
    if (!isNew || !(await isPlainlyTaken(tx, target, payload, ctx.now()))) return answer;
    const outcome = refused('slot_taken', 'Somebody else has just taken this time.');
    await recordOutcome(tx, { tenantId: ctx.tenantId, requestId: request.requestId }, outcome);
    return { ...answer, outcome };
  });
};
