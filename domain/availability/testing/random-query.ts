import * as fc from 'fast-check';
import type {
  AvailabilityQuery,
  BookingWindow,
  BusyItem,
  HostInput,
  Instant,
  LinkRules,
  MinuteRange,
  ScheduleInput,
} from '#domain/availability/model.ts';
import { readWall } from './oracle.ts';

const minute = 60_000;
const day = 1440 * minute;

/** Places with something particular about their clocks, each with days on which it shows. */
export const places: readonly { zone: string; around: readonly string[] }[] = [
  { zone: 'Europe/Berlin', around: ['2026-03-29', '2026-10-25'] },
  { zone: 'America/New_York', around: ['2026-03-08', '2026-11-01'] },
  { zone: 'America/Los_Angeles', around: ['2027-03-14', '2027-11-07'] },
  { zone: 'Australia/Lord_Howe', around: ['2026-04-05', '2026-10-04'] },
  { zone: 'Asia/Kathmandu', around: ['2026-06-01'] },
  { zone: 'Asia/Kolkata', around: ['2026-06-01'] },
  { zone: 'America/St_Johns', around: ['2026-03-08', '2026-11-01', '2010-11-07', '2011-03-13'] },
  { zone: 'Pacific/Apia', around: ['2011-12-30', '2011-04-02', '2011-09-24'] },
  { zone: 'Africa/Cairo', around: ['2026-04-24', '2026-10-30', '2025-10-31'] },
  { zone: 'Asia/Beirut', around: ['2026-03-29', '2026-10-25'] },
  { zone: 'America/Santiago', around: ['2026-04-05', '2026-09-06'] },
  { zone: 'Africa/Casablanca', around: ['2026-02-15', '2026-03-22'] },
  { zone: 'Pacific/Chatham', around: ['2026-04-05', '2026-09-27'] },
  { zone: 'America/Havana', around: ['2026-03-08', '2026-11-01'] },
  { zone: 'Atlantic/Azores', around: ['2026-03-29', '2026-10-25'] },
  { zone: 'Asia/Tehran', around: ['2022-03-22', '2022-09-22'] },
  { zone: 'America/Sao_Paulo', around: ['2018-11-04', '2019-02-17'] },
  { zone: 'Antarctica/Troll', around: ['2026-03-29', '2026-10-25'] },
  { zone: 'America/Nuuk', around: ['2026-03-28', '2026-10-24', '2023-03-26'] },
  { zone: 'Asia/Gaza', around: ['2026-03-28', '2026-10-24'] },
  { zone: 'Pacific/Kiritimati', around: ['1994-12-31'] },
  { zone: 'Europe/London', around: ['2026-03-29', '2026-10-25'] },
  { zone: 'UTC', around: ['2026-03-01'] },
];

export const zones: readonly string[] = places.map((place) => place.zone);

const anyZone = fc.constantFrom(...zones);

const someMinute = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1440 }) },
);

const range: fc.Arbitrary<MinuteRange> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ startMinute: 0, endMinute: 1440 }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(someMinute, someMinute)
      .map(([a, b]) => ({ startMinute: Math.min(a, b), endMinute: Math.max(a, b) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(someMinute, someMinute)
      .map(([startMinute, endMinute]) => ({ startMinute, endMinute })),
  },
);

const dateNear = (centre: Instant) =>
  fc.integer({ min: -4, max: 5 }).map((days) => readWall('UTC', centre + days * day).date);

const datesNear = (centre: Instant) =>
  fc.tuple(dateNear(centre), fc.integer({ min: 0, max: 2 })).map(([from, length]) => ({
    from,
    to: readWall('UTC', Date.parse(`${from}T00:00:00Z`) + length * day).date,
  }));

let versions = 0;

const schedule = (zone: string, centre: Instant): fc.Arbitrary<ScheduleInput> =>
  fc
    .record({
      weekly: fc
        .tuple(
          fc.array(range, { minLength: 1, maxLength: 2 }),
          fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), range), { maxLength: 3 }),
        )
        .map(([everyDay, some]) => [
          ...[1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => everyDay.map((hours) => ({ weekday, ...hours }))),
          ...some.map(([weekday, hours]) => ({ weekday, ...hours })),
        ]),
      overrides: fc.array(fc.record({ date: dateNear(centre), ranges: fc.array(range, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      timeOff: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(datesNear(centre), { maxLength: 1 }) },
      ),
      zoneChanges: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.tuple(datesNear(centre), anyZone).map(([dates, other]) => ({ ...dates, zone: other })),
            { maxLength: 2 },
          ),
        },
      ),
      validity: fc.oneof(
        { weight: 5, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: dateNear(centre).map((validFrom) => ({ validFrom })) },
        { weight: 1, arbitrary: dateNear(centre).map((validUntil) => ({ validUntil })) },
      ),
    })
    .map(({ validity, ...rest }) => {
      versions += 1;
      return { version: `random-${versions}`, zone, ...rest, ...validity };
    });

