import type { Transaction } from '#db/client.ts';
import { AppError } from '#domain/errors.ts';
import type { FeatureName } from '#domain/feature/features.ts';
import { featuresOff } from './find-features.ts';

/** Throws `feature_off`, which names the feature, when it is among those that are. */
export const refuseOff = (off: ReadonlySet<FeatureName>, name: FeatureName): void => {
  if (off.has(name))
    throw new AppError('feature_off', `${name} is switched off here.`, { extra: { feature: name } });
};

/** For verbs that need a feature for some of what they do; what always needs one says so in its row of the contracts. */
export const requireFeature = async (
  tx: Transaction,
  ctx: { tenantId: string },
  name: FeatureName,
): Promise<void> => refuseOff(await featuresOff(tx, ctx), name);
