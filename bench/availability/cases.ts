import type { AvailabilityQuery, BusyItem, HostInput, LinkRules } from '#domain/availability/model.ts';

const minute = 60_000;
const day = 1440 * minute;

/** Across the clock change of New York, Berlin and London, at an instant that is not on a grid. */
const now = Date.UTC(2026, 2, 2, 7, 43, 11);
const from = Date.UTC(2026, 2, 2);

/** A linear congruential generator (Numerical Recipes), so that every run measures the same calendars. */
const randomNumbers = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const worldwide = [
  'America/New_York',
  'Europe/Berlin',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
];
const neighbours = ['Europe/Berlin', 'Europe/London', 'Africa/Cairo', 'Europe/Lisbon', 'Europe/Helsinki'];

const host = (
  index: number,
  options: { days: number; busy: number; overrides: number; zones: readonly string[] },
): HostInput => {
  const random = randomNumbers(index * 7919 + options.busy);
  const busy: BusyItem[] = [];
  for (let i = 0; i < options.busy; i += 1) {
    const start = from + Math.floor(random() * options.days * 96) * 15 * minute;
    const end = start + (1 + Math.floor(random() * 4)) * 15 * minute;
    busy.push({ id: `busy-${index}-${i}`, kind: i % 3 === 0 ? 'booking' : 'external', start, end });
  }
  return {
    id: `host-${index}`,
    busy,
    schedule: {
      version: `bench-${index}-${options.days}-${options.busy}-${options.zones[0]}`,
      zone: options.zones[index % options.zones.length] ?? 'UTC',
      weekly: [1, 2, 3, 4, 5].flatMap((weekday) => [
        { weekday, startMinute: 540, endMinute: 720 },
        { weekday, startMinute: 780, endMinute: 1020 },
      ]),
      overrides: Array.from({ length: options.overrides }, (_, i) => ({
        date: new Date(from + i * 6 * day).toISOString().slice(0, 10),
        ranges: i % 2 === 0 ? [] : [{ startMinute: 600, endMinute: 900 }],
      })),
      timeOff: [],
      zoneChanges: [],
    },
  };
};

export type BenchCase = { name: string; targetMs: number; query: AvailabilityQuery };

const benchCase = (
  name: string,
  targetMs: number,
  shape: {
    days: number;
    hosts: number;
    busy: number;
    mode: AvailabilityQuery['mode'];
    link?: Partial<LinkRules>;
    overrides?: number;
  },
): BenchCase => ({
  name,
  targetMs,
  query: {
    now,
    from,
    to: from + shape.days * day,
    guestZone: 'Asia/Ho_Chi_Minh',
    mode: shape.mode,
    hosts: Array.from({ length: shape.hosts }, (_, i) =>
      host(i, {
        days: shape.days,
        busy: shape.busy,
        overrides: shape.overrides ?? 0,
        zones: shape.mode === 'collective' ? neighbours : worldwide,
      }),
    ),
    link: { durationMinutes: 30, stepMinutes: 15, noticeMinutes: 120, ...shape.link },
  },
});

export const benchCases: readonly BenchCase[] = [
  benchCase('one host, 30 days, 15-minute step, 40 busy', 0.3, {
    days: 30,
    hosts: 1,
    busy: 40,
    mode: 'one_to_one',
  }),
  benchCase('one host, 90 days, 400 busy, overrides, buffers', 1, {
    days: 90,
    hosts: 1,
    busy: 400,
    mode: 'one_to_one',
    overrides: 14,
    link: { bufferBeforeMinutes: 10, bufferAfterMinutes: 15 },
  }),
  benchCase('ten hosts round robin, 30 days, 40 busy each', 2, {
    days: 30,
    hosts: 10,
    busy: 40,
    mode: 'round_robin',
  }),
  benchCase('fifty hosts round robin, 30 days, 40 busy each', 8, {
    days: 30,
    hosts: 50,
    busy: 40,
    mode: 'round_robin',
  }),
  benchCase('five hosts collective, 30 days, 40 busy each', 0.5, {
    days: 30,
    hosts: 5,
    busy: 40,
    mode: 'collective',
  }),
  benchCase('one host, one day, 4 busy', 0.02, { days: 1, hosts: 1, busy: 4, mode: 'one_to_one' }),
];
