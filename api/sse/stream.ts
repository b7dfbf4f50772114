import { streamSSE } from 'hono/streaming';
import { bindMember, type Router } from '#api/bind.ts';
import type { Metrics } from '#api/metrics.ts';
import { streamChanges } from '#contracts/account.ts';
import type { Change, ChangeFeed } from './change-feed.ts';

const heartbeatMs = 15_000;
/** A stream ends after an hour: the browser opens it again, and signs in with what is valid then. */
const lifeMs = 60 * 60_000;

/** `change` events of the caller's organisation; comments keep proxies from closing a quiet stream. */
export const streamRoute = (router: Router, options: { changes: ChangeFeed; metrics: Metrics }): void => {
  bindMember(router, streamChanges, async ({ c, ctx }) => {
    c.header('Cache-Control', 'no-store, no-transform');
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const send = (change: Change): void => {
        void stream.writeSSE({ event: 'change', data: JSON.stringify(change) }).catch(end);
      };
      const unfollow = options.changes.follow(ctx.tenantId, send);
      const heartbeat = setInterval(() => void stream.write(': still here\n\n').catch(end), heartbeatMs);
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
        options.metrics.streams.dec();
      }
    });
  });
};
