import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { domains } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { readPlanMail } from '#services/plan/read-plan-mail.ts';

/** A domain with the owners and admins who are told of it; null when there is none any more. */
export const readDomainMail = async (db: Database, tenantId: string, domainId: string) => {
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ name: domains.name, state: domains.state })
      .from(domains)
      .where(and(eq(domains.tenantId, tenantId), eq(domains.id, domainId))),
  );
  const told = row === undefined ? null : await readPlanMail(db, tenantId);
  return row === undefined || told === null
    ? null
    : { ...row, tenantName: told.tenantName, people: told.people };
};

export type DomainMailData = NonNullable<Awaited<ReturnType<typeof readDomainMail>>>;
