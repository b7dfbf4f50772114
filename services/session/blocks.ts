import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { timestampAt } from '#db/columns.ts';
import { newId, newOpaqueId } from '#db/new-id.ts';
import { prepared, preparedSql } from '#db/prepared.ts';
import { claims } from '#db/schema/person.ts';
import { sessions, timeBlocks } from '#db/schema/session.ts';
import { members } from '#db/schema/tenant.ts';

const minuteMs = 60_000;

export type BlockInput = {
  tenantId: string;
  sessionId: string;
  hostIds: readonly string[];
  start: number;
  end: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  holdUntil: number | null;
  now: number;
};

export type SessionKey = { tenantId: string; sessionId: string };

type Span = { start: number; end: number };
type Hosts = { tenantId: string; hostIds: readonly string[] };

const isoOf = (instant: number): string => new Date(instant).toISOString();

const overlapping = ({ start, end }: Span) => and(gt(claims.endsAt, start), lt(claims.startsAt, end));

type Wanted = { memberId: string; blockId: string; claimId: string };
type At = {
  tenantId: string;
  sessionId: string;
  /** ISO 8601. */
  start: string;
  end: string;
  holdUntil: string | null;
  bufferBefore: number;
  bufferAfter: number;
};

/** Claims and blocks in one statement, persons in order; a claim that meets another one's time is left out, and its block. */
const insertClaims = preparedSql<{ wanted: readonly Wanted[]; at: At }, { id: string }>(({ wanted, at }) => {
  const rows = wanted.map(({ memberId, blockId, claimId }) => sql`(${memberId}, ${blockId}, ${claimId})`);
  const range = sql`tstzrange(${at.start}::timestamptz, ${at.end}::timestamptz)`;
  return sql`
    with wanted (member_id, block_id, claim_id) as (values ${sql.join(rows, sql`, `)}),
    claimed as (
      insert into claims (id, person_id, during, hold_until)
      select w.claim_id, m.person_id, ${range}, ${at.holdUntil}::timestamptz
      from wanted w join members m on m.tenant_id = ${at.tenantId} and m.id = w.member_id
      order by m.person_id
      on conflict do nothing
      returning id)
    insert into time_blocks (tenant_id, id, member_id, during, kind, exclusive, claim_id, session_id,
      buffer_before_minutes, buffer_after_minutes)
    select ${at.tenantId}, w.block_id, w.member_id, ${range}, 'session',
      true, w.claim_id, ${at.sessionId}, ${at.bufferBefore}::int, ${at.bufferAfter}::int
    from wanted w join claimed c on c.id = w.claim_id
    returning id`;
});

/** All rows or none; nothing that is in the way is raised as an error. */
const tryInsert = async (tx: Transaction, input: BlockInput, during: Span): Promise<boolean> => {
  const rows = await insertClaims(tx, {
    wanted: input.hostIds.map((memberId) => ({
      memberId,
      blockId: newId('timeBlock'),
      claimId: newOpaqueId('claim'),
    })),
    at: {
      tenantId: input.tenantId,
      sessionId: input.sessionId,
      start: isoOf(during.start),
      end: isoOf(during.end),
      holdUntil: input.holdUntil === null ? null : isoOf(input.holdUntil),
      bufferBefore: input.bufferBeforeMinutes,
      bufferAfter: input.bufferAfterMinutes,
    },
  });
  if (rows.length === input.hostIds.length) return true;
  if (rows.length > 0)
    await tx.delete(timeBlocks).where(
      and(
        eq(timeBlocks.tenantId, input.tenantId),
        inArray(
          timeBlocks.id,
          rows.map((row) => row.id),
        ),
      ),
    );
  return false;
};

const personsOf = (tx: Transaction, { tenantId, hostIds }: Hosts) =>
  tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), inArray(members.id, [...hostIds])));

/**
 * Holds that have ended do not stand in the way, in whatever tenant and whether or not anything has swept them: with the
 * claim goes its block.
 */
const removeEndedHolds = async (tx: Transaction, input: BlockInput, during: Span): Promise<void> => {
  await tx
    .delete(claims)
    .where(
      and(
        inArray(claims.personId, personsOf(tx, input)),
        lte(claims.holdUntil, input.now),
        overlapping(during),
      ),
    );
};

/**
 * The only write path of a claim: all hosts' time in one statement or none. When something is in the way, holds that have
 * ended are removed and it is tried once more; the exclusion constraint on `claims` decides every race, also between
 * tenants of one person.
 */
export const insertBlocks = async (tx: Transaction, input: BlockInput): Promise<boolean> => {
  const during = {
    start: input.start - input.bufferBeforeMinutes * minuteMs,
    end: input.end + input.bufferAfterMinutes * minuteMs,
  };
  if (await tryInsert(tx, input, during)) return true;
  await removeEndedHolds(tx, input, during);
  // Also when there was none to remove: what was in the way may have gone meanwhile.
  return tryInsert(tx, input, during);
};

/** The last end of claims that end by themselves; null when one of them does not. */
const claimedUntil = sql<number | null>`case when bool_and(${claims.holdUntil} is not null)
  then (extract(epoch from max(${claims.holdUntil})) * 1000)::float8 end`;

