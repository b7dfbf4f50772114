import { setTimeout } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import { ProviderFailure } from '#domain/provider-failure.ts';
import { listPaymentWebhooks } from '#services/integration/payment/list-webhooks.ts';
import type { OpenPaymentAccount } from './open-payment-account.ts';

/** Shorter than the round of the deletion that waits for it. */
const patienceMs = 5_000;

const inTime = (call: Promise<void>): Promise<void> => {
  const late = new AbortController();
  const timeout = setTimeout(patienceMs, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new ProviderFailure('payment', 'unavailable', { reason: 'timeout' });
  });
  return Promise.race([call, timeout]).finally(() => {
    late.abort();
    timeout.catch(() => undefined);
  });
};

/** What will not get better by waiting leaves the address where it is: without its secrets it says nothing to us. */
const isPassing = ({ kind, reason }: ProviderFailure): boolean =>
  (kind === 'unavailable' && reason !== 'not_configured' && reason !== 'credentials_unreadable') ||
  kind === 'throttled';

/**
 * Removes at the vendors the addresses that they send an organisation's notifications to, while its keys still open its accounts.
 * Answers whether it is worth no other try.
 */
export const createRemoveWebhooks =
  ({ db, openAccount }: { db: Database; openAccount: OpenPaymentAccount }) =>
  async (tenantId: string): Promise<boolean> => {
    const left = await listPaymentWebhooks(db, tenantId);
    const ended = await Promise.all(
      left.map(async ({ integrationId, webhookId }) => {
        try {
          const { client } = await openAccount(tenantId, integrationId);
          await inTime(client.deleteWebhook(webhookId));
          return true;
        } catch (error) {
          if (!(error instanceof ProviderFailure)) throw error;
          return !isPassing(error);
        }
      }),
    );
    return ended.every(Boolean);
  };
