import { describe, expect, it } from 'vitest';
import { checkSlot } from './check-slot.ts';
import { listSlots } from './list-slots.ts';
import { at, clock, host, query, slotsOf, times } from './testing/build.ts';

const hour = 3_600_000;
const minute = 60_000;

const hourly = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${String(first + i).padStart(2, '0')}:00`);

describe('days on which the clocks change', () => {
  it.each([
    ['2026-03-08', 'forward'],
    ['2026-11-01', 'back'],
  ])('New York 13:00–18:00 stays 13:00–18:00 on %s (%s)', (day) => {
    const hosts = [host({ zone: 'America/New_York', daily: ['13:00-18:00'] })];
    expect(times(query({ hosts, day }))).toEqual(hourly(13, 17));
  });

  it.each([
    ['2026-03-08', ['00:00', '01:00', '03:00', '04:00', '05:00']],
    ['2026-11-01', ['00:00', '01:00', '01:00', '02:00', '03:00', '04:00', '05:00']],
  ])('New York 00:00–06:00 shows each hour of %s once for each time the clock shows it', (day, expected) => {
    const hosts = [host({ zone: 'America/New_York', daily: ['00:00-06:00'] })];
    expect(times(query({ hosts, day }))).toEqual(expected);
  });

  it.each([
    ['America/Santiago', '2026-09-06'],
    ['America/Havana', '2026-03-08'],
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2026-03-29'],
    ['Atlantic/Azores', '2026-03-29'],
    ['America/Sao_Paulo', '2018-11-04'],
    ['Asia/Tehran', '2022-03-22'],
  ])('%s 09:00–17:00 begins at nine on %s, when the clock jumps at or near midnight', (zone, day) => {
    const hosts = [host({ zone, daily: ['09:00-17:00'] })];
    expect(times(query({ hosts, day }))).toEqual(hourly(9, 16));
  });

  it.each([
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['America/Los_Angeles', '2026-03-08', 23],
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Europe/London', '2026-03-29', 23],
    ['Africa/Cairo', '2026-04-24', 23],
    ['Africa/Cairo', '2026-10-29', 25],
    ['Asia/Beirut', '2026-03-29', 23],
    ['Asia/Beirut', '2026-10-24', 25],
    ['America/Santiago', '2026-04-04', 25],
    ['America/Santiago', '2026-09-06', 23],
    ['America/Havana', '2026-11-01', 25],
    ['Atlantic/Azores', '2026-10-25', 25],
    ['America/St_Johns', '2026-03-08', 23],
    ['Pacific/Chatham', '2026-04-05', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Africa/Casablanca', '2026-03-22', 23],
    ['Antarctica/Troll', '2026-03-29', 22],
  ])('a host who works round the clock in %s loses no minute of %s (%d hours)', (zone, day, length) => {
    const hosts = [host({ zone, daily: ['00:00-24:00'] })];
    const asked = query({ hosts, day, link: { durationMinutes: 30, stepMinutes: 30 } });
    const slots = slotsOf(asked);
    expect(slots).toHaveLength(length * 2);
    expect(slots.map((slot) => slot.start)).toEqual(
      Array.from(slots, (_, i) => asked.from + i * 30 * minute),
    );
    expect(new Set(slots.map((slot) => clock(zone, slot.start).slice(0, 10)))).toEqual(new Set([day]));
  });

  it('hours inside the gap are not moved: 02:15–02:45 offers nothing on the spring day', () => {
    const hosts = [host({ zone: 'Europe/Berlin', daily: ['02:15-02:45'] })];
    const link = { durationMinutes: 15 };
    expect(times(query({ hosts, day: '2026-03-28', link }))).toEqual(['02:15', '02:30']);
    expect(times(query({ hosts, day: '2026-03-29', link }))).toEqual([]);
    expect(times(query({ hosts, day: '2026-10-25', link }))).toEqual(['02:15', '02:30', '02:15', '02:30']);
  });

  it('a range over the gap is only shorter: 01:30–03:30 keeps one hour on the spring day', () => {
    const hosts = [host({ zone: 'Europe/Berlin', daily: ['01:30-03:30'] })];
    expect(
      times(query({ hosts, day: '2026-03-29', link: { durationMinutes: 60, gridUnitMinutes: 30 } })),
    ).toEqual(['01:30']);
  });

  it('Apia’s missing Friday offers nothing, and its hours do not turn up on Saturday', () => {
    const zone = 'Pacific/Apia';
    const friday = [5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1020 }));
    const hosts = [host({ zone, weekly: friday })];
    const from = at(zone, '2011-12-29T00:00');
    const days = listSlots(query({ hosts, from, to: from + 3 * 24 * hour })).days;
    expect(days).toEqual([]);
    const everyDay = [host({ zone, daily: ['09:00-17:00'] })];
    const all = listSlots(query({ hosts: everyDay, from, to: from + 3 * 24 * hour })).days;
    expect(all.map((day) => [day.date, day.slots.length])).toEqual([
      ['2011-12-29', 8],
      ['2011-12-31', 8],
      ['2012-01-01', 8],
    ]);
  });

  it('a date that goes on after the clock fell back at its midnight is one date', () => {
    const zone = 'Asia/Beirut';
    const hosts = [host({ zone, daily: ['22:00-24:00'] })];
    const from = at(zone, '2026-10-24T12:00');
    const [day, ...others] = listSlots(query({ hosts, from, to: from + 20 * hour })).days;
    expect(others).toEqual([]);
    expect(day?.date).toBe('2026-10-24');
    expect(day?.slots.map((slot) => clock(zone, slot.start).slice(11))).toEqual(['22:00', '23:00', '23:00']);
  });
});

describe('the grid of starts', () => {
  const hosts = [host({ zone: 'Europe/London', daily: ['09:00-17:00'] })];
  const link = { durationMinutes: 45 };
  const wholeDay = slotsOf(query({ hosts, link })).map((slot) => slot.start);

  it('does not move with the present moment', () => {
    for (const now of ['09:29', '09:31', '10:07']) {
      const moment = at('Europe/London', `2026-06-15T${now}`);
      const seen = slotsOf(query({ hosts, link, now: moment })).map((slot) => slot.start);
      expect(seen).toEqual(wholeDay.filter((start) => start >= moment));
    }
  });

  it('does not move with the window asked for', () => {
    const from = at('Europe/London', '2026-06-15T10:20');
    expect(slotsOf(query({ hosts, link, from })).map((slot) => slot.start)).toEqual(
      wholeDay.filter((start) => start >= from),
    );
  });

  it('does not move with other bookings', () => {
    const start = at('Europe/London', '2026-06-15T10:10');
    const busy = [{ start, end: start + 25 * minute }];
    const seen = slotsOf(
      query({ hosts: [host({ zone: 'Europe/London', daily: ['09:00-17:00'], busy })], link }),
    );
    expect(wholeDay).toEqual(expect.arrayContaining(seen.map((slot) => slot.start)));
  });

  it('does not move with the guest: hourly starts of an Indian host are the same instants for everybody', () => {
    const indian = [host({ zone: 'Asia/Kolkata', daily: ['10:00-13:00'] })];
    for (const guestZone of ['Asia/Kolkata', 'Asia/Kathmandu', 'Europe/London', 'Etc/GMT+11']) {
      expect(times(query({ hosts: indian, guestZone }))).toEqual(['10:00', '11:00', '12:00']);
    }
  });

  it('can be told to begin with each range: 12:30–17:30 hourly gives 12:30', () => {
    const late = [host({ daily: ['12:30-17:30'] })];
    expect(times(query({ hosts: late }))).toEqual(['13:00', '14:00', '15:00', '16:00']);
    expect(times(query({ hosts: late, link: { gridUnitMinutes: 1 } }))).toEqual([
      '12:30',
      '13:30',
      '14:30',
      '15:30',
      '16:30',
    ]);
  });

  it.each([
    ['the hour', {}, ['18:00', '19:00', '20:00']],
    ['half past', { gridOffsetMinutes: 30 }, ['17:30', '18:30', '19:30', '20:30']],
    ['a quarter past', { gridOffsetMinutes: 15 }, ['18:15', '19:15', '20:15']],
    ['each block', { gridUnitMinutes: 1 }, ['17:30', '18:30', '19:30', '20:30']],
  ])('counts hourly starts in hours of 17:30–21:30 from %s', (_, link, expected) => {
    expect(times(query({ hosts: [host({ daily: ['17:30-21:30'] })], link }))).toEqual(expected);
  });

  it.each([
    ['the day clocks go forward', '2026-03-29', ['01:40', '03:40', '04:40']],
    ['the day clocks go back', '2026-10-25', ['01:40', '02:40', '02:40', '03:40', '04:40']],
    ['any other day', '2026-06-15', ['01:40', '02:40', '03:40', '04:40']],
  ])('starts with a block over a change of the clocks on %s', (_, day, expected) => {
    const hosts = [host({ zone: 'Europe/Berlin', daily: ['01:40-05:40'] })];
    expect(times(query({ hosts, day, link: { gridUnitMinutes: 1 } }))).toEqual(expected);
    expect(times(query({ hosts, day, link: { gridOffsetMinutes: 40 } }))).toEqual(expected);
  });

  it('restarts behind each busy item only when anchored to free time', () => {
    const start = at('UTC', '2026-06-15T10:00');
    const odd = [host({ daily: ['09:00-13:00'], busy: [{ start, end: start + 20 * minute }] })];
    const base = { durationMinutes: 60, gridUnitMinutes: 5 };
    expect(times(query({ hosts: odd, link: base }))).toEqual(['09:00', '11:00', '12:00']);
    expect(times(query({ hosts: odd, link: { ...base, gridAnchor: 'free' } }))).toEqual([
      '09:00',
      '10:20',
      '11:20',
    ]);
  });

  it('begins on a whole minute also behind an item that ends between two', () => {
    const start = at('UTC', '2026-06-15T09:00');
    const odd = [host({ daily: ['09:00-11:00'], busy: [{ start, end: start + 20 * minute + 1 }] })];
    const link = { durationMinutes: 30, gridUnitMinutes: 1, gridAnchor: 'free' } as const;
    expect(slotsOf(query({ hosts: odd, link })).map((slot) => slot.start - start)).toEqual([
      21 * minute,
      51 * minute,
      81 * minute,
    ]);
  });

  it('offers no tail that does not fit: a two-hour event in hours ending 12:30 starts at 10:00 at the latest', () => {
    const morning = [host({ daily: ['08:00-12:30'] })];
    expect(times(query({ hosts: morning, link: { durationMinutes: 120, stepMinutes: 60 } }))).toEqual([
      '08:00',
      '09:00',
      '10:00',
    ]);
  });
});

describe('hours of a date', () => {
  it('joins rules that overlap or touch, also over midnight', () => {
    const hosts = [host({ daily: ['00:00-01:00', '09:00-11:00', '10:30-12:00', '22:00-24:00'] })];
    const link = { durationMinutes: 120, stepMinutes: 60 };
    const asked = query({
      hosts,
      link,
      from: at('UTC', '2026-06-15T00:00'),
      to: at('UTC', '2026-06-16T00:00'),
    });
    expect(times(asked)).toEqual(['09:00', '10:00', '22:00', '23:00']);
  });

  it('takes 24:00 as the end of the day and 23:59 as it stands', () => {
    const link = { durationMinutes: 30 };
    expect(times(query({ hosts: [host({ daily: ['23:00-24:00'] })], link }))).toEqual(['23:00', '23:30']);
    expect(times(query({ hosts: [host({ daily: ['23:00-23:59'] })], link }))).toEqual(['23:00']);
  });

  it('reads an override in place of the weekly hours, several as their union, an empty one as closed', () => {
    const daily = ['09:00-12:00'];
    const date = '2026-06-15';
    const special = (ranges: [number, number][]) => ({
      date,
      ranges: ranges.map(([startMinute, endMinute]) => ({ startMinute, endMinute })),
    });
    expect(times(query({ hosts: [host({ daily, overrides: [special([[840, 900]])] })] }))).toEqual(['14:00']);
    const two = [special([[840, 900]]), special([[900, 960]])];
    expect(times(query({ hosts: [host({ daily, overrides: two })] }))).toEqual(['14:00', '15:00']);
    expect(times(query({ hosts: [host({ daily, overrides: [special([])] })] }))).toEqual([]);
  });

  it('puts days off above overrides', () => {
    const overrides = [{ date: '2026-06-15', ranges: [{ startMinute: 600, endMinute: 720 }] }];
    const timeOff = [{ from: '2026-06-14', to: '2026-06-15' }];
    expect(times(query({ hosts: [host({ daily: ['09:00-12:00'], overrides, timeOff })] }))).toEqual([]);
  });

  it('reads the dates of a journey on the clock of the place', () => {
    const zoneChanges = [{ from: '2026-06-15', to: '2026-06-16', zone: 'Asia/Tokyo' }];
    const hosts = [host({ zone: 'Europe/Berlin', daily: ['09:00-12:00'], zoneChanges })];
    const asked = query({
      hosts,
      from: at('Asia/Tokyo', '2026-06-15T00:00'),
      to: at('Asia/Tokyo', '2026-06-16T00:00'),
    });
    expect(times(asked, 'Asia/Tokyo')).toEqual(['09:00', '10:00', '11:00']);
  });

  it('offers nothing outside the validity of the schedule', () => {
    const hosts = [host({ daily: ['09:00-10:00'], validFrom: '2026-06-16', validUntil: '2026-06-17' })];
    const from = at('UTC', '2026-06-14T00:00');
    expect(listSlots(query({ hosts, from, to: from + 6 * 24 * hour })).days.map((day) => day.date)).toEqual([
      '2026-06-16',
      '2026-06-17',
    ]);
  });
});

describe('busy time', () => {
  const monday = (time: string): number => at('UTC', `2026-06-15T${time}`);
  const asked = (item: object, link = {}) =>
    times(
      query({
        hosts: [
          host({ daily: ['09:00-13:00'], busy: [{ start: monday('10:00'), end: monday('11:00'), ...item }] }),
        ],
        link,
      }),
    );
  const all = ['09:00', '10:00', '11:00', '12:00'];

  it('adds the two buffers between neighbours up', () => {
    const busy = [{ start: monday('12:00'), end: monday('13:00'), bufferAfterMinutes: 120 }];
    const hosts = [host({ daily: ['00:00-24:00'], busy })];
    const seen = times(query({ hosts, link: { bufferBeforeMinutes: 120 } }));
    expect(seen.filter((time) => time > '11:00')[0]).toBe('17:00');
  });

  it('lets buffers reach outside working hours', () => {
    const hosts = [host({ daily: ['09:00-11:00'] })];
    expect(times(query({ hosts, link: { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 } }))).toEqual([
      '09:00',
      '10:00',
    ]);
  });

  it('lets an item without length block nothing and split nothing', () => {
    expect(asked({ start: monday('10:30'), end: monday('10:30') })).toEqual(all);
    expect(asked({ start: monday('10:30'), end: monday('10:30') }, { gridAnchor: 'free' })).toEqual(all);
    expect(asked({ start: monday('10:30'), end: monday('10:00') })).toEqual(all);
  });

  it.each([
    [{ transparency: 'transparent' }],
    [{ status: 'cancelled' }],
    [{ status: 'declined' }],
    [{ status: 'rejected' }],
    [{ status: 'tentative', tentativeBlocks: false }],
  ])('%o does not block', (item) => {
    expect(asked(item)).toEqual(all);
  });

  it.each([
    [{ status: 'tentative' }],
    [{ status: 'pending' }],
    [{ transparency: 'opaque' }],
    [{ kind: 'hold' }],
  ])('%o blocks', (item) => {
    expect(asked(item)).toEqual(['09:00', '11:00', '12:00']);
  });

  it('counts a hold as expired from its very instant', () => {
    const hosts = (holdUntil: number) => [
      host({
        daily: ['09:00-13:00'],
        busy: [{ kind: 'hold', start: monday('10:00'), end: monday('11:00'), holdUntil }],
      }),
    ];
    const now = monday('08:00');
    expect(times(query({ now, hosts: hosts(now) }))).toEqual(all);
    expect(times(query({ now, hosts: hosts(now + 1) }))).toEqual(['09:00', '11:00', '12:00']);
  });

  it('never starts a slot seconds before the host is free', () => {
    expect(asked({ end: monday('11:00') + 59_000 })).toEqual(['09:00', '12:00']);
    expect(asked({ end: monday('11:00') + 1 })).toEqual(['09:00', '12:00']);
    expect(asked({ start: monday('10:00') - 1 })).toEqual(['11:00', '12:00']);
  });
});

describe('notice, windows and limits', () => {
  const hosts = [host({ zone: 'America/New_York', daily: ['09:00-12:00'] })];
  const local = (text: string): number => at('America/New_York', text);

  it('keeps the notice to the millisecond', () => {
    const link = { noticeMinutes: 60 };
    expect(times(query({ hosts, link, now: local('2026-06-15T08:00') }))).toEqual([
      '09:00',
      '10:00',
      '11:00',
    ]);
    expect(times(query({ hosts, link, now: local('2026-06-15T08:00') + 1 }))).toEqual(['10:00', '11:00']);
  });

  it('ends a rolling window at the local midnight of its last date, across a change of offset', () => {
    const late = [host({ zone: 'America/New_York', daily: ['22:00-24:00'] })];
    const now = local('2026-03-06T12:00');
    const link = { window: { kind: 'rolling', days: 2 } } as const;
    const days = listSlots(query({ hosts: late, link, now, from: now, to: now + 9 * 24 * hour })).days;
    expect(days.map((day) => [day.date, day.slots.length])).toEqual([
      ['2026-03-06', 2],
      ['2026-03-07', 2],
      ['2026-03-08', 2],
    ]);
  });

  it('counts business days from Monday to Friday', () => {
    const now = local('2026-06-12T08:00');
    const link = { window: { kind: 'rolling', days: 2, businessDays: true } } as const;
    const days = listSlots(query({ hosts, link, now, from: now, to: now + 9 * 24 * hour })).days;
    expect(days.map((day) => day.date)).toEqual([
      '2026-06-12',
      '2026-06-13',
      '2026-06-14',
      '2026-06-15',
      '2026-06-16',
    ]);
  });

  it('opens the first dates that have a slot, weekend dates free of charge when business days count', () => {
    const now = local('2026-06-12T13:00');
    const asked = (businessDays: boolean) =>
      listSlots(
        query({
          hosts,
          link: { window: { kind: 'available_days', days: 2, businessDays } },
          now,
          from: now,
          to: now + 20 * 24 * hour,
        }),
      ).days.map((day) => day.date);
    expect(asked(false)).toEqual(['2026-06-13', '2026-06-14']);
    expect(asked(true)).toEqual(['2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16']);
  });

  it('opens the dates of a range in the zone of the window', () => {
    const link = {
      window: { kind: 'range', from: '2026-06-16', to: '2026-06-16' },
      windowZone: 'Asia/Tokyo',
    } as const;
    const from = local('2026-06-14T00:00');
    const starts = slotsOf(query({ hosts, link, from, to: from + 5 * 24 * hour })).map((slot) =>
      clock('Asia/Tokyo', slot.start),
    );
    expect(starts).toEqual(['2026-06-16T00:00', '2026-06-16T22:00', '2026-06-16T23:00']);
  });

  it('lists and checks limits in the same zone', () => {
    const booked = local('2026-06-15T22:00');
    const link = { limits: [{ period: 'day', count: 1 }], limitsZone: 'America/New_York' } as const;
    const from = local('2026-06-15T00:00');
    const asked = query({
      hosts,
      link,
      from,
      to: from + 48 * hour,
      counted: [{ start: booked, end: booked + hour }],
    });
    expect(listSlots(asked).days.map((day) => day.date)).toEqual(['2026-06-16']);
    for (const start of [local('2026-06-15T10:00'), local('2026-06-16T10:00')]) {
      const listed = slotsOf(asked).some((slot) => slot.start === start);
      expect(checkSlot({ ...asked, start }).offered).toBe(listed);
    }
  });

  it.each([
    [{ period: 'week', count: 1 }, 1, ['2026-06-22']],
    [{ period: 'week', count: 1 }, 7, ['2026-06-21', '2026-06-22']],
    [{ period: 'month', count: 1 }, 1, []],
    [{ period: 'year', minutes: 90 }, 1, []],
    [{ period: 'day', minutes: 120 }, 1, ['2026-06-20', '2026-06-21', '2026-06-22']],
  ] as const)('closes the period of %o, weeks beginning on day %d', (limit, weekStart, dates) => {
    const from = local('2026-06-20T00:00');
    const start = local('2026-06-17T10:00');
    const asked = query({
      hosts,
      link: { limits: [limit], weekStart },
      from,
      to: from + 3 * 24 * hour,
      counted: [{ start, end: start + hour }],
    });
    expect(listSlots(asked).days.map((day) => day.date)).toEqual(dates);
  });
});

describe('several hosts', () => {
  const morning = (id: string, more = {}) => host({ id, daily: ['09:00-12:00'], ...more });
  const afternoon = (id: string, more = {}) => host({ id, daily: ['14:00-17:00'], ...more });
  const round = 'round_robin' as const;

  it('offers nothing when fixed hosts have no time in common, whoever else is free', () => {
    const hosts = [
      morning('a', { fixed: true }),
      afternoon('b', { fixed: true }),
      host({ id: 'c', daily: ['00:00-24:00'] }),
    ];
    expect(slotsOf(query({ mode: round, hosts }))).toEqual([]);
  });

  it('offers a round robin slot with all fixed hosts and whoever is free for the whole of it', () => {
    const start = at('UTC', '2026-06-15T10:00');
    const hosts = [
      morning('fixed', { fixed: true }),
      host({ id: 'b', daily: ['09:00-11:00'] }),
      host({ id: 'c', daily: ['10:00-17:00'], busy: [{ start, end: start + 30 * minute }] }),
    ];
    expect(slotsOf(query({ mode: round, hosts })).map((slot) => slot.hostIds)).toEqual([
      ['fixed', 'b'],
      ['fixed', 'b'],
      ['fixed', 'c'],
    ]);
  });

  it('does not hand a slot from one round robin host to the next half way', () => {
    const hosts = [host({ id: 'a', daily: ['09:00-09:30'] }), host({ id: 'b', daily: ['09:30-10:00'] })];
    expect(slotsOf(query({ mode: round, hosts }))).toEqual([]);
  });

  it('offers nothing in a round robin of fixed hosts only, and nothing without hosts', () => {
    expect(slotsOf(query({ mode: round, hosts: [morning('a', { fixed: true })] }))).toEqual([]);
    expect(slotsOf(query({ mode: 'collective', hosts: [] }))).toEqual([]);
  });

  it('offers a collective slot when everybody is free', () => {
    const hosts = [host({ id: 'a', daily: ['09:00-13:00'] }), host({ id: 'b', daily: ['11:00-17:00'] })];
    const slots = slotsOf(query({ mode: 'collective', hosts }));
    expect(slots.map((slot) => [clock('UTC', slot.start).slice(11), slot.hostIds])).toEqual([
      ['11:00', ['a', 'b']],
      ['12:00', ['a', 'b']],
    ]);
  });
});

describe('seats', () => {
  const start = at('UTC', '2026-06-15T10:00');
  const session = (seatsTaken: number) => ({
    id: 'session',
    start,
    end: start + hour,
    sameEvent: { seatsTaken },
  });
  const asked = (seatsTaken: number, more: object[] = [], link = {}) =>
    query({
      hosts: [
        host({
          daily: ['09:00-12:00'],
          busy: [session(seatsTaken), ...(more as { start: number; end: number }[])],
        }),
      ],
      link: { seats: 3, stepMinutes: 30, ...link },
    });

  it('keeps the start while seats are left and closes every other start it overlaps', () => {
    expect(slotsOf(asked(2)).map((slot) => [clock('UTC', slot.start).slice(11), slot.seatsLeft])).toEqual([
      ['09:00', 3],
      ['10:00', 1],
      ['11:00', 3],
    ]);
    expect(times(asked(3))).toEqual(['09:00', '11:00']);
  });

  it('still lets other busy time close the start', () => {
    expect(times(asked(1, [{ start: start + 30 * minute, end: start + 40 * minute }]))).toEqual([
      '09:00',
      '11:00',
    ]);
    expect(
      times(asked(1, [{ start: start + hour, end: start + 2 * hour, bufferBeforeMinutes: 10 }])),
    ).toEqual(['09:00']);
  });

  it('exempts joining from the limits', () => {
    const counted = [{ start, end: start + hour }];
    expect(times({ ...asked(1, [], { limits: [{ period: 'day', count: 1 }] }), counted })).toEqual(['10:00']);
    expect(times({ ...asked(3, [], { limits: [{ period: 'day', count: 1 }] }), counted })).toEqual([]);
  });

  it('shows the next start once the first is full', () => {
    expect(times(asked(3))[1]).toBe('11:00');
  });
});
