import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockOwnIntegration } from './own-integration.ts';
import { selectedCalendars, wakeCalendars } from './wake-calendars.ts';

/** Looks at the integration's calendars now; `integration_revoked` while the owner has to reconnect. */
export const syncIntegration = async (ctx: ServiceContext, integrationId: string): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const row = await lockOwnIntegration(tx, ctx, integrationId);
    if (row.status !== 'connected')
      throw new AppError('integration_revoked', 'Connect the account again first.');
    wakeCalendars(tx, ctx.tenantId, await selectedCalendars(tx, ctx.tenantId, integrationId));
    await audit(tx, ctx, { action: 'integration.sync', targetKind: 'integration', targetId: integrationId });
  });
