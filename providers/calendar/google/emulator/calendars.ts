import { Hono } from 'hono';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import {
  authorize,
  badRequest,
  notFound,
  openCalendar,
  readJson,
  readPageSize,
  readQuery,
  VendorFailure,
} from './http.ts';
import type { StoredCalendar, World } from './model.ts';
import { base32hex, findCalendar, toEtag } from './model.ts';
import { stopChannel } from './push.ts';
import { expandSeries, toSpan } from './recurrence.ts';

const CalendarBody = z.strictObject({
  summary: z.string().min(1).optional(),
  description: z.string().nullish(),
  timeZone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone))
    .optional(),
  location: z.string().nullish(),
});

export function addCalendar(
  world: World,
  calendar: {
    id?: string;
    owner: string;
    summary: string;
    timeZone: string;
    primary?: boolean;
    color?: string;
  },
): StoredCalendar {
  const id = calendar.id ?? `c_${world.nextId('calendar')}@group.calendar.google.com`;
  const stored: StoredCalendar = {
    id,
    summary: calendar.summary,
    timeZone: calendar.timeZone,
    backgroundColor: calendar.color ?? '#9fe1e7',
    primaryOf: calendar.primary === true ? calendar.owner : null,
    roles: { [calendar.owner]: 'owner' },
    version: world.nextVersion(),
    changeSeq: 0,
    tokenEpoch: 1,
    events: {},
    tombstones: [],
  };
  world.state.calendars[id] = stored;
  world.touch();
  return stored;
}

const toResource = (calendar: StoredCalendar) => ({
  kind: 'calendar#calendar',
  etag: toEtag(calendar.version),
  id: calendar.id,
  summary: calendar.summary,
  ...(calendar.description === undefined ? {} : { description: calendar.description }),
  timeZone: calendar.timeZone,
});

const toListEntry = (calendar: StoredCalendar, email: string) => ({
  ...toResource(calendar),
  kind: 'calendar#calendarListEntry',
  backgroundColor: calendar.backgroundColor,
  foregroundColor: '#000000',
  selected: true,
  accessRole: calendar.roles[email],
  defaultReminders: [{ method: 'popup', minutes: 10 }],
  conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  ...(calendar.primaryOf === email ? { primary: true } : {}),
});

export function createCalendarRoutes(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const listPath = '/calendar/v3/users/me/calendarList';
  app.get(listPath, (c) => {
    const { account } = authorize(world, c, 'listCalendars');
    const query = readQuery(c, ['maxResults', 'pageToken', 'minAccessRole', 'showDeleted', 'showHidden']);
    const size = Math.min(readPageSize(query, 100, 250), world.state.settings.maxPageSize);
    const offset = Number(query.get('pageToken') ?? 0);
    if (!Number.isInteger(offset) || offset < 0)
      throw badRequest('invalid', 'Invalid page token value.', 'pageToken');
    const all = Object.values(world.state.calendars).filter(
      ({ roles }) => roles[account.email] !== undefined,
    );
    const items = all.slice(offset, offset + size).map((calendar) => toListEntry(calendar, account.email));
    return c.json({
      kind: 'calendar#calendarList',
      etag: toEtag(all.length),
      ...(offset + size < all.length ? { nextPageToken: String(offset + size) } : {}),
      items,
    });
  });
  app.get(`${listPath}/:calendarId`, (c) => {
    const caller = authorize(world, c, 'listCalendars');
    readQuery(c, []);
    return c.json(toListEntry(openCalendar(world, c, caller, 'freeBusyReader'), caller.account.email));
  });
  app.post('/calendar/v3/channels/stop', (c) => stopChannel(world, c));
  app.post('/calendar/v3/freeBusy', async (c) => {
    const { account } = authorize(world, c, 'freeBusy');
    readQuery(c, []);
    return c.json(freeBusy(world, account.email, await readJson(c)));
  });
  return app.route('/', createCalendarWrites(world));
}

