import type { PaymentVendor } from '#domain/vendors.ts';
import type { PaymentProvider } from './port.ts';
import { startStripeHarness } from './stripe/contract-harness.ts';

/** The faults every counterpart can play; `after` strikes once the write is done. */
export type PaymentFault = {
  method?: string;
  /** Regular expression over the path. */
  path?: string;
  times?: number;
  status?: number;
  retryAfterSeconds?: number;
  latencyMs?: number;
  reset?: 'before' | 'after';
  timeout?: 'before' | 'after';
};

/** A notification as the vendor sends it. */
export type SentNotification = { headers: Record<string, string>; body: string };

/** What tests need of each vendor's local counterpart. */
export type PaymentHarness = {
  /** Where it is, and the settings that point the product at it. */
  url: string;
  env: Readonly<Record<string, string>>;
  provider: PaymentProvider;
  /** Same vendor, gives up after a fraction of a second. */
  impatientProvider: PaymentProvider;
  /** Keys of one account, and one of another that does not see it. */
  keys: { test: string; live: string; unrestricted: string; withoutWebhooks: string; otherAccount: string };
  /** Looks right and was never issued. */
  unknownKey: string;
  /** Paths of the writes, as regular expressions. */
  paths: { open: string; close: string; refund: string; capture: string; release: string };
  /** What the guest does on the page. */
  pay(checkoutId: string): Promise<void>;
  /** Pays in a way that takes its time; `settle` says how it ended. */
  payLater(checkoutId: string): Promise<void>;
  settle(checkoutId: string, isPaid: boolean): Promise<void>;
  decline(checkoutId: string): Promise<void>;
  /** Pages of a payment, by any id in its reference. */
  checkoutsOf(id: string): Promise<{ checkoutId: string; url: string | null; state: string }[]>;
  /** How refunds asked for from now on go. */
  makeRefunds(outcome: 'succeeded' | 'pending' | 'failed'): Promise<void>;
  endRefund(refundId: string, outcome: 'succeeded' | 'failed' | 'cancelled'): Promise<void>;
  /** The owner gives money back at the vendor, in the vendor's unit. */
  refundByHand(chargeId: string, amount: number): Promise<void>;
  /** The owner takes what is reserved, or lets go of it, at the vendor. */
  captureByHand(chargeId: string): Promise<void>;
  releaseByHand(chargeId: string): Promise<void>;
  /** The guest's bank asks for the money; answers the dispute's id. */
  dispute(chargeId: string): Promise<string>;
  endDispute(disputeId: string, outcome: 'won' | 'lost'): Promise<void>;
  /** The guest's bank says that they did not pay themselves. */
  warn(chargeId: string): Promise<void>;
  /** Somebody takes money at the vendor, in its unit, without us; answers its name. */
  takeByHand(money: { key: string; amount: number; currency: string }): Promise<string>;
  /** The vendor's books say another amount, or nothing any more. */
  rewrite(chargeId: string, amount: number): Promise<void>;
  forget(checkoutId: string): Promise<void>;
  revoke(key: string): Promise<void>;
  restore(key: string): Promise<void>;
  fault(rule: PaymentFault): Promise<void>;
  clearFaults(): Promise<void>;
  /** So many writes from now on fail, and the failures are kept under their keys. */
  storeFailures(count: number): Promise<void>;
  /** The addresses that notifications are sent to, by the vendor's names for them. */
  webhooks(): Promise<string[]>;
  /** Writes that were asked for, by path. */
  writes(): Promise<{ path: string; key: string | null; status: number | null }[]>;
  advanceClock(ms: number): Promise<void>;
  /** Resolves when every notification on its way was answered. */
  settleNotifications(): Promise<void>;
  /** Signed as the vendor does. */
  sign(message: { body: string; secret: string; at: number }): SentNotification;
  reset(): Promise<void>;
  stop(): Promise<void>;
};

export const paymentHarnesses: Record<PaymentVendor, () => Promise<PaymentHarness>> = {
  stripe: startStripeHarness,
};
