import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import { askSoon } from './ask-soon.ts';

/** The vendor says that something happened: it is asked at once. Answers whether the tenant has ever had a page of it. */
export const hintSubscription = (db: Database, hint: { tenantId: string; now: number }): Promise<boolean> =>
  withTenant(db, hint.tenantId, (tx) => askSoon(tx, hint));
