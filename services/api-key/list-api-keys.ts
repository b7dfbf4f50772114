import { and, desc, eq, isNull, lt, type SQL } from 'drizzle-orm';
import { apiKeys } from '#db/schema/tenant.ts';
import { withTenantList } from '#db/tenant.ts';
import { keyScopes } from '#domain/api-key/scopes.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { isPermitted, type MemberActor, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { idAfter, type Page, type PageRequest, pageFrom } from '#services/page.ts';
import { type ApiKeyView, selectKeys, toView } from './present-key.ts';

type KeyPage = Page<ApiKeyView> & { available: Permission[] };

const pageOf = async (
  ctx: ServiceContext,
  input: PageRequest,
  { by, which }: { by: MemberActor; which: SQL },
): Promise<KeyPage> => {
  const after = idAfter(input.cursor);
  const rows = await withTenantList(ctx.db, ctx.tenantId, (tx) =>
    selectKeys(tx, ctx.tenantId, and(which, after === null ? undefined : lt(apiKeys.id, after)))
      .orderBy(desc(apiKeys.id))
      .limit(input.limit + 1),
  );
  const available = keyScopes.filter((scope) => isPermitted(by, scope));
  return { ...pageFrom(rows, input.limit, (row) => toView(row, ctx.now())), available };
};

/**
 * The caller's own keys, those that have ended included for as long as they are kept; the newest first. With them, the scopes
 * that the caller's role lets them give.
 */
export const listApiKeys = async (ctx: ServiceContext, input: PageRequest): Promise<KeyPage> => {
  const by = requirePermission(ctx, 'api_keys.read');
  return pageOf(ctx, input, { by, which: eq(apiKeys.memberId, by.memberId) });
};

/** Those of the organisation. */
export const listTenantApiKeys = async (ctx: ServiceContext, input: PageRequest): Promise<KeyPage> => {
  const by = requirePermission(ctx, 'tenant_api_keys.read');
  return pageOf(ctx, input, { by, which: isNull(apiKeys.memberId) });
};
