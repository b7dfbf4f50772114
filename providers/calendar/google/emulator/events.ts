import { Hono } from 'hono';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import { listEvents, listParams, toInstance } from './event-list.ts';
import {
  finishConference,
  horizon,
  insertEvent,
  parseEventBody,
  rewriteEvent,
  withSelf,
} from './event-write.ts';
import type { EmulatorContext } from './http.ts';
import {
  authorize,
  badRequest,
  notFound,
  openCalendar,
  readInstant,
  readJson,
  readPageSize,
  readQuery,
  VendorFailure,
} from './http.ts';
import type { StoredCalendar, StoredEvent, VendorEvent, World } from './model.ts';
import { recordChange } from './model.ts';
import { watchCalendar } from './push.ts';
import { expandSeries } from './recurrence.ts';

const writeParams = [
  'conferenceDataVersion',
  'sendUpdates',
  'sendNotifications',
  'maxAttendees',
  'supportsAttachments',
];

/** A stored event or an occurrence of a stored series, which has no copy of its own yet. */
export type Found = { event: StoredEvent; stored: boolean };

export function findEvent(calendar: StoredCalendar, eventId: string): Found | null {
  const stored = calendar.events[eventId];
  if (stored !== undefined) return { event: stored, stored: true };
  const [, seriesId = '', key = ''] = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(eventId) ?? [];
  const master = calendar.events[seriesId];
  if (master?.body.recurrence == null || master.body.status === 'cancelled') return null;
  const day = Date.UTC(Number(key.slice(0, 4)), Number(key.slice(4, 6)) - 1, Number(key.slice(6, 8)));
  const occurrence = expandSeries(
    master.body,
    calendar.timeZone,
    day - 3 * 86_400_000,
    day + 3 * 86_400_000,
  ).find((candidate) => candidate.key === key);
  if (occurrence === undefined) return null;
  const body = toInstance(calendar, master.body, occurrence);
  return { event: { body, ordinal: master.ordinal, changeSeq: master.changeSeq }, stored: false };
}

/** Deletes as the API and as a person would; a deleted series takes its instances along. */
export function cancelEvent(world: World, calendar: StoredCalendar, eventId: string): void {
  const found = findEvent(calendar, eventId);
  if (found === null) throw notFound();
  if (found.event.body.status === 'cancelled') {
    throw new VendorFailure(410, 'deleted', 'Resource has been deleted');
  }
  for (const event of [keep(calendar, found), ...exceptionsOf(calendar, eventId)]) {
    event.body = { ...event.body, status: 'cancelled' };
    recordChange(world, calendar, event);
  }
}

/** Edits as the API and as a person would; an edited occurrence becomes an exception. */
export function editEvent(
  world: World,
  calendar: StoredCalendar,
  eventId: string,
  fields: Record<string, unknown>,
  options: { whole: boolean; conferenceVersion: number },
): VendorEvent {
  const found = findEvent(calendar, eventId);
  if (found === null) throw notFound();
  if (!found.stored && fields['recurrence'] !== undefined) {
    throw badRequest('invalid', 'Instances cannot have a recurrence.', 'recurrence');
  }
  const copy = { ...found.event };
  rewriteEvent(world, calendar, copy, fields, options);
  Object.assign(keep(calendar, found), copy);
  return copy.body;
}

function keep(calendar: StoredCalendar, found: Found): StoredEvent {
  if (!found.stored) calendar.events[found.event.body.id ?? ''] = found.event;
  return found.event;
}

const exceptionsOf = (calendar: StoredCalendar, seriesId: string): StoredEvent[] =>
  Object.values(calendar.events).filter(
    ({ body }) => body.recurringEventId === seriesId && body.status !== 'cancelled',
  );

