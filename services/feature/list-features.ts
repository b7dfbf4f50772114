import { eq } from 'drizzle-orm';
import { tenants } from '#db/schema/tenant.ts';
import { withOperators } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { AppError } from '#domain/errors.ts';
import { featureNames, features, isOn } from '#domain/feature/features.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import { readSwitches, saidOf } from './find-features.ts';

/** Every switch as it stands for the context's organisation, or for the installation. (contract `FeatureList`) */
export const listFeatures = async (ctx: OperatorContext) => {
  requireOperator(ctx);
  const { tenantId } = ctx;
  const rows = await withOperators(ctx.ops, async (tx) => {
    const isKnown = tenantId === installationId || (await tx.$count(tenants, eq(tenants.id, tenantId))) > 0;
    if (!isKnown) throw new AppError('not_found', 'There is no such organisation.');
    return readSwitches(tx, tenantId);
  });
  return {
    items: featureNames.map((name) => {
      const said = saidOf(rows, tenantId, name);
      const installation = saidOf(rows, installationId, name)?.isOn ?? null;
      const tenant = tenantId === installationId ? null : (said?.isOn ?? null);
      return {
        name,
        off: features[name].off,
        isOn: isOn(name, { tenant, installation }),
        set:
          said === undefined || said.isOn === null
            ? null
            : { isOn: said.isOn, reason: said.reason, setAt: new Date(said.setAt).toISOString() },
      };
    }),
  };
};
