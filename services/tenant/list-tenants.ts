import { and, desc, eq, exists, lt, or, sql } from 'drizzle-orm';
import { handles, tenants } from '#db/schema/tenant.ts';
import { withOperators } from '#db/tenant.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { contains } from '#services/search.ts';
import { presentTenant, selectTenants, type TenantView } from './present-tenant.ts';

export type ListTenantsInput = PageRequest & {
  search?: string | undefined;
  state?: TenantState | undefined;
  plan?: Plan | undefined;
};

/** Tenants of the installation, the newest first; `search` is part of a name or of a public name of theirs. */
export const listTenants = async (
  ctx: OperatorContext,
  input: ListTenantsInput,
): Promise<Page<TenantView>> => {
  requireOperator(ctx);
  const { search = '', state, plan, limit } = input;
  const after = idAfter(input.cursor);
  const rows = await withOperators(ctx.ops, (tx) => {
    const isNamed = tx
      .select({ one: sql`1` })
      .from(handles)
      .where(and(eq(handles.tenantId, tenants.id), contains(handles.name, search)));
    return selectTenants(tx)
      .where(
        and(
          search === '' ? undefined : or(contains(tenants.name, search), exists(isNamed)),
          state === undefined ? undefined : eq(tenants.state, state),
          plan === undefined ? undefined : eq(tenants.plan, plan),
          after === null ? undefined : lt(tenants.id, after),
        ),
      )
      .orderBy(desc(tenants.id))
      .limit(limit + 1);
  });
  return pageFrom(rows, limit, presentTenant);
};
