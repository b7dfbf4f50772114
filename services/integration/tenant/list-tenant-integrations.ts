import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { integrations } from '#db/schema/integration.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';

type Row = { integration: typeof integrations.$inferSelect; memberName: string | null };

/** An account as the API shows it to those who act for the organisation: what it is for and whose, never its credentials. */
export const viewTenantIntegration = ({ integration, memberName }: Row) => ({
  id: integration.id,
  capability: integration.capability,
  vendor: integration.vendor,
  auth: integration.auth,
  accountLabel: integration.accountLabel,
  status: integration.status,
  connectedAt: new Date(integration.connectedAt).toISOString(),
  member: integration.memberId === null ? null : { id: integration.memberId, name: memberName ?? '' },
});
export type TenantIntegrationView = ReturnType<typeof viewTenantIntegration>;

/** A page of all accounts of the organisation and of its members, oldest first; ended ones are left out. */
export const listTenantIntegrations = async (
  ctx: ServiceContext,
  page: PageRequest,
): Promise<Page<TenantIntegrationView>> => {
  requireAccess(ctx, 'tenant_integrations.read');
  const after = idAfter(page.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ id: integrations.id, integration: integrations, memberName: memberProfiles.name })
      .from(integrations)
      .leftJoin(
        memberProfiles,
        and(eq(memberProfiles.tenantId, integrations.tenantId), eq(memberProfiles.id, integrations.memberId)),
      )
      .where(
        and(
          eq(integrations.tenantId, ctx.tenantId),
          ne(integrations.status, 'disconnected'),
          after === null ? undefined : gt(integrations.id, after),
        ),
      )
      .orderBy(asc(integrations.id))
      .limit(page.limit + 1),
  );
  return pageFrom(rows, page.limit, viewTenantIntegration);
};
