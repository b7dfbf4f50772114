import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { connections } from '#db/schema/connection.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

const owner = {
  id: members.id,
  name: members.name,
  email: members.email,
  locale: members.locale,
  timeZone: members.timeZone,
};

/** A connection with its owner, for the mail that asks to renew it; null when there is none. */
export const readConnectionMail = async (db: Database, tenantId: string, connectionId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ connection: connections, member: owner, tenantName: tenants.name })
      .from(connections)
      .innerJoin(
        members,
        and(eq(members.tenantId, connections.tenantId), eq(members.id, connections.memberId)),
      )
      .innerJoin(tenants, eq(tenants.id, connections.tenantId))
      .where(and(eq(connections.tenantId, tenantId), eq(connections.id, connectionId)));
    return row ?? null;
  });

export type ConnectionMailData = NonNullable<Awaited<ReturnType<typeof readConnectionMail>>>;
