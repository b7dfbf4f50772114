import type { PaymentHarness } from '#providers/payment/contract-harness.ts';
import { createPaymentRegistry } from '#providers/payment/registry.ts';
import { createStripeProvider } from './adapter.ts';
import { emulatorKeys } from './emulator/credentials.ts';
import { startEmulator } from './emulator/start.ts';
import { manifest } from './manifest.ts';
import { signStripeEvent } from './receive.ts';

type JournalEntry = { method: string; path: string; headers: Record<string, string>; status: number | null };
type ShownSession = { id: string; url: string | null; status: string };

/** The adapter, set up from the environment as in production, against a fresh emulator on a free port. */
export async function startStripeHarness(): Promise<PaymentHarness> {
  const emulator = await startEmulator({ port: 0, seed: 7 });
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
  const provider = (await createPaymentRegistry(env)).get('stripe');
  if (provider === undefined) throw new Error('the vendor is off');
  const { test, live, secret, withoutWebhooks, otherAccount, platform } = emulatorKeys;
  return {
    url: emulator.url,
    env,
    provider,
    impatientProvider: createStripeProvider({
      baseUrl: emulator.url,
      platformKey: platform,
      timeoutMs: 150,
    }),
    keys: { test, live, unrestricted: secret, withoutWebhooks, otherAccount },
    unknownKey: 'rk_test_NeverIssued1',
    paths: {
      open: '^/v1/checkout/sessions$',
      close: '^/v1/checkout/sessions/[^/]+/expire$',
      refund: '^/v1/refunds$',
      capture: '^/v1/payment_intents/[^/]+/capture$',
      release: '^/v1/payment_intents/[^/]+/cancel$',
    },
    pay: (id) => act(`/sessions/${id}/pay`),
    payLater: (id) => act(`/sessions/${id}/processing`),
    settle: (id, isPaid) => act(`/sessions/${id}/settle?paid=${isPaid}`),
    decline: (id) => act(`/sessions/${id}/decline`),
    async checkoutsOf(id) {
      const query = `/sessions?payment=${encodeURIComponent(id)}`;
      const { sessions } = await admin<{ sessions: ShownSession[] }>('GET', query);
      return sessions.map(({ id: checkoutId, url, status }) => ({ checkoutId, url, state: status }));
    },
    makeRefunds: async (refunds) => void (await admin('PATCH', '/settings', { refunds })),
    endRefund: (id, outcome) => act(`/refunds/${id}/${outcome === 'cancelled' ? 'canceled' : outcome}`),
    refundByHand: (id, amount) => act(`/payments/${id}/refund`, { amount }),
    captureByHand: (id) => act(`/payments/${id}/capture`),
    releaseByHand: (id) => act(`/payments/${id}/release`),
    dispute: async (id) => (await admin<{ id: string }>('POST', `/payments/${id}/dispute`)).id,
    endDispute: (id, outcome) => act(`/disputes/${id}/${outcome}`),
    warn: (id) => act(`/payments/${id}/warning`),
    takeByHand: async (money) => (await admin<{ id: string }>('POST', '/payments', money)).id,
    rewrite: (id, amount) => act(`/payments/${id}/rewrite`, { amount }),
    forget: (id) => act(`/sessions/${id}/forget`),
    revoke: (key) => act(`/keys/${key}/revoke`),
    restore: (key) => act(`/keys/${key}/restore`),
    fault: (rule) => act('/faults', rule),
    clearFaults: async () => void (await admin('DELETE', '/faults')),
    storeFailures: async (count) => void (await admin('PATCH', '/settings', { storedFailures: count })),
    async webhooks() {
      return Object.keys((await admin<{ endpoints: object }>('GET', '/state')).endpoints);
    },
    async writes() {
      const { entries } = await admin<{ entries: JournalEntry[] }>('GET', '/journal');
      return entries
        .filter(({ method }) => method === 'POST')
        .map(({ path, headers, status }) => ({ path, status, key: headers['idempotency-key'] ?? null }));
    },
    advanceClock: (ms) => act('/clock', { advanceMs: ms }),
    settleNotifications: () => act('/notifications/settle'),
    sign: ({ body, secret: with_, at }) => ({
      headers: {
        'content-type': 'application/json',
        'stripe-signature': signStripeEvent({ timestamp: Math.floor(at / 1_000), body, secret: with_ }),
      },
      body,
    }),
    reset: () => act('/reset'),
    stop: () => emulator.stop(),
  };
}
