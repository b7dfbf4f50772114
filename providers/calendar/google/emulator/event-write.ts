import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { badRequest, VendorFailure } from './http.ts';
import type { StoredCalendar, StoredEvent, VendorEvent, World } from './model.ts';
import { base32hex, recordChange } from './model.ts';
import { checkRecurrence, expandSeries, toSpan } from './recurrence.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const when = z.strictObject({ date: text, dateTime: text, timeZone: text }).nullish();
const properties = z.record(z.string().max(44), z.string().max(1_024).nullable()).nullish();
const person = z.strictObject({ email: text, displayName: text, self: flag, id: text });

/** Every field a client may send; the vendor's own fields are accepted and ignored, as in a read-change-write. */
const EventBody = z.strictObject({
  id: text,
  iCalUID: text,
  summary: text,
  description: text,
  location: text,
  colorId: text,
  status: z.enum(['confirmed', 'tentative', 'cancelled']).nullish(),
  transparency: z.enum(['opaque', 'transparent']).nullish(),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).nullish(),
  eventType: z
    .enum(['default', 'outOfOffice', 'focusTime', 'workingLocation', 'birthday', 'fromGmail'])
    .nullish(),
  start: when,
  end: when,
  originalStartTime: when,
  recurringEventId: text,
  recurrence: z.array(z.string()).nullish(),
  sequence: z.number().int().nullish(),
  attendees: z
    .array(
      z.strictObject({
        email: z.email(),
        displayName: text,
        responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).nullish(),
        optional: flag,
        comment: text,
        additionalGuests: z.number().int().nullish(),
        resource: flag,
        self: flag,
        organizer: flag,
        id: text,
      }),
    )
    .nullish(),
  reminders: z
    .strictObject({
      useDefault: flag,
      overrides: z.array(z.strictObject({ method: z.string(), minutes: z.number().int().min(0) })).nullish(),
    })
    .nullish(),
  conferenceData: z
    .looseObject({ createRequest: z.looseObject({ requestId: z.string().min(1) }).nullish() })
    .nullish(),
  extendedProperties: z.strictObject({ private: properties, shared: properties }).nullish(),
  source: z.strictObject({ title: text, url: text }).nullish(),
  guestsCanModify: flag,
  guestsCanInviteOthers: flag,
  guestsCanSeeOtherGuests: flag,
  anyoneCanAddSelf: flag,
  kind: text,
  etag: text,
  htmlLink: text,
  created: text,
  updated: text,
  creator: person.nullish(),
  organizer: person.nullish(),
  hangoutLink: text,
});

const readOnly = ['kind', 'etag', 'htmlLink', 'created', 'updated', 'creator', 'organizer', 'hangoutLink'];

/** The body, checked strictly; throws the vendor's 400. */
export function parseEventBody(body: unknown): Record<string, unknown> {
  const parsed = EventBody.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw badRequest('invalid', `Invalid value at ${where ?? 'body'}.`, where ?? 'body');
  }
  return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => !readOnly.includes(name)));
}

