import { and, asc, eq, gt, isNotNull, ne } from 'drizzle-orm';
import { integrations } from '#db/schema/integration.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type PageRequest, pageFrom } from '#services/page.ts';
import { viewIntegrations, type WorkflowUrl } from './view-integrations.ts';

/** A page of the member's integrations, for a support view those of all members, oldest first, with the state of every calendar; ended ones are left out. */
export const listIntegrations = async (ctx: ServiceContext, page: PageRequest, workflowUrl: WorkflowUrl) => {
  const member = requireReader(ctx, 'integrations.read');
  const after = idAfter(page.cursor);
  return withTenantList(ctx.db, ctx.tenantId, async (tx) => {
    const rows = await tx
      .select()
      .from(integrations)
      .where(
        and(
          eq(integrations.tenantId, ctx.tenantId),
          member.memberId === null
            ? isNotNull(integrations.memberId)
            : eq(integrations.memberId, member.memberId),
          ne(integrations.status, 'disconnected'),
          after === null ? undefined : gt(integrations.id, after),
        ),
      )
      .orderBy(asc(integrations.id))
      .limit(page.limit + 1);
    const { items, nextCursor } = pageFrom(rows, page.limit, (row) => row);
    return { items: await viewIntegrations(tx, ctx.tenantId, items, workflowUrl), nextCursor };
  });
};
