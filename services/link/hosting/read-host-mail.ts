import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { hostRequests, links } from '#db/schema/link.ts';
import { memberProfiles, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

/** A request with its link, the member it is to and who named them; null when there is none. */
export const readHostMail = async (db: Database, tenantId: string, requestId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({
        request: hostRequests,
        title: links.title,
        archivedAt: links.archivedAt,
        member: {
          id: memberProfiles.id,
          name: memberProfiles.name,
          email: memberProfiles.email,
          locale: memberProfiles.locale,
          timeZone: memberProfiles.timeZone,
        },
        askedBy: sql<string>`(
          select asking.name from ${memberProfiles} asking
          where asking.tenant_id = ${hostRequests.tenantId} and asking.id = ${hostRequests.requestedBy})`,
        tenantName: tenants.name,
      })
      .from(hostRequests)
      .innerJoin(links, and(eq(links.tenantId, hostRequests.tenantId), eq(links.id, hostRequests.linkId)))
      .innerJoin(
        memberProfiles,
        and(eq(memberProfiles.tenantId, links.tenantId), eq(memberProfiles.id, hostRequests.memberId)),
      )
      .innerJoin(tenants, eq(tenants.id, hostRequests.tenantId))
      .where(and(eq(hostRequests.tenantId, tenantId), eq(hostRequests.id, requestId)));
    return row ?? null;
  });

export type HostMailData = NonNullable<Awaited<ReturnType<typeof readHostMail>>>;
