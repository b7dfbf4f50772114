import { Hono } from 'hono';
import { z } from 'zod';
import { createControls } from '#providers/emulation/controls.ts';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { EmulatorKit } from '#providers/emulation/kit.ts';
import { addCalendar } from './calendars.ts';
import { insertEvent, parseEventBody } from './event-write.ts';
import { cancelEvent, editEvent } from './events.ts';
import type { EmulatorContext } from './http.ts';
import { badRequest, notFound, readJson } from './http.ts';
import type { State, StoredCalendar, World } from './model.ts';
import { emptyState } from './model.ts';
import { revokeAccount } from './oauth.ts';
import { addAccount, seedDemo } from './seed.ts';

const AccountBody = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  timeZone: z.string().default('UTC'),
  calendars: z.array(z.strictObject({ summary: z.string(), timeZone: z.string().optional() })).default([]),
});
const ResetBody = z.strictObject({ seed: z.int().optional(), demo: z.boolean().default(true) });
const SettingsBody = z.strictObject({
  consent: z.enum(['ask', 'allow', 'deny']).optional(),
  consentAccount: z.string().nullable().optional(),
  accessTokenSeconds: z.int().min(1).optional(),
  rotateRefreshTokens: z.boolean().optional(),
  conference: z.enum(['success', 'pending', 'failure']).optional(),
  channelMaxMs: z.int().min(1).optional(),
  syncTokenMs: z.int().min(1).optional(),
  maxPageSize: z.int().min(1).optional(),
});

async function read<T>(c: EmulatorContext, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(c));
  if (!parsed.success) throw badRequest('invalid', parsed.error.message);
  return parsed.data;
}

/** Controls for tests and for people: not part of what the vendor speaks. */
export function createAdmin(world: World, kit: EmulatorKit): Hono<EmulatorEnv> {
  const controls = createControls(kit, {
    reset(body) {
      const { seed, demo } = ResetBody.parse(body);
      world.replace(emptyState(seed ?? world.state.seed));
      if (demo) seedDemo(world);
    },
    settings: { schema: SettingsBody, read: () => world.state.settings },
  });
  const app = new Hono<EmulatorEnv>();
  app.get('/state', (c) => c.json(world.state));
  app.put('/state', async (c) => {
    world.replace((await readJson(c)) as State);
    return c.json({});
  });
  return app.route('/', controls).route('/', createPersonActions(world));
}

/** What people do in the vendor's own pages. */
function createPersonActions(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const find = (c: EmulatorContext): StoredCalendar => {
    const calendar = world.state.calendars[c.req.param('calendarId') ?? ''];
    if (calendar === undefined) throw notFound();
    return calendar;
  };
  const owner = (calendar: StoredCalendar) =>
    Object.entries(calendar.roles).find(([, role]) => role === 'owner')?.[0] ?? calendar.id;
  app.post('/accounts', async (c) => {
    const { email, name, timeZone, calendars } = await read(c, AccountBody);
    if (world.state.accounts.some((account) => account.email === email)) {
      throw badRequest('duplicate', 'This account exists.');
    }
    addAccount(world, { email, name, timeZone });
    const added = calendars.map((calendar) =>
      addCalendar(world, {
        owner: email,
        summary: calendar.summary,
        timeZone: calendar.timeZone ?? timeZone,
      }),
    );
    return c.json({ email, calendars: [email, ...added.map(({ id }) => id)] }, 201);
  });
  app.post('/accounts/:email/revoke', (c) => c.json({ revoked: revokeAccount(world, c.req.param('email')) }));
  app.put('/calendars/:calendarId/roles/:email', async (c) => {
    const { role } = await read(
      c,
      z.strictObject({ role: z.enum(['freeBusyReader', 'reader', 'writer', 'owner']) }),
    );
    find(c).roles[c.req.param('email')] = role;
    world.touch();
    return c.json({});
  });
  app.post('/calendars/:calendarId/expire-sync-tokens', (c) => {
    find(c).tokenEpoch += 1;
    world.touch();
    return c.json({});
  });
  app.get('/calendars/:calendarId/events', (c) =>
    c.json({ events: Object.values(find(c).events).map(({ body }) => body) }),
  );
  app.post('/calendars/:calendarId/events', async (c) => {
    const calendar = find(c);
    const event = insertEvent(world, calendar, owner(calendar), parseEventBody(await readJson(c)), 1);
    return c.json(event.body, 201);
  });
  app.patch('/calendars/:calendarId/events/:eventId', async (c) => {
    const fields = parseEventBody(await readJson(c));
    const options = { whole: false, conferenceVersion: 1 };
    return c.json(editEvent(world, find(c), c.req.param('eventId'), fields, options));
  });
  app.delete('/calendars/:calendarId/events/:eventId', (c) => {
    cancelEvent(world, find(c), c.req.param('eventId'));
    return c.json({});
  });
  return app;
}
