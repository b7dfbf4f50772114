import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { findPersonId } from '#db/add-member.ts';
import type { Database } from '#db/client.ts';
import { memberProfiles, members, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import type { MemberRole } from '#domain/member/types.ts';
import { frozenBy } from '#domain/plan/freeze.ts';
import type { FrozenBy } from '#domain/plan/types.ts';
import type { TenantState } from '#domain/tenant/types.ts';

export type MemberRecord = {
  tenantId: string;
  memberId: string;
  role: MemberRole;
  name: string;
  /** The plan that has no place for them. */
  frozen: FrozenBy | null;
  tenantState: TenantState;
  /** Members must have one-time codes there. */
  secondFactorRequired: boolean;
};
export type Membership = { tenantId: string; tenantName: string; memberId: string; role: MemberRole };

/** The membership of an identity in one tenant, or null when it has none there or it is not active. */
export const findMembership = async (
  db: Database,
  key: { userId: string; tenantId: string },
): Promise<MemberRecord | null> => {
  const [row] = await withTenant(db, key.tenantId, (tx) =>
    tx
      .select({
        tenantId: memberProfiles.tenantId,
        memberId: memberProfiles.id,
        role: memberProfiles.role,
        name: memberProfiles.name,
        isFrozen: memberProfiles.isFrozen,
        plan: tenants.plan,
        limits: tenants.limits,
        tenantState: tenants.state,
        secondFactorRequired: tenants.secondFactorRequired,
      })
      .from(memberProfiles)
      .innerJoin(tenants, eq(tenants.id, memberProfiles.tenantId))
      .where(
        and(
          eq(memberProfiles.tenantId, key.tenantId),
          eq(memberProfiles.userId, key.userId),
          eq(memberProfiles.isActive, true),
        ),
      ),
  );
  if (row === undefined) return null;
  const { isFrozen, plan, limits, ...record } = row;
  return { ...record, frozen: frozenBy({ isFrozen, plan, limits }) };
};

/** The active memberships of an identity in all tenants: the one chosen last first, then the oldest. */
export const listMemberships = async (db: Database, userId: string): Promise<Membership[]> => {
  const personId = await withRoutingKey(db, userId, (tx) => findPersonId(tx, userId));
  if (personId === null) return [];
  return withRoutingKey(db, personId, (tx) =>
    tx
      .select({
        tenantId: members.tenantId,
        tenantName: tenants.name,
        memberId: members.id,
        role: members.role,
      })
      .from(members)
      .innerJoin(tenants, eq(tenants.id, members.tenantId))
      .where(and(eq(members.personId, personId), eq(members.isActive, true)))
      .orderBy(sql`${desc(members.chosenAt)} nulls last`, asc(members.id)),
  );
};
