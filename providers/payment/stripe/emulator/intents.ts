import { VendorError } from './errors.ts';
import type { ChargeBody, DisputeBody, IntentBody, Owner, RefundBody, WarningBody, World } from './model.ts';

/** So long a card holds what was allowed and not taken. */
const reservedSeconds = 7 * 86_400;

export function makeIntent(
  world: World,
  owner: Owner,
  about: Pick<IntentBody, 'amount' | 'currency' | 'metadata' | 'capture_method'> & {
    description: string | null;
  },
): IntentBody {
  const id = world.nextId('pi');
  const body: IntentBody = {
    id,
    object: 'payment_intent',
    created: world.seconds(),
    livemode: owner.livemode,
    status: 'requires_payment_method',
    amount_received: 0,
    amount_capturable: 0,
    latest_charge: null,
    last_payment_error: null,
    payment_method_types: ['card', 'link'],
    ...about,
  };
  world.state.intents[id] = { ...own(owner), ordinal: world.nextOrdinal(), body };
  world.emit(owner, 'payment_intent.created', body);
  return body;
}

export function makeCharge(
  world: World,
  owner: Owner,
  intent: IntentBody,
  status: ChargeBody['status'],
): ChargeBody {
  const id = world.nextId('ch');
  const body: ChargeBody = {
    id,
    object: 'charge',
    created: world.seconds(),
    livemode: owner.livemode,
    metadata: { ...intent.metadata },
    status,
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    captured: false,
    refunded: false,
    disputed: false,
    paid: status === 'succeeded',
    currency: intent.currency,
    payment_intent: intent.id,
    failure_code: null,
    payment_method_details: {
      type: 'card',
      card: {
        brand: 'visa',
        last4: '4242',
        exp_month: 12,
        exp_year: 2034,
        funding: 'credit',
        ...(intent.capture_method === 'manual' && status === 'succeeded'
          ? { capture_before: world.seconds() + reservedSeconds }
          : {}),
      },
    },
    receipt_url: status === 'succeeded' ? `https://pay.stripe.com/receipts/emulated/${id}` : null,
  };
  world.state.charges[id] = { ...own(owner), ordinal: world.nextOrdinal(), body };
  intent.latest_charge = id;
  return body;
}

/** The money is taken: all that was allowed, or a part of it. */
export function captureIntent(
  world: World,
  owner: Owner,
  intent: IntentBody,
  charge: ChargeBody,
  amount: number = intent.amount,
): void {
  Object.assign(charge, { captured: true, amount_captured: amount, paid: true });
  Object.assign(intent, { status: 'succeeded', amount_received: amount, amount_capturable: 0 });
  world.emit(owner, 'charge.succeeded', charge);
  world.emit(owner, 'payment_intent.succeeded', intent);
  world.touch();
}

/** What was allowed is taken, all of it or less; the rest is let go of. */
export function takeReserved(world: World, owner: Owner, intent: IntentBody, amount: number): void {
  const charge = world.state.charges[intent.latest_charge ?? '']?.body;
  if (intent.status !== 'requires_capture' || charge === undefined)
    throw new VendorError(400, `This PaymentIntent could not be captured because it is ${intent.status}.`, {
      code: 'payment_intent_unexpected_state',
    });
  if (amount < 1 || amount > intent.amount)
    throw new VendorError(400, 'The amount is larger than what was allowed.', { param: 'amount_to_capture' });
  captureIntent(world, owner, intent, charge, amount);
  const session = Object.values(world.state.sessions).find(({ hidden }) => hidden.intent === intent.id);
  if (session !== undefined) session.body.payment_status = 'paid';
}

/** The guest may try again. */
export function failCharge(
  world: World,
  owner: Owner,
  intent: IntentBody,
  charge: ChargeBody,
  why: string,
): void {
  const code = why === 'authentication_failed' ? 'payment_intent_authentication_failure' : 'card_declined';
  const declined = why === 'decline' ? 'generic_decline' : why;
  Object.assign(charge, { status: 'failed', failure_code: code, paid: false });
  Object.assign(intent, {
    status: 'requires_payment_method',
    last_payment_error: {
      type: 'card_error',
      code,
      decline_code: declined,
      message: 'Your card was declined.',
    },
  });
  world.emit(owner, 'charge.failed', charge);
  world.emit(owner, 'payment_intent.payment_failed', intent);
  world.touch();
}

/** What was allowed and is not taken is let go of: the guest's bank has it again. */
export function cancelIntent(
  world: World,
  owner: Owner,
  intent: IntentBody,
  reason: string | null = null,
): IntentBody {
  if (['succeeded', 'canceled', 'processing'].includes(intent.status))
    throw new VendorError(
      400,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      {
        code: 'payment_intent_unexpected_state',
      },
    );
  const charge = world.state.charges[intent.latest_charge ?? '']?.body;
  if (intent.status === 'requires_capture' && charge !== undefined) {
    Object.assign(charge, { refunded: true, amount_refunded: charge.amount });
    world.emit(owner, 'charge.refunded', charge);
  }
  Object.assign(intent, {
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: world.seconds(),
    cancellation_reason: reason,
  });
  world.emit(owner, 'payment_intent.canceled', intent);
  world.touch();
  return intent;
}

