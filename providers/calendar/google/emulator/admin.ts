import { Hono } from 'hono';
import { z } from 'zod';
import { addCalendar } from './calendars.ts';
import { insertEvent, parseEventBody } from './event-write.ts';
import { cancelEvent, editEvent } from './events.ts';
import type { Faults } from './faults.ts';
import { FaultRule } from './faults.ts';
import type { EmulatorContext, EmulatorEnv } from './http.ts';
import { badRequest, notFound, readJson } from './http.ts';
import type { Settings, State, StoredCalendar, World } from './model.ts';
import { defaultSettings, emptyState } from './model.ts';
import { revokeAccount } from './oauth.ts';
import type { PushSender } from './push.ts';
import { addAccount, seedDemo } from './seed.ts';

const AccountBody = z.strictObject({
  email: z.email(),
  name: z.string().min(1),
  timeZone: z.string().default('UTC'),
  calendars: z.array(z.strictObject({ summary: z.string(), timeZone: z.string().optional() })).default([]),
});
const ClockBody = z.strictObject({ offsetMs: z.int().optional(), advanceMs: z.int().optional() });
const ResetBody = z.strictObject({ seed: z.int().optional(), demo: z.boolean().default(true) });
const chance = z.number().min(0).max(1);
const SettingsBody = z.strictObject({
  consent: z.enum(['ask', 'allow', 'deny']).optional(),
  consentAccount: z.string().nullable().optional(),
  accessTokenSeconds: z.int().min(1).optional(),
  rotateRefreshTokens: z.boolean().optional(),
  conference: z.enum(['success', 'pending', 'failure']).optional(),
  channelMaxMs: z.int().min(1).optional(),
  syncTokenMs: z.int().min(1).optional(),
  maxPageSize: z.int().min(1).optional(),
  pushDropProbability: chance.optional(),
  pushDuplicateProbability: chance.optional(),
  pushReorderProbability: chance.optional(),
  pushDelayMs: z.int().min(0).optional(),
});

type Parts = { world: World; faults: Faults; push: PushSender };

async function read<T>(c: EmulatorContext, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(c));
  if (!parsed.success) throw badRequest('invalid', parsed.error.message);
  return parsed.data;
}

/** Controls for tests and for people: not part of what the vendor speaks. */
export function createAdmin({ world, faults, push }: Parts): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.post('/reset', async (c) => {
    const { seed, demo } = await read(c, ResetBody);
    await push.drop();
    world.replace(emptyState(seed ?? world.state.seed));
    faults.clear();
    faults.forget();
    push.deliveries.length = 0;
    if (demo) seedDemo(world);
    return c.json({});
  });
  app.get('/state', (c) => c.json(world.state));
  app.put('/state', async (c) => {
    world.replace((await readJson(c)) as State);
    return c.json({});
  });
  app.get('/journal', (c) => c.json({ entries: faults.journal }));
  app.delete('/journal', (c) => {
    faults.forget();
    return c.json({});
  });
  app.get('/clock', (c) => c.json({ now: world.now(), offsetMs: world.state.clockOffsetMs }));
  app.post('/clock', async (c) => {
    const { offsetMs, advanceMs } = await read(c, ClockBody);
    world.state.clockOffsetMs = (offsetMs ?? world.state.clockOffsetMs) + (advanceMs ?? 0);
    world.touch();
    return c.json({ now: world.now(), offsetMs: world.state.clockOffsetMs });
  });
  app.get('/settings', (c) => c.json(world.state.settings));
  app.patch('/settings', async (c) => {
    const given = await read(c, SettingsBody);
    const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    world.state.settings = { ...world.state.settings, ...(set as Partial<Settings>) };
    world.touch();
    return c.json(world.state.settings);
  });
  app.delete('/settings', (c) => {
    world.state.settings = { ...defaultSettings };
    return c.json(world.state.settings);
  });
  app.get('/faults', (c) => c.json({ rules: faults.rules }));
  app.post('/faults', async (c) => c.json(faults.add(await read(c, FaultRule)), 201));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({});
  });
  app.delete('/faults/:id', (c) => {
    faults.clear(c.req.param('id'));
    return c.json({});
  });
  app.get('/deliveries', (c) => c.json({ deliveries: push.deliveries }));
  app.post('/deliveries/settle', async (c) => {
    await push.settle();
    return c.json({ deliveries: push.deliveries });
  });
  return app.route('/', createPersonActions(world));
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