export function createEventRoutes(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const path = '/calendar/v3/calendars/:calendarId/events';
  app.get(path, (c) => {
    const caller = authorize(world, c, 'readEvents');
    const query = readQuery(c, listParams);
    return c.json(listEvents(world, openCalendar(world, c, caller, 'reader'), caller.account.email, query));
  });
  app.post(path, async (c) => {
    const caller = authorize(world, c, 'writeEvents');
    const conferenceVersion = readConferenceVersion(c);
    const calendar = openCalendar(world, c, caller, 'writer');
    const fields = parseEventBody(await readJson(c));
    const event = insertEvent(world, calendar, caller.account.email, fields, conferenceVersion);
    return answer(c, event.body, caller.account.email);
  });
  app.post(`${path}/watch`, (c) => watchCalendar(world, c));
  app.get(`${path}/:eventId`, (c) => {
    const caller = authorize(world, c, 'readEvents');
    readQuery(c, ['maxAttendees', 'timeZone']);
    const calendar = openCalendar(world, c, caller, 'reader');
    const found = findEvent(calendar, c.req.param('eventId'));
    if (found === null) throw notFound();
    // A pending meeting is ready by the time somebody looks again.
    if (found.event.body.conferenceData?.createRequest?.status?.statusCode === 'pending' && found.stored) {
      finishConference(world, found.event.body);
      recordChange(world, calendar, found.event);
    }
    return answer(c, found.event.body, caller.account.email);
  });
  app.on(['PATCH', 'PUT'], `${path}/:eventId`, async (c) => {
    const caller = authorize(world, c, 'writeEvents');
    const conferenceVersion = readConferenceVersion(c);
    const calendar = openCalendar(world, c, caller, 'writer');
    const eventId = c.req.param('eventId');
    const fields = parseEventBody(await readJson(c));
    checkEtag(c, findEvent(calendar, eventId));
    const body = editEvent(world, calendar, eventId, fields, {
      whole: c.req.method === 'PUT',
      conferenceVersion,
    });
    return answer(c, body, caller.account.email);
  });
  app.delete(`${path}/:eventId`, (c) => {
    const caller = authorize(world, c, 'writeEvents');
    readQuery(c, ['sendUpdates', 'sendNotifications']);
    const calendar = openCalendar(world, c, caller, 'writer');
    const eventId = c.req.param('eventId');
    const found = findEvent(calendar, eventId);
    if (found?.event.body.status !== 'cancelled') checkEtag(c, found);
    cancelEvent(world, calendar, eventId);
    return c.body(null, 204);
  });
  app.get(`${path}/:eventId/instances`, (c) => listInstances(world, c));
  return app;
}

function answer(c: EmulatorContext, body: VendorEvent, email: string): Response {
  return c.json(withSelf(body, email), 200, body.etag == null ? {} : { etag: body.etag });
}

function readConferenceVersion(c: EmulatorContext): number {
  const query = readQuery(c, writeParams);
  const sendUpdates = query.get('sendUpdates');
  if (sendUpdates !== null && !['all', 'externalOnly', 'none'].includes(sendUpdates)) {
    throw badRequest('invalidParameter', 'Invalid value', 'sendUpdates');
  }
  const version = query.get('conferenceDataVersion') ?? '0';
  if (version !== '0' && version !== '1') {
    throw badRequest('invalidParameter', 'Invalid value', 'conferenceDataVersion');
  }
  return Number(version);
}

function checkEtag(c: EmulatorContext, found: Found | null): void {
  const wanted = c.req.header('if-match');
  if (found === null) throw notFound();
  if (wanted === undefined || wanted === '*' || wanted === found.event.body.etag) return;
  throw new VendorFailure(412, 'conditionNotMet', 'Precondition Failed');
}

function listInstances(world: World, c: EmulatorContext): Response {
  const caller = authorize(world, c, 'readEvents');
  const query = readQuery(c, ['timeMin', 'timeMax', 'maxResults', 'showDeleted', 'timeZone']);
  const calendar = openCalendar(world, c, caller, 'reader');
  const seriesId = c.req.param('eventId') ?? '';
  const master = calendar.events[seriesId];
  if (master === undefined) throw notFound();
  const from = readInstant(query, 'timeMin') ?? horizon(world.now()).from;
  const to = readInstant(query, 'timeMax') ?? horizon(world.now()).to;
  const items = expandSeries(master.body, calendar.timeZone, from, to)
    .map((occurrence) => {
      const exception = calendar.events[`${seriesId}_${occurrence.key}`];
      return exception?.body ?? toInstance(calendar, master.body, occurrence);
    })
    .filter((body) => body.status !== 'cancelled' || query.get('showDeleted') === 'true')
    .slice(0, readPageSize(query, 250, 2_500));
  return c.json({ kind: 'calendar#events', timeZone: calendar.timeZone, items });
}
