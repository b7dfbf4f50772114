import { eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { featureSwitches } from '#db/schema/installation.ts';
import { withTenant } from '#db/tenant.ts';
import { installationId } from '#domain/audit/types.ts';
import { type FeatureName, featureNames, isOn } from '#domain/feature/features.ts';

/** What was said of each feature, of the installation and of one organisation; one statement. */
export const readSwitches = (tx: Transaction, tenantId: string) =>
  tx
    .select()
    .from(featureSwitches)
    .where(
      tenantId === installationId
        ? eq(featureSwitches.tenantId, tenantId)
        : inArray(featureSwitches.tenantId, [tenantId, installationId]),
    );

type Switch = Awaited<ReturnType<typeof readSwitches>>[number];

export const saidOf = (rows: readonly Switch[], tenantId: string, name: FeatureName): Switch | undefined =>
  rows.find((row) => row.tenantId === tenantId && row.feature === name);

/** What is switched off in an organisation: the one place where that is decided. */
export const featuresOff = async (
  tx: Transaction,
  { tenantId }: { tenantId: string },
): Promise<ReadonlySet<FeatureName>> => {
  const rows = await readSwitches(tx, tenantId);
  return new Set(
    featureNames.filter(
      (name) =>
        !isOn(name, {
          tenant: saidOf(rows, tenantId, name)?.isOn ?? null,
          installation: saidOf(rows, installationId, name)?.isOn ?? null,
        }),
    ),
  );
};

export const findFeaturesOff = (db: Database, tenantId: string): Promise<ReadonlySet<FeatureName>> =>
  withTenant(db, tenantId, (tx) => featuresOff(tx, { tenantId }));
