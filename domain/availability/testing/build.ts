import { DateTime } from 'luxon';
import { listSlots } from '#domain/availability/list-slots.ts';
import type {
  AvailabilityQuery,
  BusyItem,
  HostInput,
  Instant,
  LinkRules,
  MinuteRange,
  ScheduleInput,
  Slot,
} from '#domain/availability/model.ts';

/** The instant a clock of that zone shows `2026-03-08T09:30`: the first of two, and the end of the gap for none. */
export const at = (zone: string, local: string): Instant => {
  const found = DateTime.fromISO(local, { zone }).toMillis();
  const shown = clock(zone, found);
  for (let earlier = found - 180 * 60_000; earlier < found; earlier += 30 * 60_000) {
    if (clock(zone, earlier) === shown) return earlier;
  }
  return found;
};

/** What a clock of that zone shows. */
export const clock = (zone: string, instant: Instant): string =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

/** `09:00-17:00` → minutes. */
export const hours = (...ranges: string[]): MinuteRange[] =>
  ranges.map((text) => {
    const [from = '', to = ''] = text.split('-');
    const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    return { startMinute: minutes(from), endMinute: minutes(to) };
  });

let versions = 0;

export type HostSketch = Partial<Omit<ScheduleInput, 'weekly'>> & {
  id?: string;
  /** The same hours every day of the week. */
  daily?: readonly string[];
  weekly?: ScheduleInput['weekly'];
  busy?: readonly (Partial<BusyItem> & { start: Instant; end: Instant })[];
  fixed?: boolean;
  knownUntil?: Instant;
};

export const host = ({
  id = 'host',
  daily = [],
  busy = [],
  fixed,
  knownUntil,
  ...schedule
}: HostSketch): HostInput => {
  versions += 1;
  const everyDay = hours(...daily);
  return {
    id,
    ...(fixed === undefined ? {} : { fixed }),
    ...(knownUntil === undefined ? {} : { knownUntil }),
    busy: busy.map((item, i) => ({ id: `${id}-busy-${i}`, kind: 'booking', ...item })),
    schedule: {
      version: `sketch-${versions}`,
      zone: 'UTC',
      weekly: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => everyDay.map((range) => ({ weekday, ...range }))),
      overrides: [],
      timeOff: [],
      zoneChanges: [],
      ...schedule,
    },
  };
};

export type QuerySketch = Partial<Omit<AvailabilityQuery, 'link' | 'from' | 'to'>> & {
  /** One local day of the first host, unless `from` and `to` say otherwise. */
  day?: string;
  from?: Instant;
  to?: Instant;
  link?: Partial<LinkRules>;
};

export const query = ({ day, link, hosts = [], ...rest }: QuerySketch): AvailabilityQuery => {
  const zone = hosts[0]?.schedule.zone ?? 'UTC';
  const date = day ?? '2026-06-15';
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const from = rest.from ?? at(zone, `${date}T00:00`);
  return {
    now: from - 30 * 86_400_000,
    from,
    to: at(zone, `${next}T00:00`),
    guestZone: zone,
    mode: 'one_to_one',
    hosts,
    link: { durationMinutes: 60, ...link },
    ...rest,
  };
};

export const slotsOf = (asked: AvailabilityQuery): Slot[] =>
  listSlots(asked).days.flatMap((day) => [...day.slots]);

/** Times of day at which slots start, on the first host's clock. */
export const times = (asked: AvailabilityQuery, zone = asked.hosts[0]?.schedule.zone ?? 'UTC'): string[] =>
  slotsOf(asked).map((slot) => clock(zone, slot.start).slice(11));
