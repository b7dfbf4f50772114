import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { memberProfiles } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { GrantedPayment, PaymentProvider } from '#providers/payment/port.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import type { ServiceContext } from '#services/context.ts';
import { parseEnvironment, secretsEnv } from '#services/env.ts';
import { connectPaymentAccount } from '#services/integration/payment/connect-payment-account.ts';
import { setPaymentWebhookSecret } from '#services/integration/payment/set-webhook-secret.ts';
import type { WebhookUrl } from '#services/integration/payment/view-payment-account.ts';
import { createSecretBox } from '#services/secrets.ts';

/** What an emulator says of the keys it has issued. */
const Issued = z.object({ keys: z.array(z.object({ key: z.string() })) });

const ownerContext = async (db: Database, tenantId: string): Promise<ServiceContext> => {
  const [owner] = await withTenant(db, tenantId, (tx) =>
    tx
      .select({ memberId: memberProfiles.id, userId: memberProfiles.userId, name: memberProfiles.name })
      .from(memberProfiles)
      .where(and(eq(memberProfiles.tenantId, tenantId), eq(memberProfiles.role, 'owner')))
      .limit(1),
  );
  if (owner === undefined) throw new Error('the demo tenant has no owner');
  return { db, tenantId, actor: { kind: 'member', role: 'owner', ...owner }, now: Date.now, newId };
};

/** The first key of the emulator that takes test payments and opens no more than it has to. */
const findKey = async (provider: PaymentProvider, emulatorUrl: string): Promise<GrantedPayment | null> => {
  const { keys } = Issued.parse(await (await fetch(`${emulatorUrl}/_admin/state`)).json());
  for (const { key } of keys) {
    const granted = await provider.verifyKey(key).catch((error: unknown) => {
      if (error instanceof ProviderFailure) return null;
      throw error;
    });
    if (granted?.mode === 'test' && !granted.isUnrestricted) return granted;
  }
  return null;
};

/** Connects the account of the emulator that stands in for a payment vendor, so that a link with a price can be tried at once. */
export async function connectDemoPayments(
  db: Database,
  tenantId: string,
  { env, emulatorUrl }: { env: Readonly<Record<string, string>>; emulatorUrl: string },
): Promise<void> {
  const [provider] = (await createPaymentRegistry(env)).values();
  const granted = provider === undefined ? null : await findKey(provider, emulatorUrl);
  if (provider === undefined || granted === null) return;
  const box = createSecretBox(parseEnvironment(secretsEnv, env).ENCRYPTION_KEYS);
  const ctx = await ownerContext(db, tenantId);
  const origin = env['WEBHOOK_BASE_URL'] || env['PUBLIC_URL'] || '';
  const webhookUrl: WebhookUrl = (vendor, endpointId) =>
    `${origin}/api/v1/webhooks/payment/${vendor}/${endpointId}`;
  const { vendor } = provider;
  const input = { ...granted, vendor, acceptsUnrestricted: false };
  const { id: integrationId, webhook } = await connectPaymentAccount(ctx, box, input, webhookUrl);
  const client = provider.open(granted.credentials, async () => undefined);
  const made = await client.createWebhook(webhook.url);
  await setPaymentWebhookSecret(ctx, box, { integrationId, ...made, webhookUrl });
}
