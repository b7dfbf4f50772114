import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { calendars, sessionEvents } from '#db/schema/calendar.ts';
import { sessions } from '#db/schema/session.ts';
import { departures, members } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import {
  calendarLookMs,
  calendarPatienceMs,
  type DepartureView,
  lateBookingsMs,
  planDeparture,
  retryDelayMs,
} from '#domain/departure/follow.ts';
import type { Wakeup } from '#domain/follower.ts';
import type { ServiceContext } from '#services/context.ts';
import { disconnectMember } from '#services/integration/disconnect-integration.ts';
import { countAhead, findAhead } from './bookings-ahead.ts';
import { type DepartureRow, settleBooking } from './settle-booking.ts';

type Key = { tenantId: string; departureId: string };
/** `now`: the workflow's clock, epoch milliseconds. */
export type DepartureInput = Key & { now: number };

const is = ({ tenantId, departureId }: Key) =>
  and(eq(departures.tenantId, tenantId), eq(departures.id, departureId));

const contextOf = (db: Database, { tenantId, now }: DepartureInput): ServiceContext => ({
  db,
  tenantId,
  actor: { kind: 'system' },
  now: () => now,
  newId,
});

/**
 * What the follower of a departure sees now, or null when there is none; with it the moment is written down at which it has
 * to look again, so that a lost one is started again.
 */
export const lookAtDeparture = async (
  db: Database,
  { tenantId, departureId, now }: DepartureInput,
): Promise<DepartureView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'departure', subjectId: departureId };
    const version = await wakeupVersion(tx, wakeup);
    const [view] = await tx
      .select({
        state: departures.state,
        total: departures.total,
        settled: departures.settled,
        failure: departures.failure,
        tryAt: departures.tryAt,
      })
      .from(departures)
      .where(is({ tenantId, departureId }));
    const plan = view === undefined ? null : planDeparture(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view ?? null;
  });

/** The departure, as long as its member has not come back: whoever has keeps what is still theirs. */
const loadOpen = async (tx: Transaction, key: DepartureInput): Promise<DepartureRow | null> => {
  const [row] = await tx
    .select({ departure: departures, isActive: members.isActive })
    .from(departures)
    .innerJoin(members, and(eq(members.tenantId, departures.tenantId), eq(members.id, departures.memberId)))
    .where(is(key));
  if (row === undefined || row.departure.state === 'done') return null;
  if (!row.isActive) return row.departure;
  await tx.update(departures).set({ state: 'done', doneAt: key.now, failure: null }).where(is(key));
  return null;
};

/** One booking in one transaction: settled and counted, or neither. */
const settleOne = (db: Database, input: DepartureInput, departure: DepartureRow, bookingId: string) =>
  withTenant(db, input.tenantId, async (tx) => {
    const { settled, cancelled } = await settleBooking(tx, contextOf(db, input), departure, bookingId);
    if (settled > 0)
      await tx
        .update(departures)
        .set({
          settled: sql`${departures.settled} + ${settled}`,
          cancelled: sql`${departures.cancelled} + ${cancelled}`,
        })
        .where(is(input));
  });

const atOnce = 25;
/** A round ends after this long, and the next one goes on. */
const roundMs = 3_000;

/** The result of a round: everything settled, time is up, or some could not be. */
const endRound = (db: Database, input: DepartureInput, outcome: 'all' | 'more' | 'failed') =>
  withTenant(db, input.tenantId, async (tx) => {
    const [row] = await tx.select({ failures: departures.failures }).from(departures).where(is(input));
    const failures = row?.failures ?? 0;
    await tx
      .update(departures)
      .set(
        outcome === 'failed'
          ? { failures: failures + 1, failure: 'internal', tryAt: input.now + retryDelayMs(failures) }
          : {
              failures: 0,
              failure: null,
              tryAt: input.now,
              ...(outcome === 'all' ? { state: 'settled' as const } : {}),
            },
      )
      .where(is(input));
  });

/**
 * Settles bookings of a member who has gone, each in a transaction of its own, as many as a round allows; repeating it finds
 * those that are left. One that fails does not keep the others waiting. The first failure is thrown at the end.
 */
export const settleDeparture = async (db: Database, input: DepartureInput): Promise<void> => {
  const departure = await withTenant(db, input.tenantId, (tx) => loadOpen(tx, input));
  if (departure === null || departure.state !== 'open') return;
  const { tenantId, memberId } = departure;
  const failed = new Map<string, unknown>();
  const endsAt = performance.now() + roundMs;
  for (;;) {
    const ids = await withTenant(db, tenantId, (tx) =>
      findAhead(tx, { tenantId, memberId, now: input.now }, { except: [...failed.keys()], limit: atOnce }),
    );
    for (const id of ids)
      await settleOne(db, input, departure, id).catch((error: unknown) => failed.set(id, error));
    const isOver = ids.length === 0;
    if (!isOver && performance.now() < endsAt) continue;
    const [first] = failed.values();
    await endRound(db, input, failed.size > 0 ? 'failed' : isOver ? 'all' : 'more');
    if (failed.size > 0) throw first;
    return;
  }
};

/** Whether calendars of whoever goes still show what is to come and is no longer theirs. */
const hasEventsLeft = async (tx: Transaction, { tenantId, memberId }: DepartureRow, now: number) =>
  (await tx.$count(
    tx
      .select({ id: sessionEvents.sessionId })
      .from(sessionEvents)
      .innerJoin(
        calendars,
        and(eq(calendars.tenantId, sessionEvents.tenantId), eq(calendars.id, sessionEvents.calendarId)),
      )
      .innerJoin(
        sessions,
        and(eq(sessions.tenantId, sessionEvents.tenantId), eq(sessions.id, sessionEvents.sessionId)),
      )
      .where(
        and(
          eq(sessionEvents.tenantId, tenantId),
          eq(calendars.memberId, memberId),
          ne(sessionEvents.state, 'deleted'),
          gt(sessions.startsAt, now),
        ),
      )
      .as('events_left'),
  )) > 0;

/**
 * Once bookings are settled: disconnects the calendars of whoever has gone, as soon as what was theirs has been removed there
 * or an hour has passed. A booking that was being made while they went is found and settled first.
 */
export const finishDeparture = async (db: Database, input: DepartureInput): Promise<void> =>
  withTenant(db, input.tenantId, async (tx) => {
    const departure = await loadOpen(tx, input);
    if (departure === null || departure.state !== 'settled') return;
    const { tenantId, memberId, createdAt } = departure;
    const { now } = input;
    const set = (values: Partial<DepartureRow>) => tx.update(departures).set(values).where(is(input));
    if ((await countAhead(tx, { tenantId, memberId, now })) > 0) {
      await set({ state: 'open', tryAt: now });
      return;
    }
    if (now < createdAt + calendarPatienceMs && (await hasEventsLeft(tx, departure, now))) {
      await set({ tryAt: now + calendarLookMs });
      return;
    }
    await disconnectMember(tx, contextOf(db, input), memberId);
    const again = createdAt + lateBookingsMs;
    await set(now < again ? { tryAt: again } : { state: 'done', doneAt: now });
  });
