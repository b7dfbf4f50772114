import { z } from 'zod';
import { currencies } from '#domain/money/currencies.ts';
import { planSources, plans } from '#domain/plan/types.ts';
import { billingIntervals, soldPlans, subscriptionStates } from '#domain/subscription/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, Locale, noParams, noQuery, nothing } from '../fields.ts';

const Offer = z.object({ plan: z.enum(soldPlans), interval: z.enum(billingIntervals) });

/** An amount in the minor unit of its currency; below zero: credited. */
const Amount = z.object({ amountMinor: z.int(), currency: z.enum(currencies) });

export const Billing = z
  .object({
    /** The plan the organisation has. */
    plan: z.enum(plans),
    /** Whose word that is: `operator`: given, and untouched by what is paid for. */
    source: z.enum(planSources),
    /** Active members, each of whom needs a seat. */
    members: z.int(),
    /** Whether this installation sells plans. */
    isSold: z.boolean(),
    /** For how many days the organisation could try a plan; 0: not, or no more. */
    trialDays: z.int(),
    /** Somebody has gone to the vendor's page, and what came of it is not known yet. */
    isPageOpen: z.boolean(),
    /** The vendor does not answer at the moment; it is asked again. */
    isFailing: z.boolean(),
    /** What is paid for, as the vendor said last; null while nobody has subscribed. */
    subscription: Offer.extend({
      state: z.enum(subscriptionStates),
      seats: z.int(),
      isCancelled: z.boolean(),
      trialEndsAt: InstantOutput.nullable(),
      periodEndsAt: InstantOutput.nullable(),
      /** A payment is owed: then the organisation goes to Free. */
      graceEndsAt: InstantOutput.nullable(),
      /** Something was asked for that the vendor has not done yet. */
      isChanging: z.boolean(),
    }).nullable(),
  })
  .meta({ id: 'Billing' });

const tag = 'Account';
const reads = { kind: 'member', permission: 'billing.read' } as const;
const writes = { kind: 'member', permission: 'billing.write' } as const;
const PageUrl = z.object({ url: z.string() }).meta({ id: 'VendorPage' });

export const readBilling = defineEndpoint({
  operation: 'readBilling',
  method: 'get',
  path: '/billing',
  tag,
  summary: 'What my organisation pays for its plan',
  access: reads,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Billing,
  status: 200,
  limit: 'read',
  problems: [],
});

export const listPlanOffers = defineEndpoint({
  operation: 'listPlanOffers',
  method: 'get',
  path: '/billing/offers',
  tag,
  summary: 'Plans for sale, with what one seat costs',
  access: reads,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      items: z.array(
        Offer.extend({
          /** Of one seat for the interval; null while the vendor cannot be asked. */
          price: Amount.nullable(),
          limits: z.object({
            bookings: z.int().nullable(),
            members: z.int().nullable(),
            calendars: z.int().nullable(),
            domains: z.int().nullable(),
          }),
        }),
      ),
    })
    .meta({ id: 'PlanOfferList' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const openPlanCheckout = defineEndpoint({
  operation: 'openPlanCheckout',
  method: 'post',
  path: '/billing/checkout',
  tag,
  summary: 'Where a plan is bought: a page of the payment provider',
  description:
    'The same page until another plan is chosen or it has ended. Coming back from it proves nothing: `GET /billing` says what was bought.',
  access: writes,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: Offer,
  response: PageUrl,
  status: 200,
  limit: 'write',
  problems: ['plans_not_sold', 'plan_given', 'already_subscribed'],
});

export const openBillingPortal = defineEndpoint({
  operation: 'openBillingPortal',
  method: 'post',
  path: '/billing/portal',
  tag,
  summary: 'Where cards and invoices are: a page of the payment provider',
  access: writes,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: z.object({ locale: Locale }),
  response: PageUrl,
  status: 200,
  limit: 'write',
  problems: ['plans_not_sold', 'not_subscribed'],
});

export const changePlan = defineEndpoint({
  operation: 'changePlan',
  method: 'post',
  path: '/billing/plan',
  tag,
  summary: 'Go to another plan, or pay by another interval',
  description: 'The difference is shared out over the period. A cancelled plan goes on.',
  access: writes,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: Offer,
  response: Billing,
  status: 200,
  limit: 'write',
  problems: ['plans_not_sold', 'not_subscribed'],
});

export const cancelPlan = defineEndpoint({
  operation: 'cancelPlan',
  method: 'post',
  path: '/billing/cancel',
  tag,
  summary: 'End the plan with what has been paid for',
  access: writes,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Billing,
  status: 200,
  limit: 'write',
  problems: ['not_subscribed'],
});

export const resumePlan = defineEndpoint({
  operation: 'resumePlan',
  method: 'post',
  path: '/billing/resume',
  tag,
  summary: 'Take back that the plan was cancelled',
  access: writes,
  fresh: true,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Billing,
  status: 200,
  limit: 'write',
  problems: ['not_subscribed'],
});

export const checkBilling = defineEndpoint({
  operation: 'checkBilling',
  method: 'post',
  path: '/billing/check',
  tag,
  summary: 'Ask the payment provider now',
  access: writes,
  params: noParams,
  query: noQuery,
  body: nothing,
  response: Billing,
  status: 200,
  limit: 'write',
  problems: [],
});

export const previewSeats = defineEndpoint({
  operation: 'previewSeats',
  method: 'get',
  path: '/billing/next-seat',
  tag,
  summary: 'What one member more costs',
  access: { kind: 'member', permission: 'members.write' },
  params: noParams,
  query: noQuery,
  body: nothing,
  response: z
    .object({
      /** Null where seats are not paid for, or one is free. */
      preview: z
        .object({
          seats: z.int(),
          /** For the rest of the period, with the next invoice. */
          now: Amount,
          /** For each period after it, all seats together. */
          later: Amount,
        })
        .nullable(),
    })
    .meta({ id: 'SeatPreview' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const readTenantBilling = defineEndpoint({
  operation: 'readTenantBilling',
  method: 'get',
  path: '/operator/tenants/{tenantId}/billing',
  tag: 'Operators',
  summary: 'What an organisation pays for its plan',
  access: { kind: 'operator' },
  params: z.object({ tenantId: idOf('tenant') }),
  query: noQuery,
  body: nothing,
  response: Billing,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});
