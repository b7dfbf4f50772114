import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Metrics } from '#api/metrics.ts';
import type { AppEnv } from '#api/variables.ts';

const heartbeatMs = 15_000;
/** Nobody keeps it, and no proxy holds parts of it back to compress them. */
const caching = 'no-store, no-transform';

type Send = (message: { event: string; data: string }) => void;

type EventStream = {
  metrics: Metrics;
  /** Its end at the latest: the browser opens it again, with what is valid then. */
  lifeMs: number;
  heartbeatMs?: number | undefined;
  /** Asked at every heartbeat. */
  goesOn: () => Promise<boolean>;
  /** Begins to send; answers with its end. `beat` asks at once whether it goes on. */
  follow: (send: Send, beat: () => void) => () => void;
  /** Resolves when it ends for another reason. */
  ended: Promise<void>;
  end: () => void;
  release: () => void;
};

/** HEAD answers as GET would and opens none. */
export const eventStreamHeaders = (c: Context<AppEnv>): Response | null => {
  c.header('Cache-Control', caching);
  c.header('X-Accel-Buffering', 'no');
  return c.req.method === 'HEAD' ? c.body(null, 200, { 'Content-Type': 'text/event-stream' }) : null;
};

/** An answer that goes on until it ends; comments keep proxies from closing a quiet one. */
export const eventStream = (c: Context<AppEnv>, options: EventStream): Response => {
  const { metrics, end, ended } = options;
  const answer = streamSSE(c, async (stream) => {
    const beat = async (): Promise<void> => {
      if (await options.goesOn()) await stream.write(': still here\n\n');
      else end();
    };
    const beatNow = (): void => void beat().catch(end);
    const unfollow = options.follow((message) => void stream.writeSSE(message).catch(end), beatNow);
    const heartbeat = setInterval(beatNow, options.heartbeatMs ?? heartbeatMs);
    const life = setTimeout(end, options.lifeMs);
    metrics.streams.inc();
    stream.onAbort(end);
    try {
      await stream.write('retry: 2000\n: listening\n\n');
      await ended;
    } finally {
      clearInterval(heartbeat);
      clearTimeout(life);
      unfollow();
      options.release();
      metrics.streams.dec();
    }
  });
  // Hono has set its own, in the answer and in what is laid over it.
  answer.headers.set('Cache-Control', caching);
  c.header('Cache-Control', caching);
  return answer;
};
