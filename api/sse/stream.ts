import type { Context } from 'hono';
import { bindCapability, bindMember, type Router } from '#api/bind.ts';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { streamChanges } from '#contracts/account.ts';
import { streamBooking } from '#contracts/managed-booking.ts';
import { isPermitted } from '#services/authorize.ts';
import { readBooking } from '#services/booking/read/read-booking.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Change, ChangeFeed } from './change-feed.ts';
import { eventStream, eventStreamHeaders } from './event-stream.ts';
import type { OpenStreams } from './open-streams.ts';

/** A stream ends after an hour: the browser opens it again, and signs in with what is valid then. */
const lifeMs = 60 * 60_000;

export type StreamOptions = {
  changes: ChangeFeed;
  streams: OpenStreams;
  metrics: Metrics;
  heartbeatMs?: number;
};

const messageOf = (change: Change | null): { event: string; data: string } =>
  change === null
    ? // A message without data reaches nobody.
      { event: 'resync', data: '{}' }
    : { event: 'change', data: JSON.stringify(change) };

const signInOf = (actor: ServiceContext['actor']): string | undefined => {
  if (actor.kind === 'support') return actor.signInId;
  return actor.kind === 'member' ? actor.sessionId : undefined;
};

/**
 * Changes of the caller's organisation for as long as the sign-in lives: at every heartbeat it is asked for again, since
 * it may have been ended through another process.
 */
const openStream = (
  c: Context<AppEnv>,
  ctx: ServiceContext,
  callerOf: Router['deps']['callerOf'],
  options: StreamOptions,
): Response => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { actor } = ctx;
  const keyId = 'key' in actor ? actor.key?.id : undefined;
  const memberId = 'memberId' in actor ? actor.memberId : null;
  /** Whether who opened it may go on. That sign-ins and keys cannot be read at the moment ends nothing. */
  const goesOn = async (): Promise<boolean> => {
    const caller = await callerOf(c).catch(() => undefined);
    if (caller === undefined) return true;
    if (caller === null || caller.tenantId !== ctx.tenantId || caller.lacksSecondFactor) return false;
    return isPermitted(caller.actor, streamChanges.access.permission);
  };
  const release = options.streams.add({
    callerId: keyId ?? memberId ?? (actor.kind === 'support' ? actor.viewId : ''),
    memberId,
    signInId: signInOf(actor),
    end,
    review: () => void goesOn().then((on) => (on ? undefined : end())),
  });
  return eventStream(c, {
    ...options,
    lifeMs,
    goesOn,
    ended,
    end,
    release,
    follow: (send, beat) =>
      options.changes.follow(ctx.tenantId, (change) => {
        // Not at the next heartbeat but at once: its key may have been revoked.
        if (change?.noun === 'api_key' && change.id === keyId) beat();
        else send(messageOf(change));
      }),
  });
};

/** The event stream of a member. */
export const streamRoute = (router: Router, options: StreamOptions): void => {
  bindMember(router, streamChanges, async ({ c, ctx }) => {
    return eventStreamHeaders(c) ?? openStream(c, ctx, router.deps.callerOf, options);
  });
};

/** A guest's page has a reason to wait for some minutes only; the browser opens it again while it has. */
const guestLifeMs = 10 * 60_000;

/** Tells the guest behind a signed link that their booking, or what is paid for it, is another one now. */
export const guestStreamRoute = (router: Router, options: StreamOptions): void => {
  bindCapability(router, streamBooking, async ({ c, ctx, claims: { bookingId } }) => {
    // There is one behind the link.
    await readBooking(ctx, bookingId);
    c.header('X-Robots-Tag', 'noindex');
    const headOnly = eventStreamHeaders(c);
    if (headOnly !== null) return headOnly;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const member = { memberId: null, signInId: undefined };
    const release = options.streams.add({ callerId: bookingId, ...member, end, review: () => undefined });
    return eventStream(c, {
      ...options,
      lifeMs: guestLifeMs,
      goesOn: async () => true,
      ended,
      end,
      release,
      follow: (send) =>
        options.changes.follow(ctx.tenantId, (change) => {
          if (change === null || change.id === bookingId) send({ event: 'change', data: '{}' });
        }),
    });
  });
};
