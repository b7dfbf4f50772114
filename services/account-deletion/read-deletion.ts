import { and, eq, ne } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { members, tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { personOf } from '#services/account/person-of.ts';
import { requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { countAhead } from '#services/departure/bookings-ahead.ts';
import { membershipsOf, openDeletionOf, presentDeletion } from './present-deletion.ts';

type Membership = Awaited<ReturnType<typeof membershipsOf>>[number];

/** Whether an organisation would have no owner without them. */
export const isLastOwner = async (
  tx: Transaction,
  { tenantId, memberId, role, isActive }: Membership,
): Promise<boolean> => {
  if (role !== 'owner' || !isActive) return false;
  const [other] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        eq(members.role, 'owner'),
        eq(members.isActive, true),
        ne(members.id, memberId),
      ),
    )
    .limit(1);
  return other === undefined;
};

const callerOf = (ctx: ServiceContext): Promise<string> => {
  const { memberId } = requirePermission(ctx, 'account.read');
  return withTenant(ctx.db, ctx.tenantId, (tx) => personOf(tx, ctx.tenantId, memberId));
};

/** Whether the caller's account is to be deleted; asked for by every page. */
export const readDeletion = async (ctx: ServiceContext) => {
  const open = await openDeletionOf(ctx.db, await callerOf(ctx));
  return { deletion: open === null ? null : presentDeletion(open) };
};

/**
 * What deleting the caller's account would concern in each of their organisations: how many bookings are ahead, and whether
 * somebody else has to become an owner first.
 */
export const previewDeletion = async (ctx: ServiceContext) => {
  const personId = await callerOf(ctx);
  const organisations: { id: string; name: string; bookings: number; isLastOwner: boolean }[] = [];
  for (const membership of await membershipsOf(ctx.db, personId)) {
    const { tenantId, memberId } = membership;
    const about = await withTenant(ctx.db, tenantId, async (tx) => {
      const [tenant] = await tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, tenantId));
      return {
        name: tenant?.name ?? '',
        bookings: await countAhead(tx, { tenantId, memberId, now: ctx.now() }),
        isLastOwner: await isLastOwner(tx, membership),
      };
    });
    organisations.push({ id: tenantId, ...about });
  }
  return { organisations };
};
