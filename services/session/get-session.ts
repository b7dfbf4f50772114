import { and, eq, sql } from 'drizzle-orm';
import { timestampAt } from '#db/columns.ts';
import { sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { actsForAll, requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { hostsOfSession } from './hosts.ts';
import { takenAt } from './seats.ts';

const iso = (instant: number): string => new Date(instant).toISOString();

/** A session the member hosts, or may see as one who acts for everybody (contract `Session`); `not_found` otherwise. */
export const getSession = async (
  ctx: ServiceContext,
  input: { sessionId: string; workflowUrl: (sessionId: string) => string | null },
) => {
  const member = requireAccess(ctx, 'bookings.read');
  const taken = sql<number>`(select ${takenAt(timestampAt(ctx.now()))} from ${sessions} s
    where s.tenant_id = "sessions"."tenant_id" and s.id = "sessions"."id")`;
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ session: sessions, hosts: hostsOfSession, taken })
      .from(sessions)
      .where(and(eq(sessions.tenantId, ctx.tenantId), eq(sessions.id, input.sessionId))),
  );
  if (row === undefined || !(actsForAll(member) || row.hosts.some(({ id }) => id === member.memberId)))
    throw new AppError('not_found', 'There is no such session.');
  const { session, hosts } = row;
  return {
    id: session.id,
    status: session.status,
    linkId: session.linkId,
    title: session.title,
    start: iso(session.startsAt),
    end: iso(session.endsAt),
    hosts: hosts.map(({ id, name }) => ({ id, name })),
    capacity: session.capacity,
    taken: row.taken,
    location: { kind: session.locationKind, label: session.locationValue },
    conference: session.conference,
    meetingUrl: session.meetingUrl,
    workflowUrl: session.capacity > 1 ? input.workflowUrl(session.id) : null,
  };
};
