import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { integrations } from '#db/schema/integration.ts';
import { AppError } from '#domain/errors.ts';
import type { FeatureName } from '#domain/feature/features.ts';
import { type AuthKind, type IntegrationCapability, integrationOwners } from '#domain/integration/types.ts';
import type { IntegrationVendor } from '#domain/vendors.ts';
import { audit } from '#services/audit.ts';
import { actsForAll, requirePermission } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { requireFeature } from '#services/feature/require-feature.ts';
import type { SecretBox } from '#services/secrets.ts';
import { sealCredentials } from './credentials.ts';
import { lockChoices, lockTenantAccounts } from './lock-owner.ts';

export type IntegrationInput = {
  capability: IntegrationCapability;
  vendor: IntegrationVendor;
  auth: AuthKind;
  account: { externalAccountId: string; label: string };
  credentials: unknown;
};

/** What has to be switched on for an account that is new; one that is known is always renewed. */
const featureOf: Partial<Readonly<Record<IntegrationCapability, FeatureName>>> = {
  calendar: 'calendar_accounts',
  email: 'mail_accounts',
};

/** The member whose account it will be; null for the tenant's, which only its owners and admins connect. */
const ownerOf = (ctx: ServiceContext, capability: IntegrationCapability): string | null => {
  const member = requirePermission(ctx, 'integrations.write');
  if (integrationOwners[capability] === 'member') return member.memberId;
  if (!actsForAll(member))
    throw new AppError('forbidden', 'Only owners and admins connect accounts of the organisation.');
  return null;
};

/**
 * Keeps an account at a vendor with its credentials sealed, for the member who connects it or, where the capability is the
 * tenant's, for the tenant. The same account again gets the new credentials and keeps its id; `feature_off` where no new one may
 * be connected.
 */
export const saveIntegration = async (
  tx: Transaction,
  ctx: ServiceContext,
  box: SecretBox,
  input: IntegrationInput,
): Promise<string> => {
  const { capability, vendor, auth } = input;
  const { externalAccountId, label } = input.account;
  const memberId = ownerOf(ctx, capability);
  const ofTenant = eq(integrations.tenantId, ctx.tenantId);
  // Nobody connects the same account at the same moment.
  await (memberId === null ? lockTenantAccounts(tx, ctx.tenantId) : lockChoices(tx, ctx.tenantId, memberId));
  const [known] = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        ofTenant,
        eq(integrations.capability, capability),
        memberId === null ? isNull(integrations.memberId) : eq(integrations.memberId, memberId),
        eq(integrations.vendor, vendor),
        eq(integrations.externalAccountId, externalAccountId),
      ),
    )
    .for('update');
  const feature = featureOf[capability];
  if (known === undefined && feature !== undefined) await requireFeature(tx, ctx, feature);
  const id = known?.id ?? ctx.newId('integration');
  const values = {
    auth,
    accountLabel: label,
    status: 'connected' as const,
    credentialsCiphertext: sealCredentials(
      box,
      { tenantId: ctx.tenantId, integrationId: id },
      input.credentials,
    ),
    connectedAt: ctx.now(),
    lostAt: null,
    disconnectedAt: null,
  };
  if (known === undefined)
    await tx
      .insert(integrations)
      .values({ tenantId: ctx.tenantId, id, capability, memberId, vendor, externalAccountId, ...values });
  else
    await tx
      .update(integrations)
      .set(values)
      .where(and(ofTenant, eq(integrations.id, id)));
  await audit(tx, ctx, {
    action: 'integration.connect',
    targetKind: 'integration',
    targetId: id,
    after: { capability, vendor },
  });
  return id;
};
