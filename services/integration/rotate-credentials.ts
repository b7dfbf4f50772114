import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import type { SecretBox } from '#services/secrets.ts';

export type RotationCount = { rewrapped: number; alreadyCurrent: number };

/**
 * Puts a tenant's stored tokens under the active encryption key; only their data keys are wrapped anew. Repeating it
 * changes nothing. Throws when a token is sealed under a key that is not configured.
 */
export const rotateCredentials = async (
  db: Database,
  box: SecretBox,
  tenantId: string,
): Promise<RotationCount> =>
  withTenant(db, tenantId, async (tx) => {
    const count = { rewrapped: 0, alreadyCurrent: 0 };
    const rows = await tx
      .select({ id: integrations.id, sealed: integrations.credentialsCiphertext })
      .from(integrations)
      .where(and(eq(integrations.tenantId, tenantId), isNotNull(integrations.credentialsCiphertext)))
      .orderBy(asc(integrations.id))
      .for('update');
    for (const { id, sealed } of rows) {
      const place = { tenantId, table: 'integrations', column: 'credentials_ciphertext', rowId: id };
      const rewrapped = box.rewrap(place, sealed ?? '');
      if (rewrapped === null) {
        count.alreadyCurrent += 1;
        continue;
      }
      await tx
        .update(integrations)
        .set({ credentialsCiphertext: rewrapped })
        .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, id)));
      count.rewrapped += 1;
    }
    return count;
  });
