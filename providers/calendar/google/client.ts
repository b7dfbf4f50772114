import { calendar, type calendar_v3 } from '@googleapis/calendar';
import { DateTime } from 'luxon';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { OnCredentials } from '#providers/auth.ts';
import type { CalendarClient, ChangePage, ExternalCalendar, OutgoingEvent, WrittenEvent } from '../port.ts';
import type { GoogleCredentials } from './credentials.ts';
import type { GoogleConfig } from './env.ts';
import { type CallKind, isUnauthorized, toProviderFailure, vendor } from './failures.ts';
import {
  hasConference,
  nextRequestKey,
  toConferenceRequest,
  toExternalCalendar,
  toIncomingEvent,
  toVendorEvent,
  toWrittenEvent,
} from './mapper.ts';
import { createOauthClient, createTokenKeeper, type RefreshesUnderWay } from './tokens.ts';

type Api = calendar_v3.Calendar;
type Call = <T>(perform: (api: Api) => Promise<{ data: T }>, kind?: CallKind) => Promise<T>;

/**
 * Names the parameters a sync token was made with: the same ones must follow it for ever, so a token of another
 * set is worthless. With a token these are refused: iCalUID, orderBy, privateExtendedProperty, q,
 * sharedExtendedProperty, timeMin, timeMax, updatedMin, and showDeleted=false.
 */
const cursorPrefix = 'instances1:';
const maxEditRaces = 3;
/** Without quiet mode a repair or a retry would mail every guest again. */
const quiet = { sendUpdates: 'none', conferenceDataVersion: 1 } as const;

/** One account, opened for use. */
export function openGoogleClient(options: {
  config: GoogleConfig;
  credentials: GoogleCredentials;
  onCredentials: OnCredentials;
  underWay: RefreshesUnderWay;
}): CalendarClient {
  const call = createCall(options);
  return {
    listCalendars: () => listCalendars(call),
    createEvent: (calendarId, event) => createEvent(call, calendarId, event),
    updateEvent: (calendarId, event) => updateEvent(call, calendarId, event),
    async deleteEvent(calendarId, eventId) {
      await unlessMissing(call((api) => api.events.delete({ calendarId, eventId, sendUpdates: 'none' })));
    },
    async getEvent(calendarId, eventId) {
      const event = await findEvent(call, calendarId, eventId);
      if (event === null) return null;
      const zone = event.start?.date == null ? 'UTC' : await readZone(call, calendarId);
      return toIncomingEvent(event, zone);
    },
    listChanges: (calendarId, request) =>
      listChanges(call, calendarId, request, options.config.pageSize ?? 250),
    async openChannel(calendarId, request) {
      const channel = await call((api) =>
        api.events.watch({
          calendarId,
          requestBody: {
            id: request.channelId,
            type: 'web_hook',
            address: request.callbackUrl,
            token: request.secret,
            expiration: String(request.expiresAt),
          },
        }),
      );
      const expiresAt = Number(channel.expiration);
      return {
        channelId: request.channelId,
        resourceId: channel.resourceId ?? '',
        expiresAt: Number.isSafeInteger(expiresAt) && expiresAt > 0 ? expiresAt : request.expiresAt,
      };
    },
    async closeChannel({ channelId, resourceId }) {
      await unlessMissing(call((api) => api.channels.stop({ requestBody: { id: channelId, resourceId } })));
    },
  };
}

/** Runs a call with a usable token; one 401 is answered with one refresh and one repeat. */
function createCall(options: Parameters<typeof openGoogleClient>[0]): Call {
  const tokens = createTokenKeeper(options);
  let latest = { token: '', api: createApi(options.config, '') };
  const attempt = async <T>(token: string, perform: (api: Api) => Promise<{ data: T }>): Promise<T> => {
    if (latest.token !== token) latest = { token, api: createApi(options.config, token) };
    return (await perform(latest.api)).data;
  };
  return async (perform, kind = 'api') => {
    const token = await tokens.usable();
    try {
      return await attempt(token, perform);
    } catch (error) {
      if (!isUnauthorized(error)) throw toProviderFailure(error, kind, Date.now());
    }
    const fresh = await tokens.replace(token);
    try {
      return await attempt(fresh, perform);
    } catch (error) {
      throw toProviderFailure(error, kind, Date.now());
    }
  };
}

/**
 * A client bound to one token, so that a call under way cannot be given another one. It knows no refresh token and a far
 * expiry: the library must not refresh on its own, because we store before we use.
 */
function createApi(config: GoogleConfig, token: string): Api {
  const auth = createOauthClient(config);
  auth.setCredentials({ access_token: token, expiry_date: Number.MAX_SAFE_INTEGER });
  return calendar({ version: 'v3', auth, rootUrl: config.apiBaseUrl, retry: false });
}

async function unlessMissing(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ProviderFailure && error.kind === 'missing')) throw error;
  }
}

