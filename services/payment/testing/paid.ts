import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import type { TestTenant } from '#db/testing/tenant.ts';
import type { VendorPayment } from '#domain/payment/vendor.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { applySeen } from '#services/payment/apply-seen.ts';
import { type HintInput, hintPayment } from '#services/payment/hint-payment.ts';
import { type PaymentKey, readPayment } from '#services/payment/load-payment.ts';
import type { SecretBox } from '#services/secrets.ts';
import { connectTestAccount } from './account.ts';

/** Connects an account that nobody asks: what its vendor says is said by `sayOfPayment`. */
export const connectSilentAccount = (
  db: Database,
  secrets: SecretBox,
  tenant: TestTenant,
  now: number,
): Promise<string> => {
  const account = { externalAccountId: randomUUID(), label: 'Lotus Studio' };
  const facts = { isUnrestricted: false, country: null, currency: null, mode: 'test' as const };
  const granted = { credentials: { key: 'none' }, account, ...facts };
  return connectTestAccount(db, secrets, tenant, { vendor: paymentVendors[0], granted, now });
};

/** What its vendor says of a payment, by default that all of it was paid; answers what was said. */
export const sayOfPayment = async (
  db: Database,
  { now, ...key }: PaymentKey & { now: number },
  said: Partial<VendorPayment> = {},
): Promise<VendorPayment> => {
  const payment = await readPayment(db, key);
  const { id, mode, currency, amountMinor, payBy } = payment;
  const seen: VendorPayment = {
    reference: { tenantId: key.tenantId, paymentId: id, bookingId: payment.bookingId },
    mode,
    currency,
    checkout: { checkoutId: `checkout-${id}`, state: 'complete', url: null, expiresAt: payBy },
    reservation: null,
    chargeId: `charge-${id}`,
    capturedMinor: amountMinor,
    capturedAt: now,
    method: 'Visa •••• 4242',
    receiptUrl: 'https://pay.example.com/receipt',
    refunds: [],
    disputes: [],
    warnedAt: null,
    ...said,
  };
  await applySeen(db, { ...key, seen, now });
  return seen;
};

/** A message of its vendor arrives, which says no more than that there is something to ask for; answers the payments it is about. */
export const hearOfPayment = (db: Database, { tenantId, ...input }: HintInput): Promise<string[]> =>
  withTenant(db, tenantId, (tx) => hintPayment(tx, { tenantId, ...input }));
