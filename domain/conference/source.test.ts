import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locationKinds } from '#domain/link/types.ts';
import { conferenceSourceOf, meetingEffectOf } from './source.ts';
import { conferenceSources } from './types.ts';

const address = 'https://meet.example.com/room';
const both = fc.record({ vendor: fc.boolean(), calendar: fc.boolean() });
const nobody = { vendor: false, calendar: false };

describe('where a session meets', () => {
  test.each([
    ['video_meeting', address, { vendor: true, calendar: true }, 'vendor'],
    ['video_meeting', '', { vendor: true, calendar: false }, 'vendor'],
    ['video_meeting', address, { vendor: false, calendar: true }, 'calendar'],
    ['video_meeting', address, nobody, 'own_link'],
    ['video_meeting', 'Bring your questions', nobody, 'none'],
    ['video_meeting', '', nobody, 'none'],
    ['custom_url', address, { vendor: true, calendar: true }, 'own_link'],
    ['phone', '', { vendor: true, calendar: true }, null],
    ['in_person', '1 Main Street', { vendor: true, calendar: true }, null],
  ] as const)('%s with %j and %j is %s', (kind, value, makers, source) => {
    expect(conferenceSourceOf({ kind, value }, makers)).toBe(source);
  });

  test('a vendor or a calendar is named only where there is one, and none only where nobody gives an address', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locationKinds), fc.webUrl(), both, (kind, value, makers) => {
        const source = conferenceSourceOf({ kind, value }, makers);
        if (source === 'vendor') expect(makers.vendor).toBe(true);
        if (source === 'calendar') expect(makers.calendar).toBe(true);
        expect(source).not.toBe('none');
      }),
    );
  });
});

describe('the effect that brings the address', () => {
  test('is none once there is one', () => {
    for (const conference of conferenceSources)
      for (const hasCalendar of [true, false])
        expect(meetingEffectOf({ conference, meetingUrl: address }, { hasCalendar })).toBeNull();
  });

  test.each([
    ['vendor', true, 'conference'],
    ['vendor', false, 'conference'],
    ['calendar', true, 'calendar'],
    ['none', true, 'calendar'],
    ['none', false, null],
    ['own_link', true, null],
    [null, true, null],
  ] as const)('of %s with a calendar: %s is %s', (conference, hasCalendar, effect) => {
    expect(meetingEffectOf({ conference, meetingUrl: null }, { hasCalendar })).toBe(effect);
  });
});
