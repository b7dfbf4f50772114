import type { InfiniteData } from '@tanstack/react-query';
import type { BookingPage, Problem } from '#web/api/schemas.ts';
import type { Change } from '#web/api/stream.ts';

/** Whether a change makes what a query shows stale. `now` is in milliseconds. */
export type TouchedBy = (change: Change, seen: { data: unknown; now: number }) => boolean;

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Without it no change of the stream reads the query again. */
      touchedBy?: TouchedBy;
    };
  }
}

type Noun = Change['noun'];

export const ofNouns =
  (...nouns: readonly Noun[]): TouchedBy =>
  ({ noun }) =>
    nouns.includes(noun);

export const ofOne =
  (noun: Noun, id: string): TouchedBy =>
  (change) =>
    change.noun === noun && change.id === id;

/** A span of time in milliseconds. */
type Span = { from: number; to: number };

/** A change that names no time may concern any. */
const meets = ({ startsAt, endsAt }: Change, { from, to }: Span): boolean =>
  startsAt === null || endsAt === null || (Date.parse(startsAt) < to && Date.parse(endsAt) > from);

/** Nothing a guest could book depends on these. */
const takesNoTime: readonly Noun[] = [
  'attention',
  'reconciliation',
  'suppression',
  'api_key',
  'domain',
  'contact',
  'member',
  'tenant',
  'subscription',
];

/** Touched by any change that affects availability in that span. */
export const atTime =
  (span: Span): TouchedBy =>
  (change) =>
    !takesNoTime.includes(change.noun) && meets(change, span);

/** Touched by whatever takes one of the times that are offered at present. */
export const offering: TouchedBy = (change, { data }) => {
  const offered = (data as Pick<Problem, 'alternatives'> | undefined)?.alternatives ?? [];
  if (takesNoTime.includes(change.noun)) return false;
  return offered.some(({ start, end }) => meets(change, { from: Date.parse(start), to: Date.parse(end) }));
};

/** The time a list by time covers: up to its last row while there are more pages, else without end. */
const spanOf = (view: string, data: InfiniteData<BookingPage> | undefined, now: number): Span => {
  const page = data?.pages.at(-1);
  const last = page === undefined || page.nextCursor === null ? undefined : page.items.at(-1);
  const reached = last === undefined ? undefined : Date.parse(last.start);
  if (view === 'upcoming') return { from: now, to: reached === undefined ? Infinity : reached + 1 };
  if (view === 'past') return { from: reached ?? -Infinity, to: now };
  return { from: -Infinity, to: Infinity };
};

/** Touched when a listed booking changes, or any booking within the time the list covers. */
export const inView =
  (view: string): TouchedBy =>
  (change, { data, now }) => {
    if (change.noun !== 'booking') return false;
    const list = data as InfiniteData<BookingPage> | undefined;
    const isListed = list?.pages.some((page) => page.items.some((item) => item.id === change.id)) === true;
    return isListed || meets(change, spanOf(view, list, now));
  };
