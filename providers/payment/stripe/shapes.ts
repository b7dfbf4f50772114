import { z } from 'zod';

// Only what is read. Fields that come to it are passed over, and words that come to a list have a safe meaning in mapper.ts.
const metadata = z.record(z.string(), z.string()).nullish();
const list = <Item extends z.ZodType>(item: Item) =>
  z.object({ object: z.literal('list'), data: z.array(item), has_more: z.boolean() });

const Charge = z.object({
  object: z.literal('charge'),
  id: z.string().min(1),
  created: z.number(),
  status: z.string().nullish(),
  disputed: z.boolean().nullish(),
  receipt_url: z.string().nullish(),
  payment_method_details: z
    .object({
      type: z.string(),
      card: z
        .object({
          brand: z.string().nullish(),
          last4: z.string().nullish(),
          capture_before: z.number().nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const ExpandedIntent = z.object({
  object: z.literal('payment_intent'),
  id: z.string().min(1),
  status: z.string(),
  amount: z.number().int().nonnegative(),
  amount_received: z.number().int().nonnegative(),
  capture_method: z.string().nullish(),
  latest_charge: Charge.nullish(),
});

/** As it stands in the answer to a change of it: nothing in it is expanded. */
export const PaymentIntent = ExpandedIntent.pick({ object: true, id: true, status: true });

const Mark = z.object({
  object: z.literal('checkout.session'),
  id: z.string().min(1),
  livemode: z.boolean(),
  created: z.number(),
  metadata,
});

export const Session = Mark.extend({
  status: z.string().nullish(),
  url: z.string().nullish(),
  expires_at: z.number(),
  currency: z.string(),
  payment_intent: ExpandedIntent.nullish(),
});
export type Session = z.infer<typeof Session>;

/** A session as it stands in lists: nothing in it is expanded. */
export const SessionList = list(Mark);

export const Refund = z.object({
  object: z.literal('refund'),
  id: z.string().min(1),
  amount: z.number().int().nonnegative(),
  status: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata,
});
export type Refund = z.infer<typeof Refund>;
export const RefundList = list(Refund);

export const Dispute = z.object({
  object: z.literal('dispute'),
  id: z.string().min(1),
  amount: z.number().int().nonnegative(),
  status: z.string(),
  reason: z.string().nullish(),
  evidence_details: z.object({ due_by: z.number().nullish() }).nullish(),
});
export type Dispute = z.infer<typeof Dispute>;
export const DisputeList = list(Dispute);

/** A refund or a dispute among all of an account, with the money that it is about. */
const Listed = z.object({
  created: z.number(),
  currency: z.string(),
  charge: z.string().nullish(),
  payment_intent: z.string().nullish(),
});
export const ListedRefund = Refund.extend(Listed.shape);
export type ListedRefund = z.infer<typeof ListedRefund>;
export const ListedRefundList = list(ListedRefund);
export const ListedDispute = Dispute.extend(Listed.shape);
export type ListedDispute = z.infer<typeof ListedDispute>;
export const ListedDisputeList = list(ListedDispute);

/** A charge as it stands in lists: nothing in it is expanded. */
export const ListedCharge = z.object({
  object: z.literal('charge'),
  id: z.string().min(1),
  created: z.number(),
  livemode: z.boolean(),
  metadata,
  currency: z.string(),
  captured: z.boolean(),
  amount_captured: z.number().int().nonnegative(),
  amount_refunded: z.number().int().nonnegative(),
  disputed: z.boolean().nullish(),
  payment_intent: z.string().nullish(),
});
export type ListedCharge = z.infer<typeof ListedCharge>;
export const ChargeList = list(ListedCharge);

const Warning = z.object({
  object: z.literal('radar.early_fraud_warning'),
  id: z.string().min(1),
  created: z.number(),
});
export type Warning = z.infer<typeof Warning>;
export const WarningList = list(Warning);

export const Account = z.object({
  object: z.literal('account'),
  id: z.string().min(1),
  country: z.string().nullish(),
  default_currency: z.string().nullish(),
  email: z.string().nullish(),
  business_profile: z.object({ name: z.string().nullish() }).nullish(),
  settings: z.object({ dashboard: z.object({ display_name: z.string().nullish() }).nullish() }).nullish(),
});
export type Account = z.infer<typeof Account>;

export const WebhookEndpoint = z.object({
  object: z.literal('webhook_endpoint'),
  id: z.string().min(1),
  secret: z.string().min(1),
});
export const WebhookEndpointList = list(WebhookEndpoint.pick({ id: true }).extend({ url: z.string() }));

/** What is left of something that was deleted. */
export const Deleted = z.object({ id: z.string().min(1), deleted: z.literal(true) });
