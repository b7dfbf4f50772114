import { describe, expect, it } from 'vitest';
import { agreedInstant } from './agreed-time.ts';

const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

describe('agreedInstant', () => {
  it.each([
    [
      'stays where it is under the rules it was agreed by',
      'Europe/Berlin',
      '2027-01-12 09:00:00',
      60,
      '2027-01-12T08:00Z',
      '2027-01-12T08:00',
    ],
    [
      'keeps the second showing of a repeated hour',
      'Europe/Berlin',
      '2026-10-25 02:30:00',
      60,
      '2026-10-25T01:30Z',
      '2026-10-25T01:30',
    ],
    [
      'keeps the first showing of a repeated hour',
      'Europe/Berlin',
      '2026-10-25 02:30:00',
      120,
      '2026-10-25T00:30Z',
      '2026-10-25T00:30',
    ],
    [
      'follows the clock where summer time was expected and is not',
      'Asia/Ho_Chi_Minh',
      '2027-07-01 09:00:00',
      480,
      '2027-07-01T01:00Z',
      '2027-07-01T02:00',
    ],
    [
      'follows the clock where summer time was not expected and is',
      'Europe/Berlin',
      '2027-07-01 09:00:00',
      60,
      '2027-07-01T08:00Z',
      '2027-07-01T07:00',
    ],
    [
      'takes the agreed showing of an hour that is now repeated',
      'Europe/Berlin',
      '2026-10-25 02:30:00',
      60,
      '2026-10-25T05:00Z',
      '2026-10-25T01:30',
    ],
    [
      'moves forward by a gap that is now in its way',
      'Europe/Berlin',
      '2026-03-29 02:30:00',
      120,
      '2026-03-29T00:30Z',
      '2026-03-29T01:30',
    ],
  ])('%s', (_, hostTimeZone, localStart, utcOffsetMinutes, startsAt, expected) => {
    const agreed = { hostTimeZone, localStart, utcOffsetMinutes, startsAt: Date.parse(startsAt) };
    expect(iso(agreedInstant(agreed))).toBe(expected);
  });

  it('refuses a zone that is not known', () => {
    const agreed = { localStart: '2027-01-12 09:00:00', utcOffsetMinutes: 0, startsAt: 0 };
    expect(() => agreedInstant({ ...agreed, hostTimeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});
