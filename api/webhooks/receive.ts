import type { Context, Hono } from 'hono';
import type { Metrics } from '#api/metrics.ts';
import type { RateLimits } from '#api/middleware/rate-limit.ts';
import { isStorable } from '#api/request-fields.ts';
import type { AppEnv } from '#api/variables.ts';
import type { AppError } from '#domain/errors.ts';
import type { Receive } from '#providers/receive.ts';

type Deps = {
  capability: string;
  now: () => number;
  metrics: Metrics;
  limits: RateLimits;
  /** What a message that is refused is answered with. */
  refusal: () => AppError;
};

export type WebhookRoutes<Vendor extends string, Hint> = Deps & {
  receivers: ReadonlyMap<Vendor, Receive<Hint>>;
  /** Takes one hint in; answers what came of it for the metrics, or null when nobody here knows what it is about. */
  handle: (c: Context<AppEnv>, vendor: Vendor, hint: Hint) => Promise<string | null>;
};

/** Where a vendor's notifications arrive, below which an account may have an address of its own. */
export const webhookPath = (capability: string, vendor: string): string =>
  `/api/v1/webhooks/${capability}/${vendor}`;

type Message<Hint> = Deps & {
  vendor: string;
  receive: Receive<Hint>;
  handle: (hint: Hint) => Promise<string | null>;
};

/** Refuses a message, counted, and against its sender's network as well. */
export const refuseMessage = async (
  c: Context<AppEnv>,
  { capability, vendor, limits, metrics, refusal }: Omit<Message<never>, 'receive' | 'handle' | 'now'>,
  outcome: string,
): Promise<never> => {
  await limits.consume(c, 'manage');
  metrics.webhooks.inc({ capability, vendor, outcome });
  throw refusal();
};

/**
 * One message: read, stored once by `handle`, answered at once. A message whose hints are all unknown is refused, so that the
 * vendor gives it up; refusals count against the sender's network. A hint with ids that no column holds is set aside: nothing
 * of ours has such an id, and refused it would come again for days.
 */
export const takeMessage = async <Hint>(
  c: Context<AppEnv>,
  { receive, handle, now, ...of }: Message<Hint>,
): Promise<Response> => {
  const { capability, vendor, limits, metrics } = of;
  const count = (outcome: string): void => metrics.webhooks.inc({ capability, vendor, outcome });
  // The bytes as they came: signatures are made over them.
  const body = await c.req.arrayBuffer();
  const message = new Request(c.req.url, { method: 'POST', headers: c.req.raw.headers, body });
  const received = await receive(message, now());
  if (received.kind === 'refused') return refuseMessage(c, of, `refused_${received.reason}`);
  if (received.kind === 'answer') {
    count('answered');
    return received.response;
  }
  const usable = received.hints.filter(isStorable);
  if (usable.length < received.hints.length) {
    // Whoever fills the log with these is slowed down like whoever is refused.
    await limits.consume(c, 'manage');
    count('set_aside');
    c.get('log').warn({ capability, vendor }, 'a notification holds what cannot be stored');
    if (usable.length === 0) return c.body(null, 204);
  }
  const outcomes = await Promise.all(usable.map(handle));
  const known = outcomes.filter((outcome) => outcome !== null);
  if (outcomes.length > 0 && known.length === 0) return refuseMessage(c, of, 'refused');
  for (const outcome of outcomes.length === 0 ? ['ignored'] : known) count(outcome);
  return c.body(null, 204);
};

/** One route for each vendor that sends notifications to one address. */
export const webhookRoutes = <Vendor extends string, Hint>(
  app: Hono<AppEnv>,
  { receivers, handle, ...of }: WebhookRoutes<Vendor, Hint>,
): void => {
  for (const [vendor, receive] of receivers) {
    const path = webhookPath(of.capability, vendor);
    app.post(path, async (c) => {
      c.set('route', path);
      return takeMessage(c, { ...of, vendor, receive, handle: (hint) => handle(c, vendor, hint) });
    });
  }
};
