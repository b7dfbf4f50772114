import { z } from 'zod';
import type { Notifier } from '#providers/emulation/notifications.ts';
import type { EmulatorContext } from './http.ts';
import { authorize, badRequest, notFound, openCalendar, readJson, readQuery } from './http.ts';
import type { Channel, World } from './model.ts';
import { base32hex } from './model.ts';

/** As long as the vendor's own, on a smaller scale: a local run sees the repeats. */
export const pushRetries = {
  retryDelaysMs: [200, 1_000, 5_000],
  isRepeated: (status: number | null): boolean => status === null || [500, 502, 503, 504].includes(status),
};

/** Sends a notification for every change to the channels of its calendar, and a first one to a channel that was opened. */
export function connectPushes(world: World, notifier: Notifier, origin: () => string): void {
  const send = (channel: Channel, state: 'sync' | 'exists') => {
    channel.lastMessageNumber += 1;
    const messageNumber = String(channel.lastMessageNumber);
    notifier.send({
      id: `${channel.id}/${messageNumber}`,
      kind: state,
      url: channel.address,
      isReliable: state === 'sync',
      message: () => ({
        headers: {
          'x-goog-channel-id': channel.id,
          'x-goog-channel-token': channel.token,
          'x-goog-channel-expiration': new Date(channel.expiresAt).toUTCString(),
          'x-goog-resource-id': channel.resourceId,
          'x-goog-resource-uri': resourceUri(origin(), channel.calendarId),
          'x-goog-resource-state': state,
          'x-goog-message-number': messageNumber,
        },
      }),
    });
  };
  world.announce = (channel) => send(channel, 'sync');
  world.notify = (calendarId) => {
    for (const channel of world.state.channels) {
      if (channel.calendarId === calendarId && channel.expiresAt > world.now()) send(channel, 'exists');
    }
  };
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
