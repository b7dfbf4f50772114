import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { preparedSql } from '#db/prepared.ts';
import type { BusyItem } from '#domain/availability/model.ts';
import type { Span } from '#domain/availability/needed-spans.ts';
import { takenAt } from '#services/session/seats.ts';

const minuteMs = 60_000;

/** A booking on its way to another time, and the session it leaves; that goes with it when nobody else is in it. */
export type MovingBooking = { bookingId: string; sessionId: string };

export type BusyQuestion = {
  tenantId: string;
  hostIds: readonly string[];
  span: Span;
  /** A booking that is being moved does not block itself. */
  moving?: MovingBooking | undefined;
  /** A group link: guests may come to its sessions. */
  sharedLinkId?: string | undefined;
  /** Epoch milliseconds: who has a place by then is told from deadlines. */
  now: number;
  /** Whose titles are read: those of the member who asks for an explanation, and nobody else's. */
  titlesOf?: string | undefined;
};

const ms = (column: string): SQL => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** The question as the statement takes it: instants in ISO 8601; what is left out is not asked. */
type Asked = {
  tenantId: string;
  hostIds: readonly string[];
  from: string;
  to: string;
  now: string;
  sharedLinkId?: string | undefined;
  titlesOf?: string | undefined;
  movingBookingId?: string | undefined;
  movingSessionId?: string | undefined;
};

type Wrapped = { [Column in keyof Asked]: SQLWrapper | Extract<Asked[Column], undefined> };

const askedOf = ({ tenantId, hostIds, span, now, sharedLinkId, titlesOf, moving }: BusyQuestion): Asked => ({
  tenantId,
  hostIds,
  from: new Date(span.from).toISOString(),
  to: new Date(span.to).toISOString(),
  now: new Date(now).toISOString(),
  sharedLinkId,
  titlesOf,
  movingBookingId: moving?.bookingId,
  movingSessionId: moving?.sessionId,
});

/** The session that a moving booking leaves is not in the way, unless others stay in it. */
const unlessLeft = ({ tenantId, movingBookingId, movingSessionId }: Wrapped): SQL =>
  movingSessionId === undefined
    ? sql``
    : sql`and (b.session_id is distinct from ${movingSessionId} or exists (
        select 1 from bookings o
        where o.tenant_id = ${tenantId} and o.session_id = ${movingSessionId} and o.seated
          and o.id <> ${movingBookingId}))`;

/**
 * What keeps hosts busy in a span. First what may overlap (calendars, time off), then what is claimed: with its block where
 * it is this tenant's, bare where the person gave the time away in another tenant; last, up to where the calendars that keep
 * each of them busy have all been read. The bounds are compared as columns: row-level
 * security lets an index be searched only by operators that cannot leak, and `&&` on ranges is not one of them.
 */
