import type { calendar_v3 } from '@googleapis/calendar';
import { DateTime, IANAZone } from 'luxon';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { ExternalCalendar, IncomingEvent, OutgoingEvent, WrittenEvent } from '../port.ts';
import { vendor } from './failures.ts';

type VendorEvent = calendar_v3.Schema$Event;
type VendorTime = calendar_v3.Schema$EventDateTime;

/** Kinds that describe a day without taking any of its time. */
const neverBusyTypes: ReadonlySet<string> = new Set(['workingLocation', 'birthday']);

/**
 * The content we own of an event: no id, no meeting. Arrays are replaced whole, so the answers of the guests in `known`
 * and the people the host added there are sent along.
 */
export function toVendorEvent(event: OutgoingEvent, known: VendorEvent | null = null): VendorEvent {
  const guests = new Map((known?.attendees ?? []).map((guest) => [guest.email?.toLowerCase() ?? '', guest]));
  for (const { email, name } of event.attendees) {
    const key = email.toLowerCase();
    guests.set(key, { ...guests.get(key), email, displayName: name });
  }
  return {
    summary: event.title,
    description: escapeMarkup(event.description),
    location: event.location ?? '',
    status: event.status,
    start: toVendorTime(event.start, event.timeZone),
    end: toVendorTime(event.end, event.timeZone),
    ...(guests.size === 0 ? {} : { attendees: [...guests.values()] }),
    guestsCanModify: false,
    extendedProperties: {
      private: {
        evs_tenant: event.marker.tenantId,
        evs_session: event.marker.sessionId,
        evs_rev: String(event.marker.revision),
      },
    },
  };
}

/** The vendor shows a description as HTML. */
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The kind of meeting that every kind of account can make. */
const meetingKind = 'hangoutsMeet';

/** Asks for a meeting; the vendor makes one meeting for one key. */
export function toConferenceRequest(requestKey: string): calendar_v3.Schema$ConferenceData {
  return {
    createRequest: { requestId: requestKey, conferenceSolutionKey: { type: meetingKind } },
  };
}

/** The vendor ignores a key it has seen: after a failed request only another one is a new try, the same for its repeats. */
export function nextRequestKey(requestKey: string, known: VendorEvent): string {
  const failed = known.conferenceData?.createRequest?.requestId != null;
  return failed ? `${requestKey}-${(known.etag ?? '').replace(/\W/g, '')}` : requestKey;
}

function toVendorTime(instant: number, timeZone: string): VendorTime {
  const dateTime = DateTime.fromMillis(instant, { zone: timeZone }).toISO({ suppressMilliseconds: true });
  if (dateTime === null) throw new ProviderFailure(vendor, 'invalid', { reason: 'malformed_request' });
  // An explicit null clears the other form when an all-day event becomes timed again.
  return { dateTime, timeZone, date: null };
}

/** What the vendor answered to a write. */
export function toWrittenEvent(event: VendorEvent): WrittenEvent {
  const meetingUrl = meetingUrlOf(event);
  return {
    externalId: event.id ?? '',
    etag: event.etag ?? '',
    iCalUid: event.iCalUID ?? '',
    ...(meetingUrl === undefined ? {} : { meetingUrl }),
    conferencePending: event.conferenceData?.createRequest?.status?.statusCode === 'pending',
  };
}

/** True when the event already has a meeting or one is on its way; a failed request may be repeated. */
export function hasConference(event: VendorEvent): boolean {
  const status = event.conferenceData?.createRequest?.status?.statusCode;
  return meetingUrlOf(event) !== undefined || status === 'pending' || status === 'success';
}

function meetingUrlOf(event: VendorEvent): string | undefined {
  const video = event.conferenceData?.entryPoints?.find((entry) => entry.entryPointType === 'video');
  return video?.uri ?? event.hangoutLink ?? undefined;
}

/**
 * An event as it came in a pull. All-day dates become local midnights of the calendar's zone. A cancelled event may
 * have nothing but an id. The title of a private event stays with the vendor.
 */