const busyItem = (centre: Instant, rules: LinkRules): fc.Arbitrary<BusyItem> =>
  fc
    .record({
      kind: fc.constantFrom('hold', 'booking', 'class', 'event', 'external', 'time_off' as const),
      start: fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
      length: fc.oneof(fc.constantFrom(0, 15, 15, 60, 1440), fc.integer({ min: 1, max: 200 })),
      quarter: fc.boolean(),
      ms: fc.constantFrom(0, 0, 0, 1, 29_999, -1),
      status: fc.constantFrom(
        'confirmed',
        'confirmed',
        'confirmed',
        'pending',
        'tentative',
        'cancelled',
        'declined',
        'rejected' as const,
      ),
      transparency: fc.constantFrom('opaque', 'opaque', 'opaque', 'transparent' as const),
      before: fc.constantFrom(0, 0, 10, 45),
      after: fc.constantFrom(0, 0, 5, 30),
      hold: fc.constantFrom(undefined, undefined, undefined, -1, 0, 1),
      tentativeBlocks: fc.boolean(),
      seatsTaken: fc.constantFrom(undefined, 0, 1, 1, 2, 3),
    })
    .map(({ start, length, quarter, ms, before, after, hold, seatsTaken, ...rest }) => {
      const session = rules.seats !== undefined && seatsTaken !== undefined;
      const wholeMinutes = rules.gridAnchor === 'free';
      const from = session
        ? centre + Math.round(start / 180) * 60 * minute
        : centre + (quarter ? Math.round(start / 15) * 15 : start) * minute + (wholeMinutes ? 0 : ms);
      const minutes = session ? rules.durationMinutes : length;
      return {
        ...rest,
        id: '',
        start: from,
        end: from + minutes * minute,
        bufferBeforeMinutes: before,
        bufferAfterMinutes: after,
        ...(hold === undefined ? {} : { holdUntil: centre - 2 * day + hold }),
        ...(seatsTaken === undefined ? {} : { sameEvent: { seatsTaken } }),
      };
    });

const optional = <K extends string, T>(name: K, values: readonly (T | undefined)[]) =>
  fc
    .constantFrom(...values)
    .map((value) => (value === undefined ? {} : { [name]: value }) as { [P in K]?: T });

const bookingWindow = (centre: Instant): fc.Arbitrary<BookingWindow> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('rolling' as const),
      days: fc.integer({ min: 0, max: 5 }),
      businessDays: fc.boolean(),
    }),
    fc.tuple(dateNear(centre), dateNear(centre)).map(([from, to]) => ({ kind: 'range' as const, from, to })),
    fc.record({
      kind: fc.constant('available_days' as const),
      days: fc.integer({ min: 0, max: 3 }),
      businessDays: fc.boolean(),
    }),
  );

const limit = fc.record({
  period: fc.constantFrom('day', 'week', 'month', 'year' as const),
  per: fc.constantFrom({}, {}, { per: 'link' as const }, { per: 'host' as const }, { per: 'host' as const }),
  use: fc.constantFrom(
    { count: 1 },
    { count: 2 },
    { count: 4 },
    { minutes: 60 },
    { minutes: 200 },
    { count: 2, minutes: 120 },
  ),
});

/** `window`: with booking windows. `sessions`: seats always, and most items are sessions. */
type Weights = { window?: boolean; sessions?: boolean };