const selectTaken = prepared<{ asked: Hosts & Span & { now: number } }>()((tx, { asked }) =>
  tx
    .select({ memberId: members.id, until: claimedUntil })
    .from(members)
    .innerJoin(claims, eq(claims.personId, members.personId))
    .where(
      and(
        eq(members.tenantId, asked.tenantId),
        sql`${members.id} = any(${asked.hostIds})`,
        eq(claims.exclusive, true),
        gt(claims.endsAt, sql.param(asked.start, claims.endsAt)),
        lt(claims.startsAt, sql.param(asked.end, claims.startsAt)),
        or(isNull(claims.holdUntil), gt(claims.holdUntil, sql.param(asked.now, claims.holdUntil))),
      ),
    )
    .groupBy(members.id),
);

/**
 * The hosts among these whose time is claimed at the moment, by whatever tenant, and until when; null: for good. A look,
 * `insertBlocks` decides.
 */
export const hostsTaken = (
  tx: Transaction,
  { tenantId, hostIds, start, end, now }: Hosts & Span & { now: number },
): Promise<{ memberId: string; until: number | null }[]> =>
  selectTaken(tx, { asked: { tenantId, hostIds, start, end, now } });

const claimsOf = (tx: Transaction, { tenantId, sessionId }: SessionKey) =>
  tx
    .select({ claimId: timeBlocks.claimId })
    .from(timeBlocks)
    .where(and(eq(timeBlocks.tenantId, tenantId), eq(timeBlocks.sessionId, sessionId)));

/** Of these, those of the session's own time: not what it holds beside it. */
const ownClaimsOf = (tx: Transaction, session: SessionKey) =>
  tx
    .select({ claimId: timeBlocks.claimId })
    .from(timeBlocks)
    .innerJoin(
      sessions,
      and(eq(sessions.tenantId, timeBlocks.tenantId), eq(sessions.id, timeBlocks.sessionId)),
    )
    .where(
      and(
        eq(timeBlocks.tenantId, session.tenantId),
        eq(timeBlocks.sessionId, session.sessionId),
        lte(timeBlocks.startsAt, sessions.startsAt),
        gt(timeBlocks.endsAt, sessions.startsAt),
      ),
    );

// Claims are locked before blocks everywhere: another tenant that removes an ended hold can reach them in this order only.

/** Of the bookings with places in a session, but for these: whether one has no deadline, and the last deadline. */
const othersOf = ({ tenantId, sessionId }: SessionKey, exceptIds: readonly string[]) => sql`
  select coalesce(bool_or(coalesce(hold_until, approve_by) is null), false) as stay,
    max(coalesce(hold_until, approve_by)) as until
  from bookings
  where tenant_id = ${tenantId} and session_id = ${sessionId} and seated
    and id <> all(array[${sql.join(
      exceptIds.map((id) => sql`${id}`),
      sql`, `,
    )}]::text[])`;

/**
 * Keeps a session's time until the last of its guests' deadlines, or for good once one of them has none. `bookingId` is
 * about to have the deadline `holdUntil` (null: none). False when every hold had ended and somebody else has taken the
 * time of a host. The caller holds the session's lock where guests share it.
 */
export const keepBlocks = async (
  tx: Transaction,
  session: SessionKey,
  { bookingId, holdUntil }: { bookingId: string; holdUntil: number | null },
): Promise<boolean> => {
  const until = holdUntil === null ? sql`null::timestamptz` : timestampAt(holdUntil);
  const { rows } = await tx.execute<{ kept: boolean }>(sql`
    with others as (${othersOf(session, [bookingId])}),
    kept as (
      update claims set hold_until =
        case when ${holdUntil === null} or (select stay from others) then null
          else greatest(${until}, (select until from others)) end
      where id in (${ownClaimsOf(tx, session)})
      returning id)
    select (select count(*) from kept) = (
      select count(*) from session_hosts
      where tenant_id = ${session.tenantId} and session_id = ${session.sessionId}) as kept`);
  return rows[0]?.kept === true;
};

/** The same once some have left: those who stay may all have deadlines. */
export const keepForOthers = async (
  tx: Transaction,
  session: SessionKey,
  leaving: readonly string[],
): Promise<void> => {
  await tx.execute(sql`
    with others as (${othersOf(session, leaving)})
    update claims set hold_until = case when others.stay then null else others.until end
    from others where claims.id in (${claimsOf(tx, session)})`);
};

/** Gives back what a session holds beside its own time: the time that its guest asks to move to. */
export const freeHeldBlocks = async (tx: Transaction, session: SessionKey): Promise<void> => {
  await tx
    .delete(claims)
    .where(
      and(
        inArray(claims.id, claimsOf(tx, session)),
        isNotNull(claims.holdUntil),
        notInArray(claims.id, ownClaimsOf(tx, session)),
      ),
    );
};

/** Gives the time back that one host has given to a session. */
export const freeHostBlocks = async (
  tx: Transaction,
  { tenantId, sessionId }: SessionKey,
  memberId: string,
): Promise<void> => {
  const own = tx
    .select({ claimId: timeBlocks.claimId })
    .from(timeBlocks)
    .where(
      and(
        eq(timeBlocks.tenantId, tenantId),
        eq(timeBlocks.sessionId, sessionId),
        eq(timeBlocks.memberId, memberId),
      ),
    );
  await tx.delete(claims).where(inArray(claims.id, own));
};

/** Gives a session's time back: with each claim goes its block. */
export const freeBlocks = async (tx: Transaction, session: SessionKey): Promise<void> => {
  await tx.delete(claims).where(inArray(claims.id, claimsOf(tx, session)));
};
