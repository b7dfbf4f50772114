import { createHash } from 'node:crypto';
import type { Notifier } from '#providers/emulation/notifications.ts';
import { signStripeEvent } from '../receive.ts';
import type { EventBody, World } from './model.ts';

/** Shorter than the vendor's three days, so that a local run sees the repeats. */
export const eventRetries = {
  retryDelaysMs: [500, 2_000, 5_000, 15_000, 60_000],
  isRepeated: (): boolean => true,
};

const keptEvents = 2_000;

/** Sends every event, signed, to the endpoints of its owner that have asked for it. */
export function connectEvents(world: World, notifier: Notifier): void {
  world.emit = ({ account, livemode }, type, object, previous) => {
    const endpoints = Object.values(world.state.endpoints).filter(
      (endpoint) =>
        endpoint.account === account &&
        endpoint.livemode === livemode &&
        endpoint.body.status === 'enabled' &&
        endpoint.body.enabled_events.some((each) => each === '*' || each === type),
    );
    const event: EventBody = {
      id: world.nextId('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: world.seconds(),
      livemode,
      type,
      pending_webhooks: endpoints.length,
      request: { id: null, idempotency_key: null },
      data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
    };
    world.state.events[event.id] = { account, livemode, ordinal: world.nextOrdinal(), body: event };
    const [oldest, ...rest] = Object.keys(world.state.events);
    if (oldest !== undefined && rest.length >= keptEvents) delete world.state.events[oldest];
    for (const endpoint of endpoints)
      notifier.send({
        id: `${event.id}/${endpoint.body.id}`,
        kind: type,
        url: endpoint.body.url,
        message: (isForged) => message(event, isForged ? 'whsec_another' : endpoint.secret),
      });
    world.touch();
  };
}

/** Of a new attempt the time is new, as the receiver judges by it; it is the receiver's clock, not the emulator's. */
function message(event: EventBody, secret: string): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (emulated)',
      'stripe-signature': signStripeEvent({ timestamp, body, secret }),
    },
    body,
  };
}

export const newSecret = (world: World): string =>
  `whsec_${createHash('sha256').update(world.nextId('secret')).digest('hex').slice(0, 32)}`;