const link = (centre: Instant, options: Weights): fc.Arbitrary<LinkRules> =>
  fc
    .tuple(
      fc.constantFrom(15, 25, 30, 45, 60, 90),
      optional('stepMinutes', [undefined, undefined, 15, 20, 30, 40, 60]),
      optional('gridUnitMinutes', [undefined, undefined, undefined, 1, 7, 15, 60]),
      optional('gridOffsetMinutes', [undefined, undefined, 5, -10]),
      optional('gridAnchor', [undefined, undefined, 'working', 'free'] as const),
      optional('bufferBeforeMinutes', [undefined, 0, 10, 30]),
      optional('bufferAfterMinutes', [undefined, 0, 5, 15]),
      optional('noticeMinutes', [undefined, 0, 60, 1440]),
      optional('seats', options.sessions === true ? [2, 3] : [undefined, undefined, 1, 3]),
      optional('preference', [undefined, 'none', 'morning', 'fewest_fragments'] as const),
      optional('weekStart', [undefined, 1, 7, 3]),
      fc.record({ grid: fc.option(anyZone), window: fc.option(anyZone), limits: fc.option(anyZone) }),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(limit, { maxLength: 2 }) },
      ),
      fc.option(bookingWindow(centre), { freq: 2 }),
    )
    .map(
      ([
        durationMinutes,
        step,
        unit,
        offset,
        anchor,
        before,
        after,
        notice,
        seats,
        best,
        week,
        inZone,
        limits,
        window,
      ]) => ({
        durationMinutes,
        ...step,
        ...unit,
        ...offset,
        ...anchor,
        ...before,
        ...after,
        ...notice,
        ...seats,
        ...best,
        ...week,
        ...(inZone.grid === null ? {} : { gridZone: inZone.grid }),
        ...(inZone.window === null ? {} : { windowZone: inZone.window }),
        ...(inZone.limits === null ? {} : { limitsZone: inZone.limits }),
        limits: limits.map(({ period, per, use }) => ({ period, ...per, ...use })),
        ...(window === null || options.window !== true ? {} : { window }),
      }),
    );

const host = (index: number, zone: string, centre: Instant, rules: LinkRules): fc.Arbitrary<HostInput> =>
  fc
    .record({
      schedule: schedule(zone, centre),
      busy: fc.array(busyItem(centre, rules), { maxLength: 6 }),
      fixed: fc.boolean(),
      known: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.integer({ min: -3 * 1440, max: 3 * 1440 }) },
      ),
    })
    .map(({ busy, known, ...rest }) => ({
      id: `host-${index}`,
      ...rest,
      ...(known === null ? {} : { knownUntil: centre + known * minute }),
      busy: busy.map((item, i) => ({ ...item, id: `item-${index}-${i}` })),
    }));

/** A session of several hosts is busy time of each of them. */
const shareSessions = (hosts: readonly HostInput[]): HostInput[] => {
  const sessions = (hosts[0]?.busy ?? []).filter((item) => item.sameEvent !== undefined);
  return hosts.map((each, i) => (i === 0 ? each : { ...each, busy: [...each.busy, ...sessions] }));
};

const staffed = (hosts: readonly HostInput[]): HostInput[] =>
  hosts.map((each, i) => (i === hosts.length - 1 ? { ...each, fixed: false } : each));

/** A random question around a date on which the first host's clock does something, with one to three hosts. */
export const randomQuery = (options: Weights = {}): fc.Arbitrary<AvailabilityQuery> =>
  fc
    .constantFrom(...places)
    .chain(({ zone, around }) => fc.tuple(fc.constant(zone), fc.constantFrom(...around)))
    .chain(([zone, date]) => {
      const centre = Date.parse(`${date}T00:00:00Z`);
      return link(centre, options).chain((rules) =>
        fc
          .record({
            now: fc
              .integer({ min: -1500, max: 600 })
              .map((m) => centre - 2 * day + m * minute + 1)
              .chain((now) => fc.constantFrom(now, now - 1)),
            from: fc.integer({ min: -2 * 1440, max: 0 }).map((m) => centre + m * minute),
            length: fc.integer({ min: 60, max: 3 * 1440 }),
            guestZone: anyZone,
            mode: fc.constantFrom('one_to_one', 'collective', 'round_robin' as const),
            together: fc.boolean(),
            others: fc.array(fc.tuple(fc.constantFrom(zone, zone, ...zones)), { maxLength: 2 }),
            counted: fc.array(
              fc
                .tuple(
                  fc.integer({ min: -5 * 1440, max: 5 * 1440 }),
                  fc.constantFrom(15, 30, 60),
                  fc.constantFrom([], ['host-0'], ['host-1'], ['host-0', 'host-1', 'host-2']),
                )
                .map(([at, minutes, hostIds]) => ({
                  hostIds,
                  start: centre + at * minute,
                  end: centre + (at + minutes) * minute,
                })),
              { maxLength: 5 },
            ),
          })
          .chain(({ length, others, together, ...rest }) => {
            const hostZones = [zone, ...(rest.mode === 'one_to_one' ? [] : others.map(([other]) => other))];
            return fc
              .tuple(...hostZones.map((each, index) => host(index, each, centre, rules)))
              .map((hosts) => ({
                ...rest,
                to: rest.from + length * minute,
                hosts: staffed(together ? shareSessions(hosts) : hosts),
                link: rules,
              }));
          }),
      );
    });
