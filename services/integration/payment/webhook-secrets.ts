import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { paymentAccounts } from '#db/schema/integration.ts';
import type { IntegrationKey } from '#services/integration/credentials.ts';
import type { SecretBox, SecretPlace } from '#services/secrets.ts';

export type PaymentAccountRow = typeof paymentAccounts.$inferSelect;

const dayMs = 86_400_000;

/** One place for both columns of a row: what is replaced moves from one to the other as it is. */
export const webhookSecretPlace = ({ tenantId, integrationId }: IntegrationKey): SecretPlace => ({
  tenantId,
  table: 'payment_accounts',
  column: 'secret_ciphertext',
  rowId: integrationId,
});

/** 128 bits that nobody guesses: they lead to the account, and nothing else does. */
export const newEndpointId = (): string => randomBytes(16).toString('base64url');
export const endpointIdPattern = /^[A-Za-z0-9_-]{22}$/;

/** The secrets that count now, the newest first. */
export const webhookSecretsOf = (box: SecretBox, row: PaymentAccountRow, now: number): string[] => {
  const former = (row.formerSecretUntil ?? 0) > now ? row.formerSecretCiphertext : null;
  return [row.secretCiphertext, former].flatMap((sealed) =>
    sealed === null ? [] : [box.open(webhookSecretPlace(row), sealed)],
  );
};

/** Keeps a secret, sealed; the one before counts for a day more. The same one again changes nothing but what else is given. */
export const replaceWebhookSecret = async (
  tx: Transaction,
  box: SecretBox,
  row: PaymentAccountRow,
  { secret, now, ...change }: { secret: string; now: number; webhookId?: string },
): Promise<void> => {
  const isSame = webhookSecretsOf(box, row, now)[0] === secret;
  await tx
    .update(paymentAccounts)
    .set({
      ...change,
      ...(isSame ? {} : { secretCiphertext: box.seal(webhookSecretPlace(row), secret) }),
      ...(isSame || row.secretCiphertext === null
        ? {}
        : { formerSecretCiphertext: row.secretCiphertext, formerSecretUntil: now + dayMs }),
      updatedAt: now,
    })
    .where(
      and(eq(paymentAccounts.tenantId, row.tenantId), eq(paymentAccounts.integrationId, row.integrationId)),
    );
};

/** Takes the secrets of an account away; nothing happens to accounts that take no payments. */
export const forgetWebhook = async (tx: Transaction, key: IntegrationKey, now: number): Promise<void> => {
  await tx
    .update(paymentAccounts)
    .set({
      webhookId: null,
      secretCiphertext: null,
      formerSecretCiphertext: null,
      formerSecretUntil: null,
      lastEventAt: null,
      updatedAt: now,
    })
    .where(
      and(eq(paymentAccounts.tenantId, key.tenantId), eq(paymentAccounts.integrationId, key.integrationId)),
    );
};
