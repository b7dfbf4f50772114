import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { OutgoingEvent } from '../port.ts';
import {
  hasConference,
  toExternalCalendar,
  toIncomingEvent,
  toVendorEvent,
  toWrittenEvent,
} from './mapper.ts';

const zone = 'Europe/Berlin';
const instant = (text: string) => DateTime.fromISO(text, { setZone: true }).toMillis();
const outgoing: OutgoingEvent = {
  externalId: 'abc00',
  title: 'Intro',
  description: 'Text',
  start: instant('2026-10-25T00:30:00Z'),
  end: instant('2026-10-25T01:30:00Z'),
  timeZone: zone,
  attendees: [{ email: 'Guest@Example.com', name: 'Guest' }],
  status: 'confirmed',
  marker: { tenantId: 'ten_1', sessionId: 'ses_1', revision: 3 },
};
const timed = {
  id: 'e1',
  etag: '"1"',
  status: 'confirmed',
  start: { dateTime: '2026-03-28T10:00:00+01:00', timeZone: zone },
  end: { dateTime: '2026-03-28T11:00:00+01:00', timeZone: zone },
};

describe('an event we send', () => {
  test('names both sides of a repeated hour by their offsets', () => {
    const sent = toVendorEvent(outgoing);
    expect(sent.start?.dateTime).toBe('2026-10-25T02:30:00+02:00');
    expect(sent.end?.dateTime).toBe('2026-10-25T02:30:00+01:00');
    expect(sent.start?.timeZone).toBe(zone);
  });

  test('carries our mark and nothing of the guest in it', () => {
    expect(toVendorEvent(outgoing).extendedProperties).toEqual({
      private: { evs_tenant: 'ten_1', evs_session: 'ses_1', evs_rev: '3' },
    });
  });

  test('clears a place that is gone and the form of an all-day event', () => {
    const sent = toVendorEvent(outgoing);
    expect(sent.location).toBe('');
    expect(sent.start?.date).toBeNull();
  });

  test("keeps a guest's answer whatever the case of the address, and people added by the host", () => {
    const known = {
      attendees: [
        { email: 'guest@example.com', responseStatus: 'accepted' },
        { email: 'colleague@example.com', responseStatus: 'declined' },
      ],
    };
    expect(toVendorEvent(outgoing, known).attendees).toEqual([
      { email: 'Guest@Example.com', displayName: 'Guest', responseStatus: 'accepted' },
      { email: 'colleague@example.com', responseStatus: 'declined' },
    ]);
  });

  test('says nothing about guests when there are none', () => {
    expect(toVendorEvent({ ...outgoing, attendees: [] })).not.toHaveProperty('attendees');
  });

  test('is refused when its zone does not exist', () => {
    expect(() => toVendorEvent({ ...outgoing, timeZone: 'No/Where' })).toThrow(ProviderFailure);
  });
});

describe('an event we receive', () => {
  test('is busy for its time', () => {
    expect(toIncomingEvent({ ...timed, summary: 'Lunch' }, 'UTC')).toEqual({
      externalId: 'e1',
      etag: '"1"',
      cancelled: false,
      title: 'Lunch',
      start: instant('2026-03-28T09:00:00Z'),
      end: instant('2026-03-28T10:00:00Z'),
      allDay: false,
      timeZone: zone,
      busy: true,
      tentative: false,
      declinedBySelf: false,
    });
  });

  test.each([
    ['marked as free', { transparency: 'transparent' }],
    ['a working location', { eventType: 'workingLocation' }],
    ['a birthday', { eventType: 'birthday' }],
    ['cancelled', { status: 'cancelled' }],
    [
      'declined by the owner',
      { attendees: [{ email: 'me@example.com', self: true, responseStatus: 'declined' }] },
    ],
    ['without length', { end: timed.start }],
  ])('is not busy when %s', (_case, change) => {
    expect(toIncomingEvent({ ...timed, ...change }, 'UTC').busy).toBe(false);
  });

  test.each([
    ['out of office', { eventType: 'outOfOffice' }],
    ['focus time', { eventType: 'focusTime' }],
    ['of a kind nobody knows yet', { eventType: 'somethingNew' }],
    ['tentative', { status: 'tentative' }],
    [
      'not answered yet',
      { attendees: [{ email: 'me@example.com', self: true, responseStatus: 'needsAction' }] },
    ],
    ['declined by somebody else', { attendees: [{ email: 'x@example.com', responseStatus: 'declined' }] }],
  ])('is busy when %s', (_case, change) => {
    expect(toIncomingEvent({ ...timed, ...change }, 'UTC').busy).toBe(true);
  });

  test('covers 23 hours of the calendar when it is all day on the day clocks go forward', () => {
    const event = { ...timed, start: { date: '2026-03-29' }, end: { date: '2026-03-30' } };
    const seen = toIncomingEvent(event, zone);
    expect(seen).toMatchObject({ allDay: true, timeZone: zone, busy: true });
    expect((seen.end ?? 0) - (seen.start ?? 0)).toBe(23 * 3_600_000);
  });

  test('keeps the instant when the zone is unknown', () => {
    const event = {
      ...timed,
      start: { dateTime: '2026-03-28T10:00:00+01:00', timeZone: 'GMT-07:00 (PDT)' },
    };
    expect(toIncomingEvent(event, zone)).toMatchObject({
      start: instant('2026-03-28T09:00:00Z'),
      timeZone: zone,
    });
  });

  test('hides the title of a private event', () => {
    expect(toIncomingEvent({ ...timed, summary: 'Doctor', visibility: 'private' }, 'UTC')).not.toHaveProperty(
      'title',
    );
  });

  test('may be nothing but a cancelled id, and still names its series', () => {
    expect(toIncomingEvent({ id: 'series0_20260328T090000Z', status: 'cancelled' }, 'UTC')).toEqual({
      externalId: 'series0_20260328T090000Z',
      etag: '',
      cancelled: true,
      recurringExternalId: 'series0',
      busy: false,
      tentative: false,
      declinedBySelf: false,
    });
  });

  test('has no mark when the mark is damaged', () => {
    const properties = { evs_tenant: 'ten_1', evs_session: 'ses_1', evs_rev: 'x' };
    expect(
      toIncomingEvent({ ...timed, extendedProperties: { private: properties } }, 'UTC'),
    ).not.toHaveProperty('marker');
  });
});

describe('a meeting', () => {
  const asked = (statusCode: string) => ({
    conferenceData: { createRequest: { requestId: 'k', status: { statusCode } } },
  });

  test('is pending, not failed, while it has no entry point', () => {
    expect(toWrittenEvent(asked('pending'))).toMatchObject({ conferencePending: true });
    expect(hasConference(asked('pending'))).toBe(true);
  });

  test('may be asked for again after a failure', () => {
    expect(hasConference(asked('failure'))).toBe(false);
    expect(toWrittenEvent(asked('failure')).conferencePending).toBe(false);
  });
});

describe('a calendar of the list', () => {
  test('can be written by owner and writer only', () => {
    const roles = ['owner', 'writer', 'reader'].map(
      (accessRole) => toExternalCalendar({ id: 'c', accessRole, timeZone: zone })?.canWrite,
    );
    expect(roles).toEqual([true, true, false]);
  });

  test('is left out when it shows only free and busy or is deleted', () => {
    expect(toExternalCalendar({ id: 'c', accessRole: 'freeBusyReader' })).toBeNull();
    expect(toExternalCalendar({ id: 'c', accessRole: 'owner', deleted: true })).toBeNull();
  });
});
