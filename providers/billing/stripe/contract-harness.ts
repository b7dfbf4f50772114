import { randomInt } from 'node:crypto';
import type { BillingHarness } from '#providers/billing/contract-harness.ts';
import { createBillingRegistry } from '#providers/billing/registry.ts';
import { signStripeEvent } from '#providers/payment/stripe/receive.ts';
import { openStripeBilling } from './adapter.ts';
import { emulatorBilling } from './emulator/credentials.ts';
import { startEmulator } from './emulator/start.ts';
import { manifest } from './manifest.ts';

type JournalEntry = { method: string; path: string; headers: Record<string, string>; status: number | null };

/** The adapter, set up from the environment as in production, against a fresh emulator on a free port. */
export async function startStripeBillingHarness(): Promise<BillingHarness> {
  // Tests share a database, and what the vendor names must not meet there.
  const emulator = await startEmulator({ port: 0, seed: randomInt(2 ** 31) });
  const admin = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${emulator.url}/_admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`admin ${path}: ${response.status}`);
    return (await response.json()) as Answer;
  };
  const act = async (path: string, body?: unknown): Promise<void> => void (await admin('POST', path, body));
  const env = manifest.emulator?.environment({ url: emulator.url, stateFolder: '' }) ?? {};
  const provider = (await createBillingRegistry(env)).get('stripe');
  const strangeProvider = openStripeBilling({ ...env, STRIPE_BILLING_KEY: 'rk_test_NeverIssued1' });
  if (provider === undefined || strangeProvider === null) throw new Error('the vendor is off');
  return {
    url: emulator.url,
    env,
    provider,
    strangeProvider,
    subscribe: (id, how = {}) => act(`/pages/${id}`, how),
    useCard: (id, card) => act(`/subscriptions/${id}/card`, card),
    endAtVendor: (id) => act(`/subscriptions/${id}/end`),
    putInto: (id, status) => act(`/subscriptions/${id}/status`, { status }),
    fault: (rule) => act('/faults', rule),
    clearFaults: async () => void (await admin('DELETE', '/faults')),
    async writes() {
      const { entries } = await admin<{ entries: JournalEntry[] }>('GET', '/journal');
      return entries
        .filter(({ method }) => method !== 'GET')
        .map(({ path, headers, status }) => ({ path, status, key: headers['idempotency-key'] ?? null }));
    },
    advanceClock: (ms) => act('/clock', { advanceMs: ms }),
    notify: async (settings) => void (await admin('PATCH', '/notifications', settings)),
    settleNotifications: () => act('/notifications/settle'),
    sign: ({ body, at, secret = emulatorBilling.webhookSecret }) => ({
      headers: {
        'content-type': 'application/json',
        'stripe-signature': signStripeEvent({ timestamp: Math.floor(at / 1_000), body, secret }),
      },
      body,
    }),
    messageOf: ({ eventId, tenantId, isLive = false }) =>
      JSON.stringify({
        id: eventId,
        object: 'event',
        livemode: isLive,
        type: 'customer.subscription.updated',
        data: {
          object: {
            object: 'subscription',
            id: 'sub_1',
            metadata: tenantId === null ? {} : { everslot_tenant: tenantId },
          },
        },
      }),
    stop: () => emulator.stop(),
  };
}