/** What nobody has taken in time is let go of. */
export function settleReservations(world: World): void {
  const now = world.seconds();
  for (const stored of Object.values(world.state.intents)) {
    const charge = world.state.charges[stored.body.latest_charge ?? '']?.body;
    const until = charge?.payment_method_details.card.capture_before ?? Number.POSITIVE_INFINITY;
    if (stored.body.status === 'requires_capture' && until <= now)
      cancelIntent(world, stored, stored.body, 'automatic');
  }
}

const settledDisputes = ['won', 'warning_closed', 'prevented'];

export function createRefund(
  world: World,
  owner: Owner,
  charge: ChargeBody,
  asked: {
    amount?: number | undefined;
    metadata?: Record<string, string> | undefined;
    reason?: string | undefined;
  },
): RefundBody {
  const left = charge.amount_captured - charge.amount_refunded;
  const disputed = Object.values(world.state.disputes).some(
    ({ body }) => body.charge === charge.id && !settledDisputes.includes(body.status),
  );
  if (disputed)
    throw new VendorError(400, `Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  if (left <= 0)
    throw new VendorError(400, `Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  const amount = asked.amount ?? left;
  if (amount < 1) throw new VendorError(400, 'Invalid positive integer', { param: 'amount' });
  if (amount > left)
    throw new VendorError(400, `Refund amount is greater than unrefunded amount on charge.`, {
      param: 'amount',
    });
  const status = world.state.settings.refunds;
  const body: RefundBody = {
    id: world.nextId('re'),
    object: 'refund',
    created: world.seconds(),
    livemode: owner.livemode,
    metadata: asked.metadata ?? {},
    status,
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: asked.reason ?? null,
    ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
    ...(status === 'pending' ? { pending_reason: 'insufficient_funds' } : {}),
  };
  world.state.refunds[body.id] = { ...own(owner), ordinal: world.nextOrdinal(), body };
  world.emit(owner, 'refund.created', body);
  if (status === 'failed') world.emit(owner, 'refund.failed', body);
  else {
    countRefund(charge, amount);
    world.emit(owner, 'charge.refunded', charge);
  }
  world.touch();
  return body;
}

const countRefund = (charge: ChargeBody, amount: number): void => {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded >= charge.amount_captured;
};

/** A refund can fail weeks after it succeeded: the money is then back in the balance. */
export function settleRefund(
  world: World,
  refund: World['state']['refunds'][string],
  status: 'succeeded' | 'failed' | 'canceled',
  reason: string = 'expired_or_canceled_card',
): RefundBody {
  const { body } = refund;
  if (body.status === 'failed' || body.status === 'canceled' || body.status === status)
    throw new VendorError(400, `The refund is ${body.status} already.`);
  const charge = world.state.charges[body.charge]?.body;
  body.status = status;
  delete body['pending_reason'];
  if (status === 'failed') body.failure_reason = reason;
  if (status !== 'succeeded' && charge !== undefined) countRefund(charge, -body.amount);
  world.emit(refund, 'refund.updated', body);
  if (status === 'failed') world.emit(refund, 'refund.failed', body);
  world.touch();
  return body;
}

/** A guest's bank asks for the money back. */
export function openDispute(
  world: World,
  owner: Owner,
  charge: ChargeBody,
  asked: { amount?: number | undefined; reason?: string | undefined },
): DisputeBody {
  const body: DisputeBody = {
    id: world.nextId('du'),
    object: 'dispute',
    created: world.seconds(),
    livemode: owner.livemode,
    metadata: {},
    status: 'needs_response',
    amount: asked.amount ?? charge.amount_captured - charge.amount_refunded,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason: asked.reason ?? 'fraudulent',
    is_charge_refundable: false,
    evidence_details: { due_by: world.seconds() + 7 * 86_400, has_evidence: false, past_due: false },
  };
  world.state.disputes[body.id] = { ...own(owner), ordinal: world.nextOrdinal(), body };
  charge.disputed = true;
  world.emit(owner, 'charge.dispute.created', body);
  world.emit(owner, 'charge.dispute.funds_withdrawn', body);
  world.touch();
  return body;
}

export function closeDispute(
  world: World,
  dispute: World['state']['disputes'][string],
  status: 'won' | 'lost',
): DisputeBody {
  const { body } = dispute;
  if (body.status === 'won' || body.status === 'lost')
    throw new VendorError(400, `The dispute is ${body.status} already.`);
  body.status = status;
  world.emit(dispute, 'charge.dispute.closed', body);
  if (status === 'won') world.emit(dispute, 'charge.dispute.funds_reinstated', body);
  world.touch();
  return body;
}

/** A guest's bank says that they did not pay themselves. */
export function openWarning(world: World, owner: Owner, charge: ChargeBody): WarningBody {
  const body: WarningBody = {
    id: world.nextId('issfr'),
    object: 'radar.early_fraud_warning',
    created: world.seconds(),
    livemode: owner.livemode,
    metadata: {},
    actionable: true,
    charge: charge.id,
    fraud_type: 'made_with_stolen_card',
    payment_intent: charge.payment_intent,
  };
  world.state.warnings[body.id] = { ...own(owner), ordinal: world.nextOrdinal(), body };
  world.emit(owner, 'radar.early_fraud_warning.created', body);
  world.touch();
  return body;
}

const own = ({ account, livemode }: Owner): Owner => ({ account, livemode });