async function listCalendars(call: Call): Promise<readonly ExternalCalendar[]> {
  const calendars: ExternalCalendar[] = [];
  let pageToken: string | undefined;
  do {
    const page: calendar_v3.Schema$CalendarList = await call((api) =>
      api.calendarList.list({ maxResults: 250, ...(pageToken === undefined ? {} : { pageToken }) }),
    );
    calendars.push(...(page.items ?? []).flatMap((entry) => toExternalCalendar(entry) ?? []));
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return calendars;
}

async function findEvent(
  call: Call,
  calendarId: string,
  eventId: string,
): Promise<calendar_v3.Schema$Event | null> {
  try {
    return await call((api) => api.events.get({ calendarId, eventId }));
  } catch (error) {
    if (error instanceof ProviderFailure && error.kind === 'missing') return null;
    throw error;
  }
}

async function readZone(call: Call, calendarId: string): Promise<string> {
  const entry = await call((api) => api.calendarList.get({ calendarId }));
  return entry.timeZone ?? 'UTC';
}

/** An id stays taken after its event was deleted: only a new id helps, which is the caller's to choose. */
const idIsSpent = () => new ProviderFailure(vendor, 'conflict', { reason: 'event_deleted' });

async function createEvent(call: Call, calendarId: string, event: OutgoingEvent): Promise<WrittenEvent> {
  const key = event.conferenceRequestKey;
  const requestBody = {
    id: event.externalId,
    ...toVendorEvent(event),
    ...(key === undefined ? {} : { conferenceData: toConferenceRequest(key) }),
  };
  try {
    return toWrittenEvent(await call((api) => api.events.insert({ calendarId, requestBody, ...quiet })));
  } catch (error) {
    if (!(error instanceof ProviderFailure && error.kind === 'conflict')) throw error;
  }
  const existing = await findEvent(call, calendarId, event.externalId);
  if (existing === null || existing.status === 'cancelled') throw idIsSpent();
  if (existing.extendedProperties?.private?.['evs_session'] !== event.marker.sessionId) {
    throw new ProviderFailure(vendor, 'conflict', { reason: 'id_of_another_event' });
  }
  return toWrittenEvent(existing);
}

async function updateEvent(call: Call, calendarId: string, event: OutgoingEvent): Promise<WrittenEvent> {
  for (let race = 1; ; race += 1) {
    const existing = await findEvent(call, calendarId, event.externalId);
    if (existing === null) return createEvent(call, calendarId, event);
    if (existing.status === 'cancelled') throw idIsSpent();
    const key = event.conferenceRequestKey;
    const requestBody = {
      ...toVendorEvent(event, existing),
      ...(key === undefined || hasConference(existing)
        ? {}
        : { conferenceData: toConferenceRequest(nextRequestKey(key, existing)) }),
    };
    const parameters = { calendarId, eventId: event.externalId, requestBody, ...quiet };
    const headers = { 'If-Match': existing.etag ?? '*' };
    try {
      return toWrittenEvent(await call((api) => api.events.patch(parameters, { headers })));
    } catch (error) {
      const raced =
        error instanceof ProviderFailure && (error.kind === 'conflict' || error.kind === 'missing');
      if (!raced) throw error;
      // Not a conflict for the caller: the id is good and the same update will pass once the other writer rests.
      if (race >= maxEditRaces)
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'edited_meanwhile' });
    }
  }
}

async function listChanges(
  call: Call,
  calendarId: string,
  request: { cursor?: string; page?: string; from?: number; to?: number },
  pageSize: number,
): Promise<ChangePage> {
  const page = await call(
    (api) =>
      api.events.list({
        calendarId,
        singleEvents: true,
        maxResults: pageSize,
        ...(request.cursor === undefined ? toWindow(request) : { syncToken: toSyncToken(request.cursor) }),
        ...(request.page === undefined ? {} : { pageToken: request.page }),
      }),
    'list',
  );
  const zone = page.timeZone ?? 'UTC';
  const events = (page.items ?? []).map((item) => toIncomingEvent(item, zone));
  if (page.nextPageToken != null) return { events, nextPage: page.nextPageToken };
  // Without a token nobody could go on from here; storing none would repeat the full pass for ever.
  if (page.nextSyncToken == null)
    throw new ProviderFailure(vendor, 'unavailable', { reason: 'unexpected_answer' });
  return { events, cursor: `${cursorPrefix}${page.nextSyncToken}` };
}

function toWindow(request: { from?: number; to?: number }): { timeMin: string; timeMax: string } {
  const { from, to } = request;
  if (from === undefined || to === undefined || !(from < to)) {
    throw new ProviderFailure(vendor, 'invalid', { reason: 'malformed_request' });
  }
  return { timeMin: toUtc(from), timeMax: toUtc(to) };
}

function toUtc(instant: number): string {
  const text = DateTime.fromMillis(instant, { zone: 'utc' }).toISO();
  if (text === null) throw new ProviderFailure(vendor, 'invalid', { reason: 'malformed_request' });
  return text;
}

function toSyncToken(cursor: string): string {
  if (!cursor.startsWith(cursorPrefix)) {
    throw new ProviderFailure(vendor, 'cursor_expired');
  }
  return cursor.slice(cursorPrefix.length);
}
