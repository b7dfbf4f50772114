import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { frozenAmong } from '#domain/plan/freeze.ts';
import { limitFor } from '#domain/plan/limits.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';

type Change = { memberId: string; isFrozen: boolean };

/** Freezes members or ends that, in the caller's transaction, which holds the lock of the tenant. */
export const writeFrozen = async (
  tx: Transaction,
  ctx: ServiceContext,
  changes: readonly Change[],
): Promise<void> => {
  for (const isFrozen of [true, false]) {
    const ids = changes.filter((each) => each.isFrozen === isFrozen).map(({ memberId }) => memberId);
    if (ids.length === 0) continue;
    await tx
      .update(members)
      .set({ frozenAt: isFrozen ? ctx.now() : null })
      .where(and(eq(members.tenantId, ctx.tenantId), inArray(members.id, ids)));
    for (const targetId of ids)
      await audit(tx, ctx, {
        action: isFrozen ? 'member.freeze' : 'member.unfreeze',
        targetKind: 'member',
        targetId,
      });
  }
};

/** Owners are told who was frozen; it is read when the mail is made. */
const tellOwners = async (tx: Transaction, { tenantId, now }: ServiceContext): Promise<void> => {
  const at = now();
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'tenant',
      subjectId: tenantId,
      template: 'members_frozen',
      key: `members_frozen/${at}`,
      dueAt: at,
      createdAt: at,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: tenantId });
};

/**
 * Brings who is frozen to what the plan allows by now, in the caller's transaction, which holds the lock of the tenant: what is
 * beyond the limit is frozen, what fits again is not, and owners are told who was frozen. The same plan and members change nothing.
 */
export const settleFrozen = async (tx: Transaction, ctx: ServiceContext): Promise<void> => {
  const { tenantId } = ctx;
  const [tenant] = await tx
    .select({ plan: tenants.plan, limits: tenants.limits })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (tenant === undefined) throw new Error('a tenant without a row');
  const rows = await tx
    .select({ id: members.id, role: members.role, frozenAt: members.frozenAt })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.isActive, true)))
    .orderBy(asc(members.id))
    .for('update');
  const placed = rows.map(({ id, role, frozenAt }) => ({ id, role, isFrozen: frozenAt !== null }));
  const frozen = frozenAmong(placed, limitFor(tenant, 'members'));
  const changes = placed
    .filter(({ id, isFrozen }) => frozen.has(id) !== isFrozen)
    .map(({ id }) => ({ memberId: id, isFrozen: frozen.has(id) }));
  await writeFrozen(tx, ctx, changes);
  if (changes.some(({ isFrozen }) => isFrozen)) await tellOwners(tx, ctx);
};
