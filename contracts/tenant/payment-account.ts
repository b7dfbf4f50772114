import { z } from 'zod';
import { integrationStatuses } from '#domain/integration/types.ts';
import { currencies } from '#domain/money/currencies.ts';
import { paymentModes } from '#domain/payment/types.ts';
import { paymentVendors } from '#domain/vendors.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

/** An account that takes payments of the organisation's guests; what it is opened with is never answered. */
export const PaymentAccount = z
  .object({
    id: idOf('integration'),
    vendor: z.enum(paymentVendors),
    accountLabel: z.string(),
    status: z.enum(integrationStatuses),
    mode: z.enum(paymentModes),
    /** New payments are taken by it; others that are connected serve the payments they took. */
    isCurrent: z.boolean(),
    /** Its key opens more than is needed. */
    isUnrestricted: z.boolean(),
    country: z.string().nullable(),
    currency: z.enum(currencies).nullable(),
    connectedAt: InstantOutput,
    /** Payments and refunds of its own on which something is still to be done. */
    unsettledPayments: z.int(),
    webhook: z.object({
      /** Where the vendor sends its notifications. */
      url: z.string(),
      /** `automatic`: made by us; `manual`: by hand, with its secret; `missing`: nothing that comes there is believed. */
      state: z.enum(['automatic', 'manual', 'missing']),
      /** Until when the secret before this one counts as well. */
      formerSecretUntil: InstantOutput.nullable(),
      lastEventAt: InstantOutput.nullable(),
    }),
  })
  .meta({ id: 'PaymentAccount' });

/** A vendor at which the organisation can have payments taken. */
export const PaymentVendorOffer = z
  .object({
    vendor: z.enum(paymentVendors),
    /** What a restricted key must be allowed, as the vendor calls it. */
    scopes: z.array(z.string()),
    /** The notifications an address made by hand has to be sent; empty: all of them. */
    events: z.array(z.string()),
  })
  .meta({ id: 'PaymentVendorOffer' });

const tag = 'Payment accounts';
const PaymentAccountParams = z.object({ paymentAccountId: idOf('integration') });

const unbroken = (max: number) =>
  z
    .string()
    .min(1, { error: 'must not be empty', abort: true })
    .max(max, { error: `must have at most ${max} characters` })
    .regex(/^[\x21-\x7e]+$/, {
      error: 'must have no blanks and no characters but letters, digits and signs',
    });

export const PaymentAccountInput = z
  .object({
    vendor: z.enum(paymentVendors),
    key: unbroken(500),
    /** Has to be said for a key that opens everything in the account. */
    acceptsUnrestricted: z.boolean().default(false),
  })
  .meta({ id: 'PaymentAccountInput' });

export const PaymentWebhookSecretInput = z
  .object({
    secret: unbroken(200).regex(/^whsec_.{16,}$/, {
      error: 'must be the signing secret, which starts with whsec_',
    }),
  })
  .meta({ id: 'PaymentWebhookSecretInput' });

export const listPaymentAccounts = defineEndpoint({
  operation: 'listPaymentAccounts',
  method: 'get',
  path: '/tenant/payment-accounts',
  tag,
  summary: 'The accounts that take payments of the organisation, and the vendors it can connect',
  access: { kind: 'member', permission: 'tenant_integrations.read', keys: 'all' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(PaymentAccount)
    .extend({
      available: z.array(PaymentVendorOffer),
      /** Links with a price; without an account they cannot be booked. */
      pricedLinks: z.int(),
    })
    .meta({ id: 'PaymentAccountPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const connectPaymentAccount = defineEndpoint({
  operation: 'connectPaymentAccount',
  method: 'post',
  path: '/tenant/payment-accounts',
  tag,
  summary: 'Connect an account that takes payments; its key is tried first',
  description:
    'The same account again gets the new key, so a request may be repeated; another one takes the payments from then on. An address for notifications is made at the vendor where the key may do that; else `webhook.state` is `missing`. `account_refused` says in `reason` why the key does not work. Live and test are never mixed: `payment_mode_in_use` while links with a price or unsettled payments are of the other mode.',
  access: { kind: 'member', permission: 'tenant_integrations.write' },
  fresh: true,
  params: noParams,
  query: noQuery,
  body: PaymentAccountInput,
  response: PaymentAccount,
  status: 201,
  limit: 'write',
  problems: [
    'invalid_request',
    'account_refused',
    'unrestricted_key',
    'payment_mode_in_use',
    'payment_mode_off',
  ],
});

export const setPaymentWebhookSecret = defineEndpoint({
  operation: 'setPaymentWebhookSecret',
  method: 'put',
  path: '/tenant/payment-accounts/{paymentAccountId}/webhook-secret',
  tag,
  summary: 'Enter the secret that the notifications of an account are signed with',
  description: 'The secret before it counts for 24 more hours.',
  access: { kind: 'member', permission: 'tenant_integrations.write' },
  fresh: true,
  params: PaymentAccountParams,
  query: noQuery,
  body: PaymentWebhookSecretInput,
  response: PaymentAccount,
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});

export const disconnectPaymentAccount = defineEndpoint({
  operation: 'disconnectPaymentAccount',
  method: 'delete',
  path: '/tenant/payment-accounts/{paymentAccountId}',
  tag,
  summary: 'Forget an account that takes payments, with its key and its secrets',
  description:
    'Links with a price cannot be booked until an account is connected again. `webhook` says what became of the address for notifications at the vendor: `removed`, `none`, or `left` where the vendor did not remove it.',
  access: { kind: 'member', permission: 'tenant_integrations.write' },
  fresh: true,
  params: PaymentAccountParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({ webhook: z.enum(['removed', 'left', 'none']) })
    .meta({ id: 'DisconnectedPaymentAccount' }),
  status: 200,
  limit: 'write',
  problems: ['not_found'],
});
