import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles as members, tenantDeletions, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

/** The deletion that a tenant waits for, if it does, and its owners, who are told of it. */
export const readDeletionMail = async (db: Database, tenantId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [tenant] = await tx
      .select({ name: tenants.name, dueAt: tenantDeletions.dueAt, reason: tenantDeletions.reason })
      .from(tenants)
      .leftJoin(tenantDeletions, eq(tenantDeletions.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId));
    if (tenant === undefined) return null;
    const people = await tx
      .select({
        id: members.id,
        name: members.name,
        email: members.email,
        locale: members.locale,
        timeZone: members.timeZone,
        clock: persons.clock,
      })
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .where(and(eq(members.tenantId, tenantId), eq(members.role, 'owner'), eq(members.isActive, true)))
      .orderBy(asc(members.id));
    return { tenantName: tenant.name, dueAt: tenant.dueAt, reason: tenant.reason, people };
  });

export type DeletionMailData = NonNullable<Awaited<ReturnType<typeof readDeletionMail>>>;