/** Objects merge, arrays are replaced whole, null clears. */
function mergePatch(base: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws 400 unless the times make sense. */
function checkTimes(event: VendorEvent, calendar: StoredCalendar): void {
  for (const side of ['start', 'end'] as const) {
    const time = event[side];
    if (time == null) throw badRequest('required', `Missing ${side} time.`, side);
    const hasDate = typeof time.date === 'string';
    if (hasDate === (typeof time.dateTime === 'string')) {
      throw badRequest('invalid', `Invalid ${side} time.`, side);
    }
    if (time.timeZone != null && !IANAZone.isValidZone(time.timeZone)) {
      throw badRequest('invalid', `Invalid time zone definition for ${side} time.`, `${side}.timeZone`);
    }
    const shape = hasDate ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
    const value = (hasDate ? time.date : time.dateTime) ?? '';
    if (!shape.test(value) || !DateTime.fromISO(value).isValid) {
      throw badRequest('invalid', `Invalid ${side} time.`, side);
    }
    if (!hasDate && time.timeZone == null && !/(?:Z|[+-]\d\d:?\d\d)$/.test(value)) {
      throw badRequest('required', `Missing time zone definition for ${side} time.`, side);
    }
  }
  if ((event.start?.date == null) !== (event.end?.date == null)) {
    throw badRequest('invalid', 'Start and end times must either both be date or both be dateTime.');
  }
  const span = toSpan(event, calendar.timeZone);
  const empty = event.start?.date == null ? span.end < span.start : span.end <= span.start;
  if (empty) throw badRequest('timeRangeEmpty', 'The specified time range is empty.', 'timeMax');
  if (event.recurrence != null) {
    if (event.start?.date == null && event.start?.timeZone == null) {
      throw badRequest('required', 'Missing time zone definition for start time.', 'start.timeZone');
    }
    checkRecurrence(event.recurrence, event.start?.timeZone ?? calendar.timeZone);
  }
}

/** Answers `createRequest`. Ignored unless the caller speaks conference version 1; one request key, one meeting. */
function applyConference(
  world: World,
  event: VendorEvent,
  asked: unknown,
  previous: VendorEvent['conferenceData'],
): void {
  const request = isObject(asked) && isObject(asked['createRequest']) ? asked['createRequest'] : null;
  const requestId = typeof request?.['requestId'] === 'string' ? request['requestId'] : null;
  if (requestId === null || previous?.createRequest?.requestId === requestId) {
    if (previous !== undefined) event.conferenceData = previous;
    return;
  }
  const { conference } = world.state.settings;
  event.conferenceData = {
    createRequest: {
      requestId,
      conferenceSolutionKey: { type: 'hangoutsMeet' },
      status: { statusCode: conference },
    },
  };
  if (conference === 'success') finishConference(world, event);
}

/** Makes the meeting that was asked for. */
export function finishConference(world: World, event: VendorEvent): void {
  const request = event.conferenceData?.createRequest;
  const requestId = request?.requestId;
  if (request == null || requestId == null) return;
  world.state.conferences[requestId] ??= meetingCode(`${world.state.seed}|${requestId}`);
  const code = world.state.conferences[requestId];
  const uri = `https://meet.google.com/${code}`;
  event.hangoutLink = uri;
  event.conferenceData = {
    createRequest: { ...request, status: { statusCode: 'success' } },
    conferenceId: code,
    conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
    entryPoints: [{ entryPointType: 'video', uri, label: uri.replace('https://', '') }],
  };
}

function meetingCode(text: string): string {
  const letters = Array.from(base32hex(text), (digit) =>
    String.fromCodePoint(97 + (Number.parseInt(digit, 32) % 26)),
  );
  return `${letters.slice(0, 3).join('')}-${letters.slice(3, 7).join('')}-${letters.slice(7, 10).join('')}`;
}

/** The guests as the vendor shows them to this account. */
export function withSelf(event: VendorEvent, email: string): VendorEvent {
  if (event.attendees === undefined) return event;
  return {
    ...event,
    attendees: event.attendees.map((guest) => ({
      ...guest,
      responseStatus: guest.responseStatus ?? 'needsAction',
      ...(guest.email === email ? { self: true } : {}),
    })),
  };
}

/** Stores a new event; throws 409 when the id was ever used in this calendar. */
export function insertEvent(
  world: World,
  calendar: StoredCalendar,
  owner: string,
  fields: Record<string, unknown>,
  conferenceVersion: number,
): StoredEvent {
  const { conferenceData, ...given } = fields;
  const id = typeof given['id'] === 'string' ? given['id'] : world.nextId('event');
  if (!/^[0-9a-v]{5,1024}$/.test(id)) throw badRequest('invalid', 'Invalid resource id value.', 'id');
  const now = new Date(world.now()).toISOString();
  const body = mergePatch(
    {
      kind: 'calendar#event',
      id,
      status: 'confirmed',
      htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
      created: now,
      creator: { email: owner, self: true },
      organizer: { email: calendar.id, displayName: calendar.summary, self: true },
      iCalUID: `${id}@google.com`,
      sequence: 0,
      reminders: { useDefault: true },
      eventType: 'default',
    },
    { ...given, id },
  ) as VendorEvent;
  checkTimes(body, calendar);
  if (calendar.events[id] !== undefined) {
    throw new VendorFailure(409, 'duplicate', 'The requested identifier already exists.');
  }
  if (conferenceVersion === 1) applyConference(world, body, conferenceData, undefined);
  const event: StoredEvent = { body, ordinal: world.nextVersion(), changeSeq: 0 };
  calendar.events[id] = event;
  recordChange(world, calendar, event);
  return event;
}

/** Writes fields over an event, by patch or as a whole. */
export function rewriteEvent(
  world: World,
  calendar: StoredCalendar,
  event: StoredEvent,
  fields: Record<string, unknown>,
  options: { whole: boolean; conferenceVersion: number },
): void {
  const { conferenceData, id: _id, ...given } = fields;
  const before = event.body;
  const kept: Record<string, unknown> = options.whole ? vendorFields(before) : { ...before };
  delete kept['conferenceData'];
  const body = mergePatch(kept, given) as VendorEvent;
  if (body.status !== 'cancelled') checkTimes(body, calendar);
  const dropsMeeting = options.conferenceVersion === 1 && conferenceData === null;
  const wholeWithout = options.whole && options.conferenceVersion === 1 && conferenceData === undefined;
  if (dropsMeeting || wholeWithout) delete body.hangoutLink;
  else {
    const asked = options.conferenceVersion === 1 ? conferenceData : undefined;
    applyConference(world, body, asked, before.conferenceData);
    if (before.hangoutLink != null) body.hangoutLink ??= before.hangoutLink;
  }
  const moved = JSON.stringify([before.start, before.end]) !== JSON.stringify([body.start, body.end]);
  if (moved) body.sequence = (before.sequence ?? 0) + 1;
  if (before.recurrence != null) buryInstances(world, calendar, event, body);
  event.body = body;
  recordChange(world, calendar, event);
}

function vendorFields(event: VendorEvent): Record<string, unknown> {
  const names = [
    'kind',
    'id',
    'htmlLink',
    'created',
    'creator',
    'organizer',
    'iCalUID',
    'sequence',
    'hangoutLink',
  ];
  const kept = [...names, 'eventType', 'recurringEventId', 'originalStartTime'];
  const entries = Object.entries(event).filter(([name]) => kept.includes(name));
  return { status: 'confirmed', ...Object.fromEntries(entries) };
}

export const horizon = (now: number) => ({ from: now - 60 * 86_400_000, to: now + 400 * 86_400_000 });

/** Nobody reads further ahead than this. */
const furthestRead = 2_000 * 86_400_000;

/** Instances that the new rule no longer makes must reach those who already know them. */
function buryInstances(world: World, calendar: StoredCalendar, event: StoredEvent, after: VendorEvent): void {
  const { from } = horizon(world.now());
  const to = world.now() + furthestRead;
  const keys = new Set(expandSeries(after, calendar.timeZone, from, to).map(({ key }) => key));
  for (const gone of expandSeries(event.body, calendar.timeZone, from, to)) {
    const id = `${event.body.id ?? ''}_${gone.key}`;
    if (keys.has(gone.key) || calendar.events[id] !== undefined) continue;
    calendar.tombstones.push({
      body: { kind: 'calendar#event', id, status: 'cancelled', recurringEventId: event.body.id ?? '' },
      ordinal: event.ordinal,
      // The caller records the change right after, under the next number.
      changeSeq: calendar.changeSeq + 1,
    });
  }
}
