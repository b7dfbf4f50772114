import { z } from 'zod';

// Only what is read. Fields that come to it are passed over, and words that come to a list have a safe meaning in mapper.ts.
const metadata = z.record(z.string(), z.string()).nullish();
const id = z.string().min(1);

export const Price = z.object({
  object: z.literal('price'),
  id,
  currency: z.string(),
  unit_amount: z.number().int().nonnegative().nullable(),
});

export const CheckoutPage = z.object({
  object: z.literal('checkout.session'),
  id,
  status: z.string().nullish(),
  url: z.string().nullish(),
  subscription: id.nullish(),
});
export type CheckoutPage = z.infer<typeof CheckoutPage>;

export const PortalPage = z.object({ object: z.literal('billing_portal.session'), url: z.string().min(1) });

const Invoice = z.object({
  object: z.literal('invoice'),
  created: z.number(),
  status: z.string().nullish(),
  status_transitions: z.object({ finalized_at: z.number().nullish() }).nullish(),
});

export const Subscription = z.object({
  object: z.literal('subscription'),
  id,
  customer: id,
  status: z.string(),
  metadata,
  trial_end: z.number().nullish(),
  cancel_at_period_end: z.boolean(),
  cancel_at: z.number().nullish(),
  items: z.object({
    data: z
      .array(
        z.object({
          id,
          quantity: z.number().int().nonnegative().nullish(),
          current_period_end: z.number(),
          price: z.object({ id }),
        }),
      )
      .min(1),
  }),
  latest_invoice: Invoice.nullish(),
  default_payment_method: z
    .object({ id, card: z.object({ fingerprint: z.string().nullish() }).nullish() })
    .nullish(),
});
export type Subscription = z.infer<typeof Subscription>;

export const Preview = z.object({
  object: z.literal('invoice'),
  currency: z.string(),
  lines: z.object({
    data: z.array(
      z.object({
        amount: z.number().int(),
        parent: z
          .object({
            subscription_item_details: z.object({ proration: z.boolean().nullish() }).nullish(),
          })
          .nullish(),
      }),
    ),
  }),
});
export type Preview = z.infer<typeof Preview>;
