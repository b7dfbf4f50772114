import { z } from 'zod';
import { failures } from '#domain/failure.ts';
import { currencies } from '#domain/money/currencies.ts';
import {
  findingKinds,
  findingStates,
  reconciliationPhases,
  reconciliationStates,
} from '#domain/payment/types.ts';
import { defineEndpoint } from '../endpoint.ts';
import { InstantOutput, idOf, noParams, noQuery, nothing, PageQuery, pageOf } from '../fields.ts';

/** In the minor unit of its currency. */
const Minor = z.int();

const Reconciliation = z
  .object({
    id: idOf('reconciliation'),
    account: z.object({ id: idOf('integration'), label: z.string() }),
    /** `failed`: the vendor could not be asked to the end; the next one begins anew. */
    state: z.enum(reconciliationStates),
    /** What is read at present. */
    phase: z.enum(reconciliationPhases),
    /** The time that is compared. */
    from: InstantOutput,
    to: InstantOutput,
    /** Pages, charges, refunds and disputes of the vendor's that were read. */
    read: z.int(),
    /** Payments that were brought to what the vendor says. */
    healed: z.int(),
    /** Differences that were new in it, and those that stood at its end and nobody had dismissed. */
    found: z.int(),
    standing: z.int(),
    /** Why the vendor could not be asked; null unless that failed. */
    failure: z.enum(failures).nullable(),
    startedAt: InstantOutput,
    endedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Reconciliation' });

const Total = z.object({
  capturedMinor: Minor,
  refundedMinor: Minor,
  lostMinor: Minor,
  /** What was taken less what was given back and lost. */
  netMinor: Minor,
});

const ReconciliationDetail = Reconciliation.extend({
  /** Money by the day (UTC) on which it was taken, the newest first, by our ledger and as the vendor says; empty until the end. */
  totals: z.array(z.object({ day: z.iso.date(), currency: z.enum(currencies), ours: Total, theirs: Total })),
}).meta({ id: 'ReconciliationDetail' });

const PaymentFinding = z
  .object({
    id: idOf('paymentFinding'),
    /** `unknown_payment`: money that is no payment of ours; `missing_at_vendor`: the vendor knows nothing of a payment. */
    kind: z.enum(findingKinds),
    /** `healed`: it is right again. */
    state: z.enum(findingStates),
    accountId: idOf('integration'),
    /** The vendor's name of the money. */
    externalId: z.string(),
    payment: z.object({ id: idOf('payment'), bookingId: idOf('booking'), code: z.string() }).nullable(),
    /** Null for one that there are no prices in. */
    currency: z.enum(currencies).nullable(),
    /** What differs: of money that is no payment of ours what is left of it. */
    oursMinor: Minor,
    /** Null where it says nothing that can be compared. */
    theirsMinor: Minor.nullable(),
    takenAt: InstantOutput,
    foundAt: InstantOutput,
    healedAt: InstantOutput.nullable(),
    dismissedAt: InstantOutput.nullable(),
    dismissedBy: z.object({ id: idOf('member'), name: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PaymentFinding' });

const tag = 'Payments';

export const listReconciliations = defineEndpoint({
  operation: 'listReconciliations',
  method: 'get',
  path: '/reconciliations',
  tag,
  summary: 'How payments compare with what the vendors say: every comparison, the newest first',
  access: { kind: 'member', permission: 'tenant_integrations.read', keys: 'all' },
  params: noParams,
  query: z.object(PageQuery),
  body: nothing,
  response: pageOf(Reconciliation).meta({ id: 'ReconciliationPage' }),
  status: 200,
  limit: 'read',
  problems: [],
});

export const reconcilePayments = defineEndpoint({
  operation: 'reconcilePayments',
  method: 'post',
  path: '/reconciliations',
  tag,
  summary: 'Compare payments with what the vendors say now, instead of next night',
  description:
    'Once for each connected account; one that is being compared already goes on. `not_found` when no account takes payments.',
  access: { kind: 'member', permission: 'payments.write', keys: 'all' },
  params: noParams,
  query: noQuery,
  body: z.object({}),
  response: nothing,
  status: 202,
  idempotent: true,
  limit: 'write',
  problems: ['not_found'],
});

export const getReconciliation = defineEndpoint({
  operation: 'getReconciliation',
  method: 'get',
  path: '/reconciliations/{reconciliationId}',
  tag,
  summary: 'One comparison with the money of each day and currency',
  access: { kind: 'member', permission: 'tenant_integrations.read', keys: 'all' },
  params: z.object({ reconciliationId: idOf('reconciliation') }),
  query: noQuery,
  body: nothing,
  response: ReconciliationDetail,
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const listPaymentFindings = defineEndpoint({
  operation: 'listPaymentFindings',
  method: 'get',
  path: '/payment-findings',
  tag,
  summary: 'What a vendor says otherwise than we do, the newest first',
  access: { kind: 'member', permission: 'tenant_integrations.read', keys: 'all' },
  params: noParams,
  query: z.object({
    ...PageQuery,
    state: z.enum(findingStates).optional(),
    /** What stood at the end of this one. */
    reconciliationId: idOf('reconciliation').optional(),
  }),
  body: nothing,
  response: pageOf(PaymentFinding).meta({ id: 'PaymentFindingPage' }),
  status: 200,
  limit: 'read',
  problems: ['not_found'],
});

export const dismissPaymentFinding = defineEndpoint({
  operation: 'dismissPaymentFinding',
  method: 'post',
  path: '/payment-findings/{paymentFindingId}/dismiss',
  tag,
  summary: 'Leave a difference as it is: it needs no attention until it is another',
  access: { kind: 'member', permission: 'payments.write', keys: 'all' },
  params: z.object({ paymentFindingId: idOf('paymentFinding') }),
  query: noQuery,
  body: z.object({}),
  response: PaymentFinding,
  status: 200,
  idempotent: true,
  limit: 'write',
  problems: ['not_found', 'attention_settled'],
});
