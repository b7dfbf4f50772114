import { z } from 'zod';
import type { EmulatorContext } from './http.ts';
import { authorize, badRequest, notFound, openCalendar, readJson, readQuery } from './http.ts';
import type { Channel, World } from './model.ts';
import { base32hex } from './model.ts';

export type Delivery = {
  channelId: string;
  messageNumber: number;
  state: 'sync' | 'exists';
  at: string;
  /** `dropped` never left on purpose; `failed` got no acceptable answer. */
  outcome: 'waiting' | 'delivered' | 'dropped' | 'failed';
  attempts: { status: number | null; at: string }[];
};

const retryStatuses: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const retryAfterMs = [200, 1_000, 5_000];
const reorderMs = 250;
const keptDeliveries = 5_000;

export type PushSender = {
  deliveries: Delivery[];
  /** Resolves when nothing is on its way. */
  settle(): Promise<void>;
  /** Gives up what is on its way. */
  drop(): Promise<void>;
};

/** Sends push notifications, as unreliably as the settings say. Only loopback addresses are ever called. */
export function createPushSender(world: World, origin: () => string): PushSender {
  const running = new Set<Promise<void>>();
  let stopping = new AbortController();
  const deliveries: Delivery[] = [];
  const launch = (channel: Channel, delivery: Delivery, delayMs: number) => {
    const work = deliver(channel, delivery, delayMs, { world, origin: origin(), signal: stopping.signal });
    running.add(work);
    void work.finally(() => running.delete(work));
  };
  const send = (channel: Channel, state: Delivery['state']) => {
    channel.lastMessageNumber += 1;
    const { settings } = world.state;
    const delivery: Delivery = {
      channelId: channel.id,
      messageNumber: channel.lastMessageNumber,
      state,
      at: new Date(world.now()).toISOString(),
      outcome: 'waiting',
      attempts: [],
    };
    deliveries.push(delivery);
    if (deliveries.length > keptDeliveries) deliveries.shift();
    const chance = (probability: number) => probability > 0 && world.random() < probability;
    if (state === 'exists' && chance(settings.pushDropProbability)) {
      delivery.outcome = 'dropped';
      return;
    }
    const late = state === 'exists' && chance(settings.pushReorderProbability) ? reorderMs : 0;
    launch(channel, delivery, settings.pushDelayMs + late);
    if (state === 'exists' && chance(settings.pushDuplicateProbability)) {
      const again: Delivery = { ...delivery, attempts: [] };
      deliveries.push(again);
      launch(channel, again, settings.pushDelayMs);
    }
  };
  world.announce = (channel) => send(channel, 'sync');
  world.notify = (calendarId) => {
    for (const channel of world.state.channels) {
      if (channel.calendarId === calendarId && channel.expiresAt > world.now()) send(channel, 'exists');
    }
  };
  return {
    deliveries,
    async settle() {
      while (running.size > 0) await Promise.all(running);
    },
    async drop() {
      stopping.abort();
      await Promise.all(running);
      stopping = new AbortController();
    },
  };
}

async function deliver(
  channel: Channel,
  delivery: Delivery,
  delayMs: number,
  context: { world: World; origin: string; signal: AbortSignal },
): Promise<void> {
  const { world, origin, signal } = context;
  await pause(delayMs, signal);
  for (const waitMs of [...retryAfterMs, null]) {
    if (signal.aborted) return;
    const status = await post(channel, delivery, origin, signal);
    delivery.attempts.push({ status, at: new Date(world.now()).toISOString() });
    if (status !== null && status >= 200 && status < 300) {
      delivery.outcome = 'delivered';
      return;
    }
    if (waitMs === null || (status !== null && !retryStatuses.has(status))) break;
    await pause(waitMs, signal);
  }
  delivery.outcome = 'failed';
}

