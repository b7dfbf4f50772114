import { DateTime } from 'luxon';
import { z } from 'zod';
import { horizon, withSelf } from './event-write.ts';
import {
  badRequest,
  fromOpaque,
  readBoolean,
  readInstant,
  readPageSize,
  toOpaque,
  VendorFailure,
} from './http.ts';
import type { StoredCalendar, StoredEvent, VendorEvent, World } from './model.ts';
import { toEtag } from './model.ts';
import type { Occurrence } from './recurrence.ts';
import { expandSeries, toSpan } from './recurrence.ts';

export const listParams = [
  'timeMin',
  'timeMax',
  'singleEvents',
  'orderBy',
  'q',
  'iCalUID',
  'privateExtendedProperty',
  'showDeleted',
  'updatedMin',
  'maxResults',
  'maxAttendees',
  'pageToken',
  'syncToken',
  'timeZone',
  'eventTypes',
];
const refusedWithToken = [
  'timeMin',
  'timeMax',
  'orderBy',
  'q',
  'iCalUID',
  'updatedMin',
  'privateExtendedProperty',
];
/** Reads narrowed by these give no sync token. */
const narrowing = ['orderBy', 'q', 'iCalUID', 'updatedMin', 'privateExtendedProperty'];

const SyncToken = z.strictObject({
  c: z.string(),
  e: z.int(),
  s: z.int(),
  f: z.boolean(),
  at: z.number(),
  /** How far the first pass reached: series are expanded no further by those that follow. */
  to: z.number(),
});
const PageToken = z.strictObject({ after: z.string(), seq: z.int(), print: z.string() });

type Row = { key: string; body: VendorEvent };

const staleToken = () =>
  new VendorFailure(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', {
    location: 'syncToken',
  });
/** How far back changes can be asked for by time. */
const updatedMinMs = 28 * 86_400_000;

const padded = (value: number): string => String(value).padStart(16, '0');

/** One page of a calendar's events, by window or by sync token. */
export function listEvents(world: World, calendar: StoredCalendar, email: string, query: URLSearchParams) {
  const singleEvents = readBoolean(query, 'singleEvents') ?? false;
  const size = Math.min(readPageSize(query, 250, 2_500), world.state.settings.maxPageSize);
  const syncToken = query.get('syncToken');
  if (syncToken !== null) refuseNarrowing(query);
  const page = readPageToken(query);
  const since = syncToken === null ? null : readSyncToken(world, calendar, syncToken, singleEvents);
  const until = page?.seq ?? calendar.changeSeq;
  const reach = since?.to ?? readInstant(query, 'timeMax') ?? horizon(world.now()).to;
  const rows =
    since === null
      ? windowRows(world, calendar, query, singleEvents)
      : changedRows(world, calendar, { since: since.s, until, reach, singleEvents });
  const rest = page === null ? rows : rows.filter((row) => row.key > page.after);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  const more = rest.length > items.length && last !== undefined;
  const givesToken = syncToken !== null || narrowing.every((name) => !query.has(name));
  return {
    kind: 'calendar#events',
    etag: toEtag(calendar.changeSeq),
    summary: calendar.summary,
    updated: new Date(world.now()).toISOString(),
    timeZone: calendar.timeZone,
    accessRole: calendar.roles[email],
    defaultReminders: [],
    ...(more
      ? { nextPageToken: toOpaque({ after: last.key, seq: until, print: fingerprint(query) }) }
      : givesToken
        ? { nextSyncToken: makeSyncToken(world, calendar, { s: until, f: singleEvents, to: reach }) }
        : {}),
    items: items.map((row) => withSelf(row.body, email)),
  };
}

function makeSyncToken(
  world: World,
  calendar: StoredCalendar,
  read: Pick<z.infer<typeof SyncToken>, 's' | 'f' | 'to'>,
): string {
  return toOpaque({ c: calendar.id, e: calendar.tokenEpoch, at: world.now(), ...read });
}

function readSyncToken(
  world: World,
  calendar: StoredCalendar,
  text: string,
  singleEvents: boolean,
): z.infer<typeof SyncToken> {
  const parsed = SyncToken.safeParse(fromOpaque(text));
  if (!parsed.success) throw staleToken();
  const { c, e, s, f, at } = parsed.data;
  const stale = at + world.state.settings.syncTokenMs <= world.now();
  if (c !== calendar.id || e !== calendar.tokenEpoch || s > calendar.changeSeq || stale) throw staleToken();
  if (f !== singleEvents)
    throw badRequest('invalid', 'Sync token does not match the parameters.', 'syncToken');
  return parsed.data;
}

