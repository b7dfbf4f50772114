import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { withTenant } from '#db/tenant.ts';
import { readSubscription } from './load-subscription.ts';

/** The plan of a tenant and what it pays for it; its subscription is null where it never had one. */
export const readSubscriptionMail = (db: Database, tenantId: string) =>
  withTenant(db, tenantId, async (tx) => {
    const [[tenant], subscription] = await Promise.all([
      tx.select({ plan: tenants.plan }).from(tenants).where(eq(tenants.id, tenantId)),
      readSubscription(tx, tenantId),
    ]);
    return { plan: tenant?.plan ?? null, subscription };
  });

export type SubscriptionMailData = Awaited<ReturnType<typeof readSubscriptionMail>>;
