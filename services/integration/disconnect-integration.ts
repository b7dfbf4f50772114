import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { calendars } from '#db/schema/calendar.ts';
import { integrations } from '#db/schema/integration.ts';
import { withTenant } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { lockOwnIntegration } from './own-integration.ts';
import { forgetWebhook } from './payment/webhook-secrets.ts';
import { selectedCalendars, wakeCalendars } from './wake-calendars.ts';

/**
 * Ends the integration. The workflows of its selected calendars finish it, with none selected that of any one calendar;
 * an account without calendars has nothing to take leave of and is forgotten at once.
 */
export const disconnectIntegration = async (ctx: ServiceContext, integrationId: string): Promise<void> =>
  withTenant(ctx.db, ctx.tenantId, async (tx) => {
    const { capability } = await lockOwnIntegration(tx, ctx, integrationId);
    if (capability === 'payment')
      throw new AppError('invalid_request', 'An account that takes payments is disconnected on its own.', {
        errors: [{ pointer: '#path/integrationId', message: 'must not be an account that takes payments' }],
      });
    await disconnectLocked(tx, ctx, integrationId);
  });

/** Ends every account that a member has connected, for whoever has decided that. */
export const disconnectMember = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now' | 'newId'>,
  memberId: string,
): Promise<void> => {
  const rows = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, ctx.tenantId),
        eq(integrations.memberId, memberId),
        inArray(integrations.status, ['connected', 'needs_reconnection']),
      ),
    )
    .orderBy(integrations.id)
    .for('update');
  for (const { id } of rows) await disconnectLocked(tx, ctx, id);
};

/** Ends every account that is the tenant's own. */
export const disconnectTenant = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now' | 'newId'>,
): Promise<void> => {
  const rows = await tx
    .select({ id: integrations.id })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, ctx.tenantId),
        isNull(integrations.memberId),
        inArray(integrations.status, ['connected', 'needs_reconnection']),
      ),
    )
    .orderBy(integrations.id)
    .for('update');
  for (const { id } of rows) await disconnectLocked(tx, ctx, id);
};

/** Ends an account that is locked: what it is opened with goes at once, or with the last of its calendars. */
export const disconnectLocked = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now' | 'newId'>,
  integrationId: string,
): Promise<void> => {
  const ofIntegration = and(eq(calendars.tenantId, ctx.tenantId), eq(calendars.integrationId, integrationId));
  const selected = await selectedCalendars(tx, ctx.tenantId, integrationId);
  const [any] = await tx.select({ id: calendars.id }).from(calendars).where(ofIntegration).limit(1);
  await tx
    .update(integrations)
    .set(
      any === undefined
        ? { status: 'disconnected', credentialsCiphertext: null, disconnectedAt: ctx.now() }
        : { status: 'disconnecting' },
    )
    .where(and(eq(integrations.tenantId, ctx.tenantId), eq(integrations.id, integrationId)));
  await forgetWebhook(tx, { tenantId: ctx.tenantId, integrationId }, ctx.now());
  await audit(tx, ctx, {
    action: 'integration.disconnect',
    targetKind: 'integration',
    targetId: integrationId,
  });
  if (selected.length > 0) return wakeCalendars(tx, ctx.tenantId, selected);
  return wakeCalendars(tx, ctx.tenantId, any === undefined ? [] : [any.id]);
};

/** Accounts of a member who is erased: what is still being ended ends here, and what they were known by goes. */
export const forgetAccounts = async (
  tx: Transaction,
  { tenantId, memberId, now }: { tenantId: string; memberId: string; now: number },
): Promise<void> => {
  await tx
    .update(integrations)
    .set({
      status: 'disconnected',
      credentialsCiphertext: null,
      accountLabel: '',
      externalAccountId: sql`${integrations.id}`,
      disconnectedAt: sql`coalesce(${integrations.disconnectedAt}, ${new Date(now).toISOString()}::timestamptz)`,
    })
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.memberId, memberId)));
};
