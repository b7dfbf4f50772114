import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

const profile = {
  id: members.id,
  name: members.name,
  email: members.email,
  locale: members.locale,
  timeZone: members.timeZone,
  clock: persons.clock,
};

/**
 * An integration with the people who can renew it: its member or, of the tenant's, every owner and admin. Null when there
 * is none.
 */
export const readIntegrationMail = async (db: Database, tenantId: string, integrationId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ integration: integrations, tenantName: tenants.name })
      .from(integrations)
      .innerJoin(tenants, eq(tenants.id, integrations.tenantId))
      .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, integrationId)));
    if (row === undefined) return null;
    const { memberId } = row.integration;
    const people = await tx
      .select(profile)
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .where(
        and(
          eq(members.tenantId, tenantId),
          memberId === null ? inArray(members.role, ['owner', 'admin']) : eq(members.id, memberId),
        ),
      )
      .orderBy(asc(members.id));
    return { ...row, people };
  });

export type IntegrationMailData = NonNullable<Awaited<ReturnType<typeof readIntegrationMail>>>;
