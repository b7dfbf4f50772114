import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { limitsFor } from '#domain/plan/limits.ts';
import { monthNamed, monthOf } from '#domain/plan/month.ts';
import { limitNames } from '#domain/plan/types.ts';
import { requireOperator, requireReader } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { countFrozen, countMails, countOf } from './count-usage.ts';

const usageOf = async (tx: Transaction, { tenantId, now }: ServiceContext, name: string | undefined) => {
  const month = name === undefined ? monthOf(now()) : monthNamed(name);
  const counted = { tenantId, month, now: now() };
  const [[tenant], frozenMembers, mails, ...used] = await Promise.all([
    tx.select({ plan: tenants.plan, limits: tenants.limits }).from(tenants).where(eq(tenants.id, tenantId)),
    countFrozen(tx, tenantId),
    countMails(tx, counted),
    ...limitNames.map((each) => countOf[each](tx, counted)),
  ]);
  if (tenant === undefined) throw new AppError('not_found', 'There is no such organisation.');
  const limits = limitsFor(tenant);
  return {
    month: month.name,
    plan: tenant.plan,
    items: limitNames.map((each, index) => ({ name: each, used: used[index] ?? 0, limit: limits[each] })),
    frozenMembers,
    mails,
  };
};

/** What an organisation has used of its plan in a month, the present one unless told otherwise. (contract `Usage`) */
export const readUsage = async (ctx: ServiceContext, input: { month?: string | undefined }) => {
  requireReader(ctx, 'usage.read');
  return withTenant(ctx.db, ctx.tenantId, (tx) => usageOf(tx, ctx, input.month));
};

/** The same for operators. */
export const readTenantUsage = async (ctx: ServiceContext, input: { month?: string | undefined }) => {
  requireOperator(ctx);
  return withTenant(ctx.db, ctx.tenantId, (tx) => usageOf(tx, ctx, input.month));
};
