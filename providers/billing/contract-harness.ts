import type { BillingVendor } from '#domain/vendors.ts';
import type { BillingProvider } from './port.ts';
import { startStripeBillingHarness } from './stripe/contract-harness.ts';

/** The faults every counterpart can play; `after` strikes once the write is done. */
type BillingFault = {
  method?: string;
  path?: string;
  times?: number;
  status?: number;
  retryAfterSeconds?: number;
  reset?: 'before' | 'after';
};

/** What tests need of each vendor's local counterpart. */
export type BillingHarness = {
  url: string;
  env: Readonly<Record<string, string>>;
  provider: BillingProvider;
  /** Same vendor, with a key that was never issued. */
  strangeProvider: BillingProvider;
  /** An owner subscribes on the page; their card may be declined at once or later. */
  subscribe(
    checkoutId: string,
    how?: { deed?: 'pay' | 'decline' | 'pay_then_decline'; fingerprint?: string },
  ): Promise<void>;
  /** The owner gives another card, with which what is owed is paid if it pays. */
  useCard(subscriptionId: string, card: { isDeclined: boolean }): Promise<void>;
  /** Ends a subscription at the vendor. */
  endAtVendor(subscriptionId: string): Promise<void>;
  /** Puts a subscription into a state by the vendor's word for it. */
  putInto(subscriptionId: string, word: string): Promise<void>;
  fault(rule: BillingFault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Writes that were asked for, by path. */
  writes(): Promise<{ path: string; key: string | null; status: number | null }[]>;
  advanceClock(ms: number): Promise<void>;
  /** Where notifications go, and whether they are lost. */
  notify(settings: { url?: string | null; dropProbability?: number }): Promise<void>;
  settleNotifications(): Promise<void>;
  /** Signed as the vendor does. */
  sign(message: { body: string; at: number; secret?: string }): {
    headers: Record<string, string>;
    body: string;
  };
  /** A notification of that tenant's subscription, not signed yet. */
  messageOf(message: { eventId: string; tenantId: string | null; isLive?: boolean }): string;
  stop(): Promise<void>;
};

export const billingHarnesses: Record<BillingVendor, () => Promise<BillingHarness>> = {
  stripe: startStripeBillingHarness,
};
