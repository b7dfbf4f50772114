import type { Transaction } from '#db/client.ts';
import { askSoon } from './ask-soon.ts';

/** The vendor says that something happened: it is asked at once. Answers whether the tenant has ever had a page of it. */
export const hintSubscription = (
  tx: Transaction,
  hint: { tenantId: string; now: number },
): Promise<boolean> => askSoon(tx, hint);