async function post(
  channel: Channel,
  delivery: Delivery,
  origin: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const response = await fetch(channel.address, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
      headers: {
        'x-goog-channel-id': channel.id,
        'x-goog-channel-token': channel.token,
        'x-goog-channel-expiration': new Date(channel.expiresAt).toUTCString(),
        'x-goog-resource-id': channel.resourceId,
        'x-goog-resource-uri': resourceUri(origin, channel.calendarId),
        'x-goog-resource-state': delivery.state,
        'x-goog-message-number': String(delivery.messageNumber),
      },
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

/** Ends early when the emulator stops. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

const resourceUri = (origin: string, calendarId: string): string =>
  `${origin}/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events?alt=json`;

const WatchBody = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9\-_+/=]{1,64}$/),
  type: z.literal('web_hook'),
  address: z.url(),
  token: z.string().max(256).optional(),
  expiration: z.union([z.string().regex(/^\d+$/), z.number().int()]).optional(),
  params: z.strictObject({ ttl: z.string().regex(/^\d+$/).optional() }).optional(),
  payload: z.boolean().optional(),
});

/** POST …/events/watch. The sync message may arrive before the answer does. */
export async function watchCalendar(world: World, c: EmulatorContext): Promise<Response> {
  const caller = authorize(world, c, 'readEvents');
  readQuery(c, []);
  const calendar = openCalendar(world, c, caller, 'reader');
  const parsed = WatchBody.safeParse(await readJson(c));
  if (!parsed.success) {
    throw badRequest('invalid', 'Invalid channel.', parsed.error.issues[0]?.path.join('.') ?? 'body');
  }
  const body = parsed.data;
  const address = new URL(body.address);
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(address.hostname)) {
    throw badRequest('webhookUrlNotHttps', `WebHook callback must be loopback here: ${address.origin}`);
  }
  if (world.state.channels.some((channel) => channel.id === body.id)) {
    throw badRequest('channelIdNotUnique', `Channel id ${body.id} not unique`);
  }
  const most = world.now() + world.state.settings.channelMaxMs;
  const asked =
    body.expiration ??
    (body.params?.ttl === undefined ? most : world.now() + Number(body.params.ttl) * 1_000);
  const channel: Channel = {
    id: body.id,
    resourceId: base32hex(`${world.state.seed}|resource|${calendar.id}`),
    calendarId: calendar.id,
    email: caller.account.email,
    clientId: caller.grant.clientId,
    address: body.address,
    token: body.token ?? '',
    expiresAt: Math.min(Number(asked), most),
    lastMessageNumber: 0,
  };
  if (channel.expiresAt <= world.now())
    throw badRequest('invalid', 'Expiration is in the past.', 'expiration');
  world.state.channels = world.state.channels.filter(({ expiresAt }) => expiresAt > world.now());
  world.state.channels.push(channel);
  world.touch();
  world.announce(channel);
  return c.json({
    kind: 'api#channel',
    id: channel.id,
    resourceId: channel.resourceId,
    resourceUri: resourceUri(new URL(c.req.url).origin, calendar.id),
    ...(channel.token === '' ? {} : { token: channel.token }),
    expiration: String(channel.expiresAt),
  });
}

const StopBody = z.looseObject({ id: z.string(), resourceId: z.string() });

/** POST /channels/stop: needs both ids, the same account and the same client. */
export async function stopChannel(world: World, c: EmulatorContext): Promise<Response> {
  const caller = authorize(world, c, 'stopChannel');
  readQuery(c, []);
  const parsed = StopBody.safeParse(await readJson(c));
  if (!parsed.success) throw badRequest('required', 'Required', 'id');
  const index = world.state.channels.findIndex(
    (channel) =>
      channel.id === parsed.data.id &&
      channel.resourceId === parsed.data.resourceId &&
      channel.email === caller.account.email &&
      channel.clientId === caller.grant.clientId &&
      channel.expiresAt > world.now(),
  );
  if (index < 0) throw notFound();
  world.state.channels.splice(index, 1);
  world.touch();
  return c.body(null, 204);
}
