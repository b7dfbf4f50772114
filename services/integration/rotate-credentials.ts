import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { integrations, paymentAccounts } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import type { SecretBox } from '#services/secrets.ts';
import { webhookSecretPlace } from './payment/webhook-secrets.ts';

export type RotationCount = { rewrapped: number; alreadyCurrent: number };

const rotateTokens = async (
  tx: Transaction,
  box: SecretBox,
  tenantId: string,
  count: RotationCount,
): Promise<void> => {
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
};

const rotateWebhookSecrets = async (
  tx: Transaction,
  box: SecretBox,
  tenantId: string,
  count: RotationCount,
): Promise<void> => {
  const rows = await tx
    .select()
    .from(paymentAccounts)
    .where(and(eq(paymentAccounts.tenantId, tenantId), isNotNull(paymentAccounts.secretCiphertext)))
    .orderBy(asc(paymentAccounts.integrationId))
    .for('update');
  for (const row of rows) {
    const again = (sealed: string | null): string | null => {
      if (sealed === null) return null;
      const rewrapped = box.rewrap(webhookSecretPlace(row), sealed);
      count[rewrapped === null ? 'alreadyCurrent' : 'rewrapped'] += 1;
      return rewrapped ?? sealed;
    };
    await tx
      .update(paymentAccounts)
      .set({
        secretCiphertext: again(row.secretCiphertext),
        formerSecretCiphertext: again(row.formerSecretCiphertext),
      })
      .where(
        and(eq(paymentAccounts.tenantId, tenantId), eq(paymentAccounts.integrationId, row.integrationId)),
      );
  }
};

/**
 * Puts a tenant's stored tokens and secrets under the active encryption key; only their data keys are wrapped anew. Repeating it
 * changes nothing. Throws when one is sealed under a key that is not configured.
 */
export const rotateCredentials = async (
  db: Database,
  box: SecretBox,
  tenantId: string,
): Promise<RotationCount> =>
  withTenant(db, tenantId, async (tx) => {
    const count = { rewrapped: 0, alreadyCurrent: 0 };
    await rotateTokens(tx, box, tenantId, count);
    await rotateWebhookSecrets(tx, box, tenantId, count);
    return count;
  });
