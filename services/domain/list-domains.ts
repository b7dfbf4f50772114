import { and, desc, eq, lt } from 'drizzle-orm';
import { domains, tenants } from '#db/schema/tenant.ts';
import { withOperators, withTenantList } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { requireAccess, requireOperator } from '#services/authorize.ts';
import type { OperatorContext, ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { type DomainAnswer, presentDomain, presentState } from './present-domain.ts';
import { type SiteSettings, targetOf } from './sites.ts';

const isOf = (tenantId: string, cursor: string | undefined) => {
  const after = idAfter(cursor);
  return and(eq(domains.tenantId, tenantId), after === null ? undefined : lt(domains.id, after));
};

/** Domains of the organisation, the newest first. */
export const listDomains = async (
  ctx: ServiceContext,
  input: PageRequest & { sites: SiteSettings },
): Promise<Page<DomainAnswer>> => {
  requireAccess(ctx, 'domains.read');
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select()
      .from(domains)
      .where(isOf(ctx.tenantId, input.cursor))
      .orderBy(desc(domains.id))
      .limit(input.limit + 1),
  );
  return pageFrom(rows, input.limit, (row) => presentDomain(row, targetOf(input.sites)));
};

const shown = {
  id: domains.id,
  name: domains.name,
  state: domains.state,
  finding: domains.finding,
  createdAt: domains.createdAt,
  verifiedAt: domains.verifiedAt,
  checkedAt: domains.checkedAt,
  failingSince: domains.failingSince,
};

/** Domains of a tenant as operators see them: without what would prove them. */
export const listTenantDomains = async (ctx: OperatorContext, input: PageRequest) => {
  requireOperator(ctx);
  const rows = await withOperators(ctx.ops, async (tx) => {
    if ((await tx.$count(tenants, eq(tenants.id, ctx.tenantId))) === 0)
      throw new AppError('not_found', 'There is no such organisation.');
    return tx
      .select(shown)
      .from(domains)
      .where(isOf(ctx.tenantId, input.cursor))
      .orderBy(desc(domains.id))
      .limit(input.limit + 1);
  });
  return pageFrom(rows, input.limit, presentState);
};
