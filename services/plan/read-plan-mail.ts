import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { persons } from '#db/schema/person.ts';
import { memberProfiles as members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { limitFor } from '#domain/plan/limits.ts';

const namesMost = 20;

/** A tenant with how many bookings its plan allows in a month, whom it has frozen, and the owners and admins who are told of it; null when there is none. */
export const readPlanMail = async (db: Database, tenantId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
    if (tenant === undefined) return null;
    const people = await tx
      .select({
        id: members.id,
        name: members.name,
        email: members.email,
        locale: members.locale,
        timeZone: members.timeZone,
        clock: persons.clock,
        role: members.role,
      })
      .from(members)
      .innerJoin(persons, eq(persons.id, members.personId))
      .where(
        and(
          eq(members.tenantId, tenantId),
          inArray(members.role, ['owner', 'admin']),
          eq(members.isActive, true),
        ),
      )
      .orderBy(asc(members.id));
    const isFrozen = and(eq(members.tenantId, tenantId), eq(members.isFrozen, true));
    const [frozen, named] = await Promise.all([
      tx.$count(members, isFrozen),
      tx
        .select({ name: members.name })
        .from(members)
        .where(isFrozen)
        .orderBy(asc(members.id))
        .limit(namesMost),
    ]);
    return {
      tenantName: tenant.name,
      allowed: limitFor(tenant, 'bookings'),
      allowedMembers: limitFor(tenant, 'members'),
      frozen: { count: frozen, names: named.map(({ name }) => name) },
      people,
    };
  });

export type PlanMailData = NonNullable<Awaited<ReturnType<typeof readPlanMail>>>;
