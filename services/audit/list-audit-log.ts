import { withOperators, withTenantList } from '#db/tenant.ts';
import { requireOperator, requireReader } from '#services/authorize.ts';
import type { OperatorContext, ServiceContext } from '#services/context.ts';
import type { PageRequest } from '#services/page.ts';
import { type EntryFilter, type EntryPage, findEntries, memberName, noName } from './find-entries.ts';

/** What was done in the caller's organisation, by whom, the newest first. */
export const listAuditLog = async (
  ctx: ServiceContext,
  input: PageRequest & Omit<EntryFilter, 'tenantId'>,
): Promise<EntryPage> => {
  requireReader(ctx, 'audit.read');
  const filter = { ...input, tenantId: ctx.tenantId };
  return withTenantList(ctx.db, ctx.tenantId, (tx) =>
    findEntries(tx, filter, { ...input, name: memberName }),
  );
};

/** The same over the whole installation, or of one of its organisations. Operators are shown no names of members. */
export const listInstallationLog = async (
  ctx: OperatorContext,
  input: PageRequest & EntryFilter,
): Promise<EntryPage> => {
  requireOperator(ctx);
  return withOperators(ctx.ops, (tx) => findEntries(tx, input, { ...input, name: noName }));
};
