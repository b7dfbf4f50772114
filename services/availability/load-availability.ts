import { and, eq, gt, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { prepared } from '#db/prepared.ts';
import { bookings } from '#db/schema/booking.ts';
import { scheduleOverrides, schedules } from '#db/schema/schedule.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import type {
  AssignmentMode,
  AvailabilityQuery,
  CountedBooking,
  HostInput,
  LinkRules,
  ScheduleInput,
} from '#domain/availability/model.ts';
import { neededSpans, type Span } from '#domain/availability/needed-spans.ts';
import { statusesThat } from '#domain/booking/status.ts';
import type { LinkRow, LinkWithHosts, MoveTarget } from '#services/link/public-link.ts';
import { loadBusy, type MovingBooking } from './load-busy.ts';

type Host = { id: string; timeZone: string };

export type AvailabilityScope = {
  now: number;
  from: number;
  to: number;
  guestZone: string;
  durationMinutes: number;
  /** A booking that is being moved does not block itself. */
  moving?: MovingBooking;
  /** The member whose busy items are read with their titles, for an explanation to them. */
  titlesOf?: string;
};

const noHours = (zone: string): ScheduleInput => ({
  version: `none:${zone}`,
  zone,
  weekly: [],
  overrides: [],
  timeOff: [],
  zoneChanges: [],
});

type Schedules = { tenantId: string; memberIds: readonly string[]; linkScheduleId: string | null };

const selectSchedules = prepared<{ asked: Schedules }>()((tx, { asked }) =>
  tx
    .select({
      schedule: schedules,
      overrides: sql<{ date: string; ranges: { startMinute: number; endMinute: number }[] }[] | null>`(
        select json_agg(json_build_object('date', o.date, 'ranges', o.ranges) order by o.date)
        from ${scheduleOverrides} o
        where o.tenant_id = "schedules"."tenant_id" and o.schedule_id = "schedules"."id")`,
    })
    .from(schedules)
    .where(
      and(
        eq(schedules.tenantId, asked.tenantId),
        sql`${schedules.memberId} = any(${asked.memberIds})`,
        asked.linkScheduleId === null
          ? eq(schedules.isDefault, true)
          : or(eq(schedules.isDefault, true), eq(schedules.id, asked.linkScheduleId)),
      ),
    ),
);

/** The schedule each host is read by: the link's own for its owner, else the host's default, else no hours at all. */
const loadSchedules = async (
  tx: Transaction,
  link: LinkRow,
  hosts: readonly Host[],
): Promise<Map<string, ScheduleInput>> => {
  const memberIds = [...new Set(hosts.map((host) => host.id))];
  const rows = await selectSchedules(tx, {
    asked: { tenantId: link.tenantId, memberIds, linkScheduleId: link.scheduleId },
  });
  const chosen = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const isLinkSchedule = row.schedule.id === link.scheduleId;
    if (isLinkSchedule || !chosen.has(row.schedule.memberId)) chosen.set(row.schedule.memberId, row);
  }
  return new Map(
    hosts.map((host) => {
      const row = chosen.get(host.id);
      if (row === undefined) return [host.id, noHours(host.timeZone)];
      const { schedule } = row;
      return [
        host.id,
        {
          version: `${schedule.id}:${schedule.version}`,
          zone: schedule.timeZone,
          weekly: schedule.weekly,
          overrides: row.overrides ?? [],
          timeOff: [],
          zoneChanges: [],
          ...(schedule.validFrom === null ? {} : { validFrom: schedule.validFrom }),
          ...(schedule.validUntil === null ? {} : { validUntil: schedule.validUntil }),
        },
      ];
    }),
  );
};

/** Bookings that count at `now`: one whose deadline has passed has ended, whether or not it was written down. */
export const countsAt = (now: number) =>
  and(
    inArray(
      bookings.status,
      statusesThat(({ counts }) => counts),
    ),
    or(isNull(bookings.holdUntil), gt(bookings.holdUntil, now)),
    or(isNull(bookings.approveBy), gt(bookings.approveBy, now)),
  );

