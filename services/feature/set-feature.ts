import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { featureSwitches } from '#db/schema/installation.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withOperators, withTenant } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import type { FeatureName } from '#domain/feature/features.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { readSwitches, saidOf } from './find-features.ts';

export type FeatureChange = { feature: FeatureName; isOn: boolean | null; reason: string };

/**
 * Switches something on or off for the context's organisation, or for the installation; null: as it would be without that. Takes
 * effect with the next request.
 */
export const setFeature = async (
  ctx: OperatorContext,
  { feature, isOn, reason }: FeatureChange,
): Promise<void> => {
  requireOperator(ctx);
  const { tenantId } = ctx;
  const write = async (tx: Transaction): Promise<void> => {
    const before = saidOf(await readSwitches(tx, tenantId), tenantId, feature)?.isOn ?? null;
    const said = { isOn, reason, setAt: ctx.now() };
    await tx
      .insert(featureSwitches)
      .values({ tenantId, feature, ...said })
      .onConflictDoUpdate({ target: [featureSwitches.tenantId, featureSwitches.feature], set: said });
    await audit(tx, ctx, {
      action: 'feature.set',
      targetKind: 'feature',
      targetId: feature,
      before: { isOn: before },
      after: { isOn },
      reason,
    });
  };
  if (tenantId === installationId) return withOperators(ctx.ops, write);
  await withTenant(ctx.db, tenantId, async (tx) => {
    const [tenant] = await tx
      .select({ id: tenants.id })
      .from(tenants)
      .where(eq(tenants.id, tenantId))
      .for('update');
    if (tenant === undefined) throw new AppError('not_found', 'There is no such organisation.');
    await write(tx);
  });
};
