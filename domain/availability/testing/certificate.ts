import { checkSlot } from '#domain/availability/check-slot.ts';
import { listSlots } from '#domain/availability/list-slots.ts';
import type { AvailabilityQuery, HostInput, Instant, MinuteRange } from '#domain/availability/model.ts';
import { isWorking, readWall } from './oracle.ts';

const minute = 60_000;
const hour = 60 * minute;
const quarter = 15 * minute;
const durationMinutes = 30;

/** What is compared on either side of a change. */
const reach = 36 * hour;

const hours = (...pairs: [string, string][]): MinuteRange[] =>
  pairs.map(([from, to]) => {
    const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    return { startMinute: minutes(from), endMinute: minutes(to) };
  });

/** Working hours chosen to meet a change everywhere: inside it, at its edge, before, after, over midnight. */
export const certifiedHours: readonly { name: string; ranges: MinuteRange[] }[] = [
  { name: 'round the clock', ranges: hours(['00:00', '24:00']) },
  { name: '09:00–17:00', ranges: hours(['09:00', '17:00']) },
  { name: '13:00–18:00', ranges: hours(['13:00', '18:00']) },
  { name: '00:00–03:00 and 22:30–24:00', ranges: hours(['00:00', '03:00'], ['22:30', '24:00']) },
  {
    name: '00:30–01:15, 02:15–03:00, 23:15–23:45',
    ranges: hours(['00:30', '01:15'], ['02:15', '03:00'], ['23:15', '23:45']),
  },
];

/** Local time as milliseconds, read off the wall clock. */
const wallMs = (zone: string, instant: Instant): number => {
  const { date, minuteOfDay } = readWall(zone, instant);
  return Date.parse(`${date}T00:00:00Z`) + minuteOfDay * minute;
};

const offsetMinutes = (zone: string, instant: Instant): number => (wallMs(zone, instant) - instant) / minute;

export type OffsetChange = { zone: string; at: Instant; beforeMinutes: number; afterMinutes: number };

/** Every change of offset in `[from, to)`, found by reading the wall clock every six hours and then every minute. */
export const offsetChanges = (zone: string, from: Instant, to: Instant): OffsetChange[] => {
  const out: OffsetChange[] = [];
  let known = offsetMinutes(zone, from);
  for (let probe = from + 6 * hour; probe <= to; probe += 6 * hour) {
    const offset = offsetMinutes(zone, probe);
    if (offset === known) continue;
    for (let at = probe - 6 * hour + minute; at <= probe; at += minute) {
      const here = offsetMinutes(zone, at);
      if (here === known) continue;
      out.push({ zone, at, beforeMinutes: known, afterMinutes: here });
      known = here;
    }
  }
  return out;
};

export type Verdict = { starts: number; offered: number; mismatches: readonly string[] };

const questionFor = (zone: string, ranges: MinuteRange[], at: Instant): AvailabilityQuery => {
  const host: HostInput = {
    id: 'host',
    busy: [],
    schedule: {
      version: `certificate ${zone} ${JSON.stringify(ranges)}`,
      zone,
      weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => ranges.map((range) => ({ weekday, ...range }))),
      overrides: [],
      timeOff: [],
      zoneChanges: [],
    },
  };
  return {
    now: at - reach,
    from: at - reach,
    to: at + reach,
    guestZone: zone,
    mode: 'one_to_one',
    hosts: [host],
    link: { durationMinutes, stepMinutes: 15 },
  };
};

/** For each quarter hour, whether every minute of a slot reads as open on the wall clock. */
const expectedStarts = (query: AvailabilityQuery): Map<Instant, string> => {
  const [host] = query.hosts;
  const expected = new Map<Instant, string>();
  let openMinutes = 0;
  if (host === undefined) return expected;
  for (let t = query.from; t < query.to + durationMinutes * minute; t += minute) {
    openMinutes = isWorking(host, t) ? openMinutes + 1 : 0;
    const start = t - (durationMinutes - 1) * minute;
    if (openMinutes >= durationMinutes && start % quarter === 0 && start < query.to) {
      expected.set(start, readWall(query.guestZone, start).date);
    }
  }
  return expected;
};

/** Compares engine and wall clock for every quarter-hour start within 36 hours of an instant. */
export const certify = (zone: string, around: Instant): Verdict => {
  const at = Math.round(around / quarter) * quarter;
  const mismatches: string[] = [];
  let starts = 0;
  let offered = 0;
  for (const { name, ranges } of certifiedHours) {
    const query = questionFor(zone, ranges, at);
    const expected = expectedStarts(query);
    const found = new Map(
      listSlots(query).days.flatMap(({ date, slots }) => slots.map((slot) => [slot.start, date] as const)),
    );
    offered += expected.size;
    const report = (start: Instant, text: string): void => {
      mismatches.push(`${zone}, ${name}, ${new Date(start).toISOString()}: ${text}`);
    };
    for (let start = query.from; start < query.to; start += quarter) {
      starts += 1;
      const [wanted, got] = [expected.get(start), found.get(start)];
      if (wanted !== got)
        report(start, `listed under ${got ?? 'nothing'}, the clock says ${wanted ?? 'nothing'}`);
      if (Math.abs(start - at) > 2 * hour) continue;
      if (checkSlot({ ...query, start }).offered !== (wanted !== undefined))
        report(start, 'the check differs');
    }
    for (const start of found.keys()) if (start % quarter !== 0) report(start, 'not a quarter hour');
  }
  return { starts, offered, mismatches };
};
