import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { handles, members, tenantDeletions, tenants } from '#db/schema/tenant.ts';
import type { PlanOverrides } from '#domain/plan/types.ts';

/** A tenant as operators see it, without anything that its members or guests have written. */
const tenantColumns = {
  id: tenants.id,
  name: tenants.name,
  locale: tenants.locale,
  timeZone: tenants.timeZone,
  state: tenants.state,
  stateAt: tenants.stateAt,
  stateReason: tenants.stateReason,
  plan: tenants.plan,
  limits: tenants.limits,
  createdAt: tenants.createdAt,
  handle: sql<string | null>`(select h.name from ${handles} h
    where h.tenant_id = "tenants"."id" and h.member_id is null and h.is_current)`,
  deletion: { dueAt: tenantDeletions.dueAt, reason: tenantDeletions.reason, state: tenantDeletions.state },
  memberCount: sql<number>`(select count(*)::int from ${members} m where m.tenant_id = "tenants"."id" and m.is_active)`,
};

export const selectTenants = (tx: Transaction) =>
  tx.select(tenantColumns).from(tenants).leftJoin(tenantDeletions, eq(tenantDeletions.tenantId, tenants.id));

type TenantData = Awaited<ReturnType<typeof selectTenants>>[number];

/** The wire form (contract `OperatorTenant`). */
export const presentTenant = ({ createdAt, stateAt, limits, deletion, ...row }: TenantData) => ({
  ...row,
  deletion: deletion === null ? null : { ...deletion, dueAt: new Date(deletion.dueAt).toISOString() },
  limits: limits satisfies PlanOverrides,
  stateAt: stateAt === null ? null : new Date(stateAt).toISOString(),
  createdAt: new Date(createdAt).toISOString(),
});

export type TenantView = ReturnType<typeof presentTenant>;
