import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { SignInPolicy } from '#contracts/tenant/sign-in-policy.ts';
import type { Database } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { hasSecondFactor } from '#services/account/second-factor/check-code.ts';
import { audit } from '#services/audit.ts';
import { requireAccess, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockTenant } from './lock-tenant.ts';

type Policy = z.input<typeof SignInPolicy>;

/** How members of the caller's organisation must sign in. */
export const readSignInPolicy = async (ctx: ServiceContext): Promise<Policy> => {
  requireAccess(ctx, 'members.read');
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [row] = await tx
      .select({ secondFactorRequired: tenants.secondFactorRequired })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenantId));
    if (row === undefined) throw new Error('a tenant without a row');
    return row;
  });
};

/**
 * Says how members of the caller's organisation must sign in, from their next request on. Whoever asks for one-time codes must have
 * them, or would be the first to be kept out.
 */
export const setSignInPolicy = async (
  ctx: ServiceContext,
  { authDb }: { authDb: Database },
  policy: Policy,
): Promise<Policy> => {
  const { userId } = requirePermission(ctx, 'sign_in_policy.write');
  if (policy.secondFactorRequired && !(await hasSecondFactor(authDb, userId)))
    throw new AppError('invalid_request', 'Turn one-time codes on for yourself first.', {
      errors: [{ pointer: '/secondFactorRequired', message: 'needs one-time codes of your own first' }],
    });
  return withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { secondFactorRequired } = await lockTenant(tx, ctx.tenantId);
    if (secondFactorRequired === policy.secondFactorRequired) return policy;
    await tx.update(tenants).set(policy).where(eq(tenants.id, ctx.tenantId));
    await audit(tx, ctx, {
      action: 'tenant.set_sign_in_policy',
      targetKind: 'tenant',
      targetId: ctx.tenantId,
      before: { secondFactorRequired },
      after: policy,
    });
    return policy;
  });
};
