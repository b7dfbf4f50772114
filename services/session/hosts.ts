import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { sessionHosts } from '#db/schema/session.ts';
import { memberProfiles as members } from '#db/schema/tenant.ts';
import { actsForAll, type Caller } from '#services/authorize.ts';

export type PresentedHost = {
  id: string;
  name: string;
  email: string;
  locale: 'en' | 'vi';
  timeZone: string;
  /** Null: as the language has it. */
  clock: '12h' | '24h' | null;
};

/** The hosts of a session, organizer first, as a column of the query that reads it. */
export const hostsWhere = (tenantId: SQL, sessionId: SQL) => sql<PresentedHost[]>`(
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'name', m.name, 'email', m.email, 'locale', m.locale, 'timeZone', m.time_zone, 'clock', p.clock
  ) order by h.is_organizer desc, m.id), '[]')
  from ${sessionHosts} h join ${members} m on m.tenant_id = h.tenant_id and m.id = h.member_id
    join ${persons} p on p.id = m.person_id
  where h.tenant_id = ${tenantId} and h.session_id = ${sessionId})`;

/** The hosts of a row of `sessions`, organizer first, as one of its columns. */
export const hostsOfSession = hostsWhere(sql`"sessions"."tenant_id"`, sql`"sessions"."id"`);

/** Whether a member hosts a session, or acts for everybody. */
export const hostsSession = async (
  tx: Transaction,
  tenantId: string,
  sessionId: string,
  member: Caller,
): Promise<boolean> => {
  const hosts = await tx
    .select({ id: sessionHosts.memberId })
    .from(sessionHosts)
    .where(and(eq(sessionHosts.tenantId, tenantId), eq(sessionHosts.sessionId, sessionId)));
  return hosts.length > 0 && (actsForAll(member) || hosts.some(({ id }) => id === member.memberId));
};