const loadCounted = async (
  tx: Transaction,
  link: LinkRow,
  scope: AvailabilityScope,
  span: Span | undefined,
): Promise<CountedBooking[]> => {
  if (span === undefined) return [];
  // However many guests share a session, it counts once.
  return tx
    .selectDistinct({
      id: sessions.id,
      start: sessions.startsAt,
      end: sessions.endsAt,
      hostIds: sql<string[]>`array(
        select h.member_id from ${sessionHosts} h
        where h.tenant_id = ${sessions.tenantId} and h.session_id = ${sessions.id} order by h.member_id)`,
    })
    .from(sessions)
    .innerJoin(bookings, and(eq(bookings.tenantId, sessions.tenantId), eq(bookings.sessionId, sessions.id)))
    .where(
      and(
        eq(sessions.tenantId, link.tenantId),
        eq(sessions.linkId, link.id),
        gte(sessions.startsAt, span.from),
        lt(sessions.startsAt, span.to),
        countsAt(scope.now),
        scope.moving === undefined ? undefined : ne(sessions.id, scope.moving.sessionId),
      ),
    );
};

const rulesOf = (link: LinkRow, durationMinutes: number): LinkRules => ({
  durationMinutes,
  ...(link.stepMinutes === null ? {} : { stepMinutes: link.stepMinutes }),
  ...(link.startGrid.kind === 'hours'
    ? { gridUnitMinutes: 1 }
    : { gridOffsetMinutes: link.startGrid.offsetMinutes }),
  bufferBeforeMinutes: link.bufferBeforeMinutes,
  bufferAfterMinutes: link.bufferAfterMinutes,
  noticeMinutes: link.noticeMinutes,
  window: link.bookingWindow,
  limits: link.limits,
  ...(link.capacity > 1 ? { seats: link.capacity } : {}),
  preference: 'fewest_fragments',
});

/** The hosts of a group all attend, and so do those of a booking that moves. */
const modeOf = (target: LinkWithHosts | MoveTarget): AssignmentMode =>
  'attending' in target || target.link.kind === 'group' ? 'collective' : target.link.kind;

/** Who may or, for a booking that moves, must be free. With a named host only their time is offered. */
const askedHosts = (target: LinkWithHosts | MoveTarget): readonly Host[] => {
  if ('attending' in target) return target.attending;
  const { kind, assignment } = target.link;
  if (kind !== 'round_robin' || assignment.strategy !== 'named_host') return target.hosts;
  return target.hosts.filter((host) => host.id === assignment.namedHostId);
};

/**
 * Everything the availability engine needs for a link, in at most three statements whatever the number of hosts; reads
 * Postgres only. Instants in milliseconds. Grid, booking window and limits go by the owner's clock, whoever is asked.
 */
export const loadAvailability = async (
  tx: Transaction,
  target: LinkWithHosts | MoveTarget,
  scope: AvailabilityScope,
): Promise<AvailabilityQuery> => {
  const asked = askedHosts(target);
  const owner = target.hosts.slice(0, 1);
  const rules = rulesOf(target.link, scope.durationMinutes);
  const spans = neededSpans({ now: scope.now, from: scope.from, to: scope.to, link: rules });
  const [scheduleOf, busyOf, counted] = await Promise.all([
    loadSchedules(tx, target.link, [...owner, ...asked]),
    loadBusy(tx, {
      tenantId: target.link.tenantId,
      hostIds: asked.map((host) => host.id),
      span: spans.busy,
      moving: scope.moving,
      sharedLinkId: target.link.capacity > 1 ? target.link.id : undefined,
      now: scope.now,
      titlesOf: scope.titlesOf,
    }),
    loadCounted(tx, target.link, scope, spans.counted),
  ]);
  const [zone] = owner.map((host) => scheduleOf.get(host.id)?.zone ?? host.timeZone);
  const link: LinkRules = {
    ...rules,
    ...(zone === undefined ? {} : { gridZone: zone, windowZone: zone, limitsZone: zone }),
  };
  const bufferAfter = (link.bufferAfterMinutes ?? 0) * 60_000;
  const hosts: HostInput[] = asked.map((host) => {
    const { busy, knownUntil } = busyOf.get(host.id) ?? { busy: [] };
    return {
      id: host.id,
      schedule: scheduleOf.get(host.id) ?? noHours(host.timeZone),
      busy,
      // What follows within the buffer has to be known as well.
      ...(knownUntil === undefined ? {} : { knownUntil: knownUntil - bufferAfter }),
    };
  });
  return {
    now: scope.now,
    from: scope.from,
    to: scope.to,
    guestZone: scope.guestZone,
    mode: modeOf(target),
    hosts,
    link,
    counted,
  };
};
