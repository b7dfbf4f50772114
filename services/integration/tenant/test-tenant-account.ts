import { and, eq, isNull, ne } from 'drizzle-orm';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { asError, ProviderFailure } from '#domain/provider-failure.ts';
import { audit } from '#services/audit.ts';
import { requireAccess } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { type LoadedCredentials, loadCredentials, loseGrant } from '#services/integration/credentials.ts';
import type { SecretBox } from '#services/secrets.ts';

/**
 * Uses an account of the organisation once, by `use`, and writes down that somebody did and how it went. One that the vendor
 * refuses for good has to be reconnected from then on. Throws what `use` threw; `not_found` for a member's account.
 */
export const testTenantAccount = async (
  ctx: ServiceContext,
  box: SecretBox,
  integrationId: string,
  use: (account: LoadedCredentials) => Promise<void>,
): Promise<void> => {
  requireAccess(ctx, 'tenant_integrations.write');
  const key = { tenantId: ctx.tenantId, integrationId };
  const [row] = await withTenant(ctx.db, ctx.tenantId, (tx) =>
    tx
      .select({ id: integrations.id })
      .from(integrations)
      .where(
        and(
          eq(integrations.tenantId, ctx.tenantId),
          eq(integrations.id, integrationId),
          isNull(integrations.memberId),
          ne(integrations.status, 'disconnected'),
        ),
      ),
  );
  if (row === undefined) throw new AppError('not_found', 'The organisation has no such account.');
  const account = await loadCredentials(ctx.db, box, key);
  const failure = await use(account).then(
    () => null,
    (error: unknown) => asError(error),
  );
  await withTenant(ctx.db, ctx.tenantId, async (tx) => {
    if (failure instanceof ProviderFailure && failure.kind === 'revoked')
      await loseGrant(tx, { ...key, connectedAt: account.connectedAt });
    await audit(tx, ctx, {
      action: 'integration.test',
      targetKind: 'integration',
      targetId: integrationId,
      after: { works: failure === null },
    });
  });
  if (failure !== null) throw failure;
};