export const busyQuery = (asked: Wrapped): SQL => {
  const { tenantId, sharedLinkId, titlesOf } = asked;
  const withTitles = titlesOf !== undefined;
  const isHost = (column: string): SQL => sql`${sql.raw(column)} = any(${asked.hostIds}::text[])`;
  const overlaps = (table: string): SQL =>
    sql`${sql.raw(table)}.ends_at > ${asked.from}::timestamptz and ${sql.raw(table)}.starts_at < ${asked.to}::timestamptz`;
  const titled = (title: string, memberId: string): SQL =>
    withTitles
      ? sql`case when ${sql.raw(memberId)} = ${titlesOf} then ${sql.raw(title)} end`
      : sql.raw('null::text');
  const joined = (table: string): SQL => sql.raw(withTitles ? table : '');
  const needsSession = withTitles || sharedLinkId !== undefined;
  const seats =
    sharedLinkId === undefined
      ? sql`null::int`
      : sql`case when s.link_id = ${sharedLinkId} and s.capacity > 1 and s.status = 'open'
          then ${takenAt(sql`${asked.now}::timestamptz`)} end`;
  return sql`
    select b.id, b.member_id as "memberId", b.kind, ${ms('b.starts_at')} as start, ${ms('b.ends_at')} as "end",
      b.buffer_before_minutes as before, b.buffer_after_minutes as after, b.tentative,
      null::float8 as "holdUntil", null::int as "seatsTaken", ${titled('e.title', 'b.member_id')} as title
    from time_blocks b ${joined('left join events e on e.tenant_id = b.tenant_id and e.id = b.event_id')}
    where b.tenant_id = ${tenantId} and ${isHost('b.member_id')} and not b.exclusive and ${overlaps('b')}
    union all
    select c.id, m.id, case when b.id is null then 'taken' when c.hold_until is null then 'booking' else 'hold' end,
      ${ms('c.starts_at')}, ${ms('c.ends_at')},
      coalesce(b.buffer_before_minutes, 0), coalesce(b.buffer_after_minutes, 0), false,
      ${ms('c.hold_until')}, ${seats}, ${titled('s.title', 'm.id')}
    from members m
      join claims c on c.person_id = m.person_id
      left join time_blocks b on b.tenant_id = m.tenant_id and b.claim_id = c.id
      ${sql.raw(needsSession ? 'left join sessions s on s.tenant_id = b.tenant_id and s.id = b.session_id' : '')}
    where m.tenant_id = ${tenantId} and ${isHost('m.id')} and ${overlaps('c')} ${unlessLeft(asked)}
    union all
    select 'unread', k.member_id, 'unread', min(coalesce(${ms('k.read_until')}, 0)), 0, 0, 0, false,
      null::float8, null::int, null::text
    from calendars k
      join integrations i on i.tenant_id = k.tenant_id and i.id = k.integration_id
    where k.tenant_id = ${tenantId} and ${isHost('k.member_id')} and k.is_conflict_calendar
      and i.status in ('connected', 'needs_reconnection')
    group by k.member_id`;
};

const selectBusy = preparedSql<{ asked: Asked }, BusyRow>(({ asked }) => busyQuery(asked));

type BusyRow = {
  id: string;
  memberId: string;
  kind: BusyItem['kind'] | 'unread';
  start: number;
  end: number;
  before: number;
  after: number;
  tentative: boolean;
  holdUntil: number | null;
  seatsTaken: number | null;
  title: string | null;
};

/** What is known of one host's time. */
export type KnownTime = {
  busy: readonly BusyItem[] /** Epoch milliseconds; absent without calendars to read. */;
  knownUntil?: number;
};

const itemOf = (row: BusyRow, kind: BusyItem['kind']): BusyItem => ({
  id: row.id,
  kind,
  start: row.start + row.before * minuteMs,
  end: row.end - row.after * minuteMs,
  bufferBeforeMinutes: row.before,
  bufferAfterMinutes: row.after,
  ...(row.tentative ? { status: 'tentative' as const } : {}),
  ...(row.holdUntil === null ? {} : { holdUntil: row.holdUntil }),
  ...(row.seatsTaken === null ? {} : { sameEvent: { seatsTaken: row.seatsTaken } }),
  ...(row.title === null ? {} : { title: row.title }),
});

const knownTime = (rows: readonly BusyRow[]): KnownTime => {
  const unread = rows.find(({ kind }) => kind === 'unread');
  return {
    busy: rows.flatMap((row) => (row.kind === 'unread' ? [] : [itemOf(row, row.kind)])),
    ...(unread === undefined ? {} : { knownUntil: unread.start }),
  };
};

/** What keeps each host busy and how far that is known, in one statement whatever their number; instants in milliseconds. */
export const loadBusy = async (
  tx: Transaction,
  question: BusyQuestion,
): Promise<ReadonlyMap<string, KnownTime>> => {
  if (question.hostIds.length === 0) return new Map();
  const rows = await selectBusy(tx, { asked: askedOf(question) });
  const ofHost = Map.groupBy(rows, ({ memberId }) => memberId);
  return new Map([...ofHost].map(([memberId, of]) => [memberId, knownTime(of)]));
};