function createCalendarWrites(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const path = '/calendar/v3/calendars';
  const parse = (body: unknown) => {
    const parsed = CalendarBody.safeParse(body);
    if (!parsed.success)
      throw badRequest('invalid', 'Invalid calendar.', parsed.error.issues[0]?.path.join('.'));
    return parsed.data;
  };
  app.post(path, async (c) => {
    const { account } = authorize(world, c, 'writeCalendar');
    readQuery(c, []);
    const body = parse(await readJson(c));
    if (body.summary === undefined) throw badRequest('required', 'Missing title.', 'summary');
    const timeZone = body.timeZone ?? 'UTC';
    const calendar = addCalendar(world, { owner: account.email, summary: body.summary, timeZone });
    return c.json(toResource(calendar));
  });
  app.get(`${path}/:calendarId`, (c) => {
    const caller = authorize(world, c, 'readCalendar');
    readQuery(c, []);
    return c.json(toResource(openCalendar(world, c, caller, 'reader')));
  });
  app.on(['PATCH', 'PUT'], `${path}/:calendarId`, async (c) => {
    const caller = authorize(world, c, 'writeCalendar');
    readQuery(c, []);
    const calendar = openCalendar(world, c, caller, 'owner');
    const body = parse(await readJson(c));
    if (body.summary !== undefined) calendar.summary = body.summary;
    if (body.timeZone !== undefined) calendar.timeZone = body.timeZone;
    if (typeof body.description === 'string') calendar.description = body.description;
    calendar.version = world.nextVersion();
    world.touch();
    return c.json(toResource(calendar));
  });
  app.delete(`${path}/:calendarId`, (c) => {
    const caller = authorize(world, c, 'writeCalendar');
    readQuery(c, []);
    const calendar = openCalendar(world, c, caller, 'owner');
    if (calendar.primaryOf !== null) {
      throw new VendorFailure(403, 'forbidden', 'Primary calendars cannot be deleted.');
    }
    delete world.state.calendars[calendar.id];
    world.state.channels = world.state.channels.filter(({ calendarId }) => calendarId !== calendar.id);
    world.touch();
    return c.body(null, 204);
  });
  return app;
}

const FreeBusyBody = z.strictObject({
  timeMin: z.iso.datetime({ offset: true }),
  timeMax: z.iso.datetime({ offset: true }),
  timeZone: z.string().optional(),
  groupExpansionMax: z.int().optional(),
  calendarExpansionMax: z.int().max(50).optional(),
  items: z.array(z.strictObject({ id: z.string() })).max(50),
});

function freeBusy(world: World, email: string, body: unknown) {
  const parsed = FreeBusyBody.safeParse(body);
  if (!parsed.success)
    throw badRequest('invalid', 'Invalid request.', parsed.error.issues[0]?.path.join('.'));
  const from = Date.parse(parsed.data.timeMin);
  const to = Date.parse(parsed.data.timeMax);
  if (from >= to) throw badRequest('timeRangeEmpty', 'The specified time range is empty.', 'timeMax');
  if (to - from > 92 * 86_400_000) {
    throw badRequest('timeRangeTooLong', 'The requested time range is too long.', 'timeMax');
  }
  const entries = parsed.data.items.map(({ id }) => {
    const calendar = findCalendar(world, email, id);
    return calendar === null
      ? ([id, { errors: [{ domain: 'global', reason: notFound().reason }], busy: [] }] as const)
      : ([id, { busy: busySpans(calendar, email, from, to) }] as const);
  });
  return {
    kind: 'calendar#freeBusy',
    timeMin: new Date(from).toISOString(),
    timeMax: new Date(to).toISOString(),
    calendars: Object.fromEntries(entries),
  };
}

function busySpans(calendar: StoredCalendar, email: string, from: number, to: number) {
  const spans = Object.values(calendar.events)
    .filter(({ body }) => body.status !== 'cancelled' && body.transparency !== 'transparent')
    .filter(({ body }) => body.eventType !== 'workingLocation' && body.eventType !== 'birthday')
    .filter(
      ({ body }) =>
        body.attendees?.some((guest) => guest.email === email && guest.responseStatus === 'declined') !==
        true,
    )
    .flatMap(({ body }) =>
      body.recurrence == null
        ? [toSpan(body, calendar.timeZone)]
        : expandSeries(body, calendar.timeZone, from, to).filter(
            ({ key }) => calendar.events[`${body.id ?? ''}_${key}`] === undefined,
          ),
    )
    .filter((span) => span.end > from && span.start < to && span.end > span.start)
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged.map(({ start, end }) => ({
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  }));
}

/** The subject of an account: stable, all digits, as the vendor's. */
export const toSubject = (email: string): string =>
  `1${BigInt(`0x${Buffer.from(base32hex(email)).toString('hex').slice(0, 16)}`)
    .toString()
    .padStart(20, '0')
    .slice(-20)}`;
