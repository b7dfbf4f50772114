import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { bindMember, type Router } from '#api/bind.ts';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';
import { streamChanges } from '#contracts/account.ts';
import { isPermitted } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import type { Change, ChangeFeed } from './change-feed.ts';
import type { OpenStreams } from './open-streams.ts';

const heartbeatMs = 15_000;
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
 * it may have been ended through another process. Comments keep proxies from closing a quiet stream.
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
  return streamSSE(c, async (stream) => {
    const unfollow = options.changes.follow(ctx.tenantId, (change) => {
      // Not at the next heartbeat but at once: its key may have been revoked.
      if (change?.noun === 'api_key' && change.id === keyId) void beat().catch(end);
      else void stream.writeSSE(messageOf(change)).catch(end);
    });
    const beat = async (): Promise<void> => {
      if (await goesOn()) await stream.write(': still here\n\n');
      else end();
    };
    const heartbeat = setInterval(() => void beat().catch(end), options.heartbeatMs ?? heartbeatMs);
    const life = setTimeout(end, lifeMs);
    options.metrics.streams.inc();
    stream.onAbort(end);
    try {
      await stream.write('retry: 2000\n: listening\n\n');
      await ended;
    } finally {
      clearInterval(heartbeat);
      clearTimeout(life);
      unfollow();
      release();
      options.metrics.streams.dec();
    }
  });
};

/** The event stream of a member. HEAD answers as GET would and opens none. */
export const streamRoute = (router: Router, options: StreamOptions): void => {
  bindMember(router, streamChanges, async ({ c, ctx }) => {
    c.header('Cache-Control', 'no-store, no-transform');
    c.header('X-Accel-Buffering', 'no');
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    return openStream(c, ctx, router.deps.callerOf, options);
  });
};
