import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { bodyExamples } from '#contracts/operation/examples.ts';
import { newId } from '#db/new-id.ts';
import { operators } from '#db/schema/installation.ts';
import { accountDeletions, exportChunks, exports } from '#db/schema/person.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withOperators, withTenant } from '#db/tenant.ts';
import { createTestTenant, type TestHost, type TestTenant } from '#db/testing/tenant.ts';
import type { TenantState } from '#domain/tenant/types.ts';
import { paymentVendors } from '#domain/vendors.ts';
import type { ServiceContext } from '#services/context.ts';
import { connectPaymentAccount } from '#services/integration/payment/connect-payment-account.ts';
import { setPaymentWebhookSecret } from '#services/integration/payment/set-webhook-secret.ts';
import { askTenantDeletion } from '#services/tenant-deletion/ask-deletion.ts';
import type { Api } from './harness.ts';

const dayMs = 24 * 3_600_000;

/** A tenant for what is done to one as a whole. */
export const spareTenant = async (api: Api, state: TenantState = 'active'): Promise<string> => {
  const { tenantId } = await createTestTenant(api.db);
  await withTenant(api.db, tenantId, (tx) =>
    tx.update(tenants).set({ state }).where(eq(tenants.id, tenantId)),
  );
  return tenantId;
};

/** A tenant of the name that the example of its deletion has. */
export const namedTenant = async (api: Api): Promise<string> => {
  const { name } = Object(bodyExamples['askTenantDeletion']);
  const tenantId = await spareTenant(api);
  await withTenant(api.db, tenantId, (tx) =>
    tx.update(tenants).set({ name }).where(eq(tenants.id, tenantId)),
  );
  return tenantId;
};

/** One that waits for its deletion. */
export const doomedTenant = async (api: Api): Promise<string> => {
  const tenantId = await namedTenant(api);
  const { name, reason } = Object(bodyExamples['askTenantDeletion']);
  const operator = { kind: 'operator', userId: newId('user'), email: 'on-call@example.com' } as const;
  await askTenantDeletion(
    { db: api.db, tenantId, actor: operator, now: Date.now, newId: api.deps.newId },
    { name, reason },
  );
  return tenantId;
};

/** Somebody who was made an operator. */
export const grantOne = async (api: Api): Promise<string> => {
  const id = newId('operator');
  const { ops } = api.deps;
  if (ops === null) throw new Error('the suite has no operators');
  const grant = {
    userId: newId('user'),
    email: 'on-call@example.com',
    grantedBy: 'system',
    grantedAt: Date.now(),
  };
  await withOperators(ops, (tx) => tx.insert(operators).values({ id, ...grant }));
  return id;
};

/** A file of the host's data that can be downloaded; who asks for another has none under way. */
export const addExport = async (api: Api, { tenantId }: TestTenant, { personId, id: memberId }: TestHost) => {
  const id = newId('export');
  const content = new TextEncoder().encode(`file of ${memberId}`);
  const readyAt = Date.now();
  await withTenant(api.db, tenantId, async (tx) => {
    await tx.delete(exports).where(eq(exports.tenantId, tenantId));
    await tx.insert(exports).values({
      tenantId,
      id,
      personId,
      state: 'ready',
      bytes: content.length,
      tryAt: readyAt,
      readyAt,
      expiresAt: readyAt + dayMs,
    });
    await tx.insert(exportChunks).values({ tenantId, exportId: id, position: 0, content });
  });
  return id;
};

/** The host has asked for their account to be deleted and called it off. */
export const addDeletion = async (api: Api, { tenantId }: TestTenant, { personId }: TestHost) => {
  const id = newId('accountDeletion');
  const now = Date.now();
  const times = { dueAt: now, tryAt: now, settledAt: now };
  await withTenant(api.db, tenantId, (tx) =>
    tx
      .insert(accountDeletions)
      .values({ tenantId, id, personId, plan: 'cancel', state: 'called_off', ...times }),
  );
  return id;
};

/** An account of the tenant's that takes payments. */
export const connectPayments = async (api: Api, ctx: ServiceContext): Promise<string> => {
  const account = { externalAccountId: randomUUID(), label: `Account ${randomUUID()}` };
  const webhookUrl = (_vendor: string, endpointId: string): string => `https://example.com/${endpointId}`;
  const { id } = await connectPaymentAccount(
    ctx,
    api.deps.secrets,
    {
      vendor: paymentVendors[0],
      account,
      credentials: {},
      mode: 'test',
      isUnrestricted: false,
      acceptsUnrestricted: false,
      country: 'VN',
      currency: 'VND',
    },
    webhookUrl,
  );
  const secret = `whsec_${randomUUID()}`;
  await setPaymentWebhookSecret(ctx, api.deps.secrets, { integrationId: id, secret, webhookUrl });
  return id;
};
