import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';

/** A person as mails address them, in a tenant of which they are a member or were one; null for anybody else. */
export const readPersonMail = async (db: Database, tenantId: string, personId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ person: persons, tenantName: tenants.name, isMember: members.isActive })
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.tenantId, tenantId), eq(members.personId, personId)));
    return row ?? null;
  });

export type PersonMailData = NonNullable<Awaited<ReturnType<typeof readPersonMail>>>;