export function toIncomingEvent(event: VendorEvent, calendarZone: string): IncomingEvent {
  const externalId = event.id ?? '';
  const cancelled = event.status === 'cancelled';
  const zone = validZone(event.start?.timeZone) ?? validZone(calendarZone) ?? 'UTC';
  const allDayZone = validZone(calendarZone) ?? 'UTC';
  const start = toInstant(event.start, zone, allDayZone);
  const end = toInstant(event.end, zone, allDayZone);
  const series = event.recurringEventId ?? seriesOf(externalId);
  const marker = markerOf(event);
  const isPrivate = event.visibility === 'private' || event.visibility === 'confidential';
  const declined = event.attendees?.some(
    (guest) => guest.self === true && guest.responseStatus === 'declined',
  );
  const allDay = typeof event.start?.date === 'string';
  const meetingUrl = meetingUrlOf(event);
  return {
    externalId,
    etag: event.etag ?? '',
    cancelled,
    ...(event.iCalUID == null ? {} : { iCalUid: event.iCalUID }),
    ...(event.summary == null || isPrivate ? {} : { title: event.summary }),
    ...(start === undefined ? {} : { start, allDay, timeZone: allDay ? allDayZone : zone }),
    ...(end === undefined ? {} : { end }),
    ...(series === undefined ? {} : { recurringExternalId: series }),
    ...(marker === undefined ? {} : { marker }),
    ...(meetingUrl === undefined ? {} : { meetingUrl }),
    busy: !cancelled && declined !== true && takesTime(event, start, end),
    tentative: event.status === 'tentative',
    declinedBySelf: declined === true,
  };
}

function takesTime(event: VendorEvent, start: number | undefined, end: number | undefined): boolean {
  if (event.transparency === 'transparent' || neverBusyTypes.has(event.eventType ?? '')) return false;
  return start !== undefined && end !== undefined && end > start;
}

function toInstant(time: VendorTime | undefined, zone: string, allDayZone: string): number | undefined {
  const at =
    typeof time?.dateTime === 'string'
      ? DateTime.fromISO(time.dateTime, { zone })
      : typeof time?.date === 'string'
        ? DateTime.fromISO(time.date, { zone: allDayZone }).startOf('day')
        : undefined;
  return at?.isValid === true ? at.toMillis() : undefined;
}

const validZone = (zone: string | null | undefined): string | undefined =>
  typeof zone === 'string' && IANAZone.isValidZone(zone) ? zone : undefined;

/** Bare cancellations of an instance carry only `{series}_{original start}`. */
function seriesOf(externalId: string): string | undefined {
  return /^(.+)_\d{8}(?:T\d{6}Z)?$/.exec(externalId)?.[1];
}

function markerOf(event: VendorEvent): IncomingEvent['marker'] {
  const properties = event.extendedProperties?.private;
  const tenantId = properties?.['evs_tenant'];
  const sessionId = properties?.['evs_session'];
  const revision = Number(properties?.['evs_rev']);
  if (tenantId === undefined || sessionId === undefined || !Number.isSafeInteger(revision)) return undefined;
  return { tenantId, sessionId, revision };
}

/** A row of the account's calendar list; `null` for a row without an id or one that only shows free and busy. */
export function toExternalCalendar(entry: calendar_v3.Schema$CalendarListEntry): ExternalCalendar | null {
  if (entry.id == null || entry.deleted === true || entry.accessRole === 'freeBusyReader') return null;
  return {
    externalId: entry.id,
    name: entry.summaryOverride ?? entry.summary ?? entry.id,
    ...(entry.backgroundColor == null ? {} : { color: entry.backgroundColor }),
    timeZone: validZone(entry.timeZone) ?? 'UTC',
    isPrimary: entry.primary === true,
    canWrite: ['writer', 'owner', 'writerWithoutPrivateAccess'].includes(entry.accessRole ?? ''),
    makesMeetings: entry.conferenceProperties?.allowedConferenceSolutionTypes?.includes(meetingKind) === true,
  };
}
