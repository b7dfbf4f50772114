import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { InstantInput, LocalDate, line, PageQuery, someOf, TimeZone } from './fields.ts';
import { endpoints } from './registry.ts';

const messages = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? [];

describe('instants and dates', () => {
  it.each([
    '1970-01-01T00:00:00Z',
    '2026-11-24T09:00:00+07:00',
    '2026-11-24T02:00:00.123456789Z',
    '2299-12-31T23:59:59Z',
  ])('%s is taken', (value) => {
    expect(messages(InstantInput, value)).toEqual([]);
  });

  it.each([
    '0000-01-01T00:00:00+14:00',
    '0001-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2300-01-01T00:00:00Z',
    '2299-12-31T23:59:59-14:00',
    '9999-12-31T23:59:59-14:00',
  ])('%s is refused for its year', (value) => {
    expect(messages(InstantInput, value)).toEqual(['must lie within the years 1970 to 2299']);
  });

  it.each(['2026-02-30T09:00:00Z', '+275760-09-13T00:00:00Z', '2026-11-24T09:00:00', 'tomorrow', 1_800_000])(
    '%s is refused for its form, once',
    (value) => {
      expect(messages(InstantInput, value)).toEqual(['must be an ISO 8601 instant with offset or Z']);
    },
  );

  it('name a day that exists, in years that a calendar can count on from', () => {
    expect(messages(LocalDate, '2028-02-29')).toEqual([]);
    expect(messages(LocalDate, '2026-02-29')).toEqual(['must be a date, YYYY-MM-DD']);
    for (const date of ['0000-01-01', '1969-12-31', '2300-01-01', '9999-12-31']) {
      expect(messages(LocalDate, date)).toEqual(['must lie within the years 1970 to 2299']);
    }
  });
});

describe('a time zone', () => {
  it.each([
    'Asia/Ho_Chi_Minh',
    'asia/ho_chi_minh',
    'America/Argentina/Ushuaia',
    'UTC',
    'EST',
    'EST5EDT',
    'Etc/GMT+5',
    'US/Pacific',
    'NZ-CHAT',
  ])('is %s', (zone) => {
    expect(messages(TimeZone, zone)).toEqual([]);
  });

  it.each([
    '',
    'BST',
    'IST',
    'pst',
    'SystemV/PST8',
    '+07:00',
    '-0700',
    'GMT+7',
    '../etc',
    'Mars/Olympus',
    'Etc/Unknown',
  ])('is not %j', (zone) => {
    expect(messages(TimeZone, zone)).toEqual(['must be an IANA time zone, e.g. Asia/Ho_Chi_Minh']);
  });
});

describe('a line of text', () => {
  it.each(['Nguyễn Thị An', 'علی\u200cرضا', 'क्\u200dष', '👩\u200d💻 Ada', "O'Neill"])('may be %s', (name) => {
    expect(messages(line(120), name)).toEqual([]);
  });

  it.each(['a\nb', 'a\u0007b', 'a\u2028b', 'safe\u202eevil', 'a\ufeffb', '\u200c', '\u200da', 'a \u200c b'])(
    'may not hide or break anything: %j',
    (text) => {
      expect(messages(line(120), text)).toEqual(['must not contain control characters']);
    },
  );

  it('is trimmed and not empty', () => {
    expect(line(5).parse('  An ')).toBe('An');
    expect(messages(line(5), '   ')).toEqual(['must not be empty']);
  });
});

describe('the length of a page', () => {
  it.each([
    ['0', 'must be at least 1'],
    ['1000000000', 'must be at most 100'],
    ['2.5', 'must be a whole number'],
    ['many', 'must be a whole number'],
  ])('%s is refused in words', (value, message) => {
    expect(messages(PageQuery.limit, value)).toEqual([message]);
  });
});

describe('a change of some fields', () => {
  it('takes each of them alone, and null where a field does', () => {
    const change = someOf({ name: line(10), note: line(10).nullable() });
    for (const given of [{ name: 'a' }, { note: null }, { name: undefined, note: 'b' }])
      expect(messages(change, given)).toEqual([]);
    for (const nothing of [{}, { name: undefined }])
      expect(messages(change, nothing)).toEqual(['must name at least one field to change']);
  });

  it('is what every PATCH takes: none is taken that names no field', () => {
    const patches = endpoints.filter(({ method }) => method === 'patch');
    expect(patches.length).toBeGreaterThan(0);
    for (const { operation, body } of patches) expect(body.safeParse({}).success, operation).toBe(false);
  });
});