function refuseNarrowing(query: URLSearchParams): void {
  const refused = refusedWithToken.find((name) => query.has(name));
  if (refused !== undefined) {
    throw badRequest('badRequest', 'Sync token cannot be used with other query restrictions.', refused);
  }
  if (query.get('showDeleted') === 'false') {
    throw badRequest('badRequest', 'Sync token cannot be used with showDeleted=false.', 'showDeleted');
  }
}

function readPageToken(query: URLSearchParams): z.infer<typeof PageToken> | null {
  const text = query.get('pageToken');
  if (text === null) return null;
  const parsed = PageToken.safeParse(fromOpaque(text));
  if (!parsed.success || parsed.data.print !== fingerprint(query)) {
    throw badRequest('invalid', 'Invalid page token value.', 'pageToken');
  }
  return parsed.data;
}

function fingerprint(query: URLSearchParams): string {
  const entries = [...query.entries()].filter(([name]) => name !== 'pageToken' && name !== 'maxResults');
  return JSON.stringify(entries.sort(([a], [b]) => a.localeCompare(b)));
}

function windowRows(
  world: World,
  calendar: StoredCalendar,
  query: URLSearchParams,
  singleEvents: boolean,
): Row[] {
  const from = readInstant(query, 'timeMin') ?? Number.NEGATIVE_INFINITY;
  const to = readInstant(query, 'timeMax') ?? Number.POSITIVE_INFINITY;
  if (from >= to) throw badRequest('timeRangeEmpty', 'The specified time range is empty.', 'timeMax');
  const orderBy = query.get('orderBy');
  if (orderBy !== null && orderBy !== 'updated' && !(orderBy === 'startTime' && singleEvents)) {
    throw badRequest(
      'badRequest',
      'The requested ordering is not available for the particular query.',
      'orderBy',
    );
  }
  const updatedMin = readInstant(query, 'updatedMin');
  if (updatedMin !== undefined && updatedMin < world.now() - updatedMinMs) {
    throw new VendorFailure(
      410,
      'updatedMinTooLongAgo',
      'The requested minimum modification time lies too far in the past.',
      { location: 'updatedMin' },
    );
  }
  const matches = matcher(query);
  return Object.values(calendar.events)
    .flatMap((event) => {
      if (event.body.recurrence != null) {
        if (event.body.status === 'cancelled') return singleEvents ? [] : seriesRow(event);
        if (singleEvents) return instanceRows(world, calendar, event, Math.max(from, 0), to);
        return seriesInWindow(calendar, event, from, to) ? seriesRow(event) : [];
      }
      // A bare cancelled exception has no times: it belongs to every window of its series.
      const span = event.body.start == null ? null : toSpan(event.body, calendar.timeZone);
      const inside =
        span === null ||
        (span.end > from && span.start < to) ||
        (span.start === span.end && span.start >= from && span.start < to);
      return inside ? [{ key: padded(event.ordinal), body: event.body }] : [];
    })
    .filter(({ body }) => matches(body))
    .map((row) => (orderBy === null ? row : { ...row, key: orderKey(row, orderBy, calendar) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const seriesRow = (event: StoredEvent): Row[] => [{ key: padded(event.ordinal), body: event.body }];

function seriesInWindow(calendar: StoredCalendar, event: StoredEvent, from: number, to: number): boolean {
  const end = Number.isFinite(to) ? to : Math.max(from, 0) + 800 * 86_400_000;
  return expandSeries(event.body, calendar.timeZone, from, end).length > 0;
}

function orderKey(row: Row, orderBy: string, calendar: StoredCalendar): string {
  const at =
    orderBy === 'updated' ? Date.parse(row.body.updated ?? '') : toSpan(row.body, calendar.timeZone).start;
  return `${padded(at)}:${row.body.id ?? ''}`;
}

function matcher(query: URLSearchParams): (event: VendorEvent) => boolean {
  const showDeleted = readBoolean(query, 'showDeleted') ?? false;
  const text = query.get('q')?.toLowerCase();
  const uid = query.get('iCalUID');
  const updatedMin = readInstant(query, 'updatedMin');
  const types = query.getAll('eventTypes');
  const marks = query.getAll('privateExtendedProperty').map((pair) => pair.split('=', 2));
  return (event) => {
    const cancelled = event.status === 'cancelled';
    if (cancelled && !showDeleted && updatedMin === undefined) return false;
    if (uid !== null && event.iCalUID !== uid) return false;
    if (types.length > 0 && !types.includes(event.eventType ?? 'default')) return false;
    if (updatedMin !== undefined && Date.parse(event.updated ?? '') < updatedMin) return false;
    if (marks.some(([name = '', value]) => event.extendedProperties?.private?.[name] !== value)) return false;
    const content = [event.summary, event.description, event.location].join('\n').toLowerCase();
    return text === undefined || content.includes(text);
  };
}

/** Live instances of a series; those edited or deleted on their own are stored events of their own. */
function instanceRows(
  world: World,
  calendar: StoredCalendar,
  master: StoredEvent,
  from: number,
  to: number,
): Row[] {
  const end = Number.isFinite(to) ? to : horizon(world.now()).to;
  return expandSeries(master.body, calendar.timeZone, from, end)
    .filter(({ key }) => calendar.events[`${master.body.id ?? ''}_${key}`] === undefined)
    .map((occurrence) => ({
      key: `${padded(master.ordinal)}:${occurrence.key}`,
      body: toInstance(calendar, master.body, occurrence),
    }));
}

/** One occurrence as an event of its own. */
export function toInstance(
  calendar: StoredCalendar,
  master: VendorEvent,
  occurrence: Occurrence,
): VendorEvent {
  const { recurrence: _recurrence, ...body } = master;
  const allDay = master.start?.date != null;
  const zone = allDay ? calendar.timeZone : (master.start?.timeZone ?? calendar.timeZone);
  const at = (instant: number) => {
    const local = DateTime.fromMillis(instant, { zone });
    return allDay
      ? { date: local.toFormat('yyyy-MM-dd') }
      : { dateTime: local.toISO({ suppressMilliseconds: true }), timeZone: zone };
  };
  return {
    ...body,
    id: `${master.id ?? ''}_${occurrence.key}`,
    recurringEventId: master.id ?? '',
    originalStartTime: at(occurrence.start),
    start: at(occurrence.start),
    end: at(occurrence.end),
  };
}

function changedRows(
  world: World,
  calendar: StoredCalendar,
  range: { since: number; until: number; reach: number; singleEvents: boolean },
): Row[] {
  const changed = (event: StoredEvent) => event.changeSeq > range.since && event.changeSeq <= range.until;
  const rows = Object.values(calendar.events)
    .filter(changed)
    .flatMap((event): Row[] => {
      const key = padded(event.changeSeq);
      if (!range.singleEvents || event.body.recurrence == null) {
        return [{ key, body: event.body.status === 'cancelled' ? bare(event.body) : event.body }];
      }
      const { from } = horizon(world.now());
      return expandSeries(event.body, calendar.timeZone, from, range.reach)
        .filter(({ key: id }) => calendar.events[`${event.body.id ?? ''}_${id}`] === undefined)
        .map((occurrence) => {
          const body = toInstance(calendar, event.body, occurrence);
          return {
            key: `${key}:${occurrence.key}`,
            body: event.body.status === 'cancelled' ? bare(body) : body,
          };
        });
    });
  const gone = range.singleEvents
    ? calendar.tombstones
        .filter(changed)
        .filter(({ body }) => !isAlive(calendar, body))
        .map(({ body, changeSeq }) => ({ key: `${padded(changeSeq)}:${body.id ?? ''}`, body }))
    : [];
  return [...rows, ...gone].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A later rule may have brought a buried instance back. */
function isAlive(calendar: StoredCalendar, tombstone: VendorEvent): boolean {
  const master = calendar.events[tombstone.recurringEventId ?? ''];
  if (master === undefined || master.body.status === 'cancelled') return false;
  const start = toSpan(master.body, calendar.timeZone).start;
  return expandSeries(master.body, calendar.timeZone, start, start + 800 * 86_400_000).some(
    ({ key }) => `${master.body.id ?? ''}_${key}` === tombstone.id,
  );
}

/** Deleted events are told by little more than their id. */
function bare(event: VendorEvent): VendorEvent {
  return {
    kind: 'calendar#event',
    ...(event.etag == null ? {} : { etag: event.etag }),
    id: event.id ?? '',
    status: 'cancelled',
    ...(event.recurringEventId == null ? {} : { recurringEventId: event.recurringEventId }),
    ...(event.originalStartTime == null ? {} : { originalStartTime: event.originalStartTime }),
  };
}
