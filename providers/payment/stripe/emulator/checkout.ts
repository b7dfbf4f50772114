import { z } from 'zod';
import { limitsOf, toOurCurrency, toVendorAmount } from '../currencies.ts';
import { VendorError } from './errors.ts';
import { expand, flag, int, metadata, text } from './form.ts';
import { captureIntent, failCharge, makeCharge, makeIntent, settleReservations } from './intents.ts';
import type { IntentBody, Owner, SessionBody, World } from './model.ts';

const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3_600;
const largest = 99_999_999;

/** Currencies whose amounts are not taken to the last digit. */
const steps: Readonly<Record<string, number>> = {
  bhd: 10,
  isk: 100,
  jod: 10,
  kwd: 10,
  omr: 10,
  tnd: 10,
  ugx: 100,
};

const url = z.url({ protocol: /^https?$/ });

/** What a hosted page for one payment is made of; other modes are not spoken. */
export const CreateSession = z.strictObject({
  ui_mode: z.enum(['hosted_page']).optional(),
  mode: z.enum(['payment']),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay']).optional(),
  locale: z.string().max(10).optional(),
  line_items: z
    .array(
      z.strictObject({
        quantity: int.refine((value) => value >= 1),
        price_data: z.strictObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: int.refine((value) => value >= 0),
          product_data: z.strictObject({ name: text(5_000), description: text(40_000).optional() }),
        }),
      }),
    )
    .min(1)
    .max(100),
  client_reference_id: text(200).optional(),
  customer_email: z.email().max(512).optional(),
  metadata: metadata.optional(),
  payment_intent_data: z
    .strictObject({
      metadata: metadata.optional(),
      capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
      description: z.string().max(1_000).optional(),
    })
    .optional(),
  allowed_payment_method_types: z.array(z.string()).optional(),
  excluded_payment_method_types: z.array(z.string()).optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  allow_promotion_codes: flag.optional(),
  expires_at: int.optional(),
  success_url: url,
  cancel_url: url.optional(),
  expand,
});

type Stored = World['state']['sessions'][string];

/** Whether the vendor takes the amount in the currency at all. */
function checkAmount(amount: number, code: string): void {
  const currency = toOurCurrency(code);
  const param = 'line_items[0][price_data]';
  if (currency === null)
    throw new VendorError(400, `Invalid currency: ${code}.`, { param: `${param}[currency]` });
  const { minMinor } = limitsOf(currency);
  if (amount < (toVendorAmount(minMinor, currency) ?? 0))
    throw new VendorError(400, 'The Checkout Session’s total amount is too small.', {
      code: 'amount_too_small',
    });
  if (amount > largest) throw new VendorError(400, 'The amount is too large.', { code: 'amount_too_large' });
  const step = steps[code] ?? 1;
  if (amount % step !== 0)
    throw new VendorError(400, `Amounts in ${code} must be divisible by ${step}.`, {
      code: 'parameter_invalid_integer',
      param: `${param}[unit_amount]`,
    });
}

export function createSession(
  world: World,
  owner: Owner,
  params: z.infer<typeof CreateSession>,
): SessionBody {
  const now = world.seconds();
  const expiresAt = params.expires_at ?? now + longestSeconds;
  if (expiresAt < now + shortestSeconds || expiresAt > now + longestSeconds)
    throw new VendorError(
      400,
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    );
  const [first] = params.line_items;
  const currency = first?.price_data.currency ?? '';
  if (params.line_items.some(({ price_data }) => price_data.currency !== currency))
    throw new VendorError(400, 'All line items must have the same currency.', { param: 'line_items' });
  const total = params.line_items.reduce(
    (sum, { quantity, price_data }) => sum + quantity * price_data.unit_amount,
    0,
  );
  checkAmount(total, currency);
  const id = world.nextId(owner.livemode ? 'cs_live' : 'cs_test');
  const body: SessionBody = {
    id,
    object: 'checkout.session',
    created: now,
    livemode: owner.livemode,
    metadata: params.metadata ?? {},
    status: 'open',
    payment_status: 'unpaid',
    amount_subtotal: total,
    amount_total: total,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    currency,
    expires_at: expiresAt,
    url: `${world.origin()}/c/pay/${id}`,
    payment_intent: null,
    customer: null,
    customer_email: params.customer_email ?? null,
    customer_details: null,
    client_reference_id: params.client_reference_id ?? null,
    locale: params.locale ?? null,
    mode: 'payment',
    ui_mode: 'hosted_page',
    submit_type: params.submit_type ?? null,
    success_url: params.success_url,
    cancel_url: params.cancel_url ?? null,
    payment_method_types: params.allowed_payment_method_types ?? ['card', 'link'],
    adaptive_pricing: params.adaptive_pricing ?? { enabled: true },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    automatic_tax: { enabled: false, status: null },
  };
  const lineItems = params.line_items.map(({ quantity, price_data }) => ({
    id: world.nextId('li'),
    object: 'item',
    amount_subtotal: quantity * price_data.unit_amount,
    amount_total: quantity * price_data.unit_amount,
    currency,
    description: price_data.product_data.name,
    quantity,
  }));
  world.state.sessions[id] = {
    ...owner,
    ordinal: world.nextOrdinal(),
    body,
    hidden: { intent: null, intentData: { ...params.payment_intent_data }, lineItems },
  };
  world.touch();
  return body;
}

/** Nobody pays any more from now on. */
export function expireSession(world: World, session: Stored): SessionBody {
  const { body } = session;
  if (body.status !== 'open')
    throw new VendorError(
      400,
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${body.status}.`,
    );
  Object.assign(body, { status: 'expired', url: null });
  world.emit(session, 'checkout.session.expired', body);
  world.touch();
  return body;
}

/** What has become due by the emulator's clock. */
export function settleSessions(world: World): void {
  const now = world.seconds();
  for (const session of Object.values(world.state.sessions))
    if (session.body.status === 'open' && session.body.expires_at <= now) expireSession(world, session);
  settleReservations(world);
}

export const attempts = [
  'pay',
  'decline',
  'insufficient_funds',
  'authentication_failed',
  'processing',
] as const;
export type Attempt = (typeof attempts)[number];

/** What a guest does on the page. Only an open page can be paid. */
export function attemptPayment(world: World, session: Stored, attempt: Attempt): SessionBody {
  settleSessions(world);
  const { body } = session;
  if (body.status !== 'open')
    throw new VendorError(400, `This Checkout Session is ${body.status}.`, {
      code: 'checkout_session_ended',
    });
  const intent = intentOf(world, session);
  if (attempt !== 'pay' && attempt !== 'processing') {
    failCharge(world, session, intent, makeCharge(world, session, intent, 'failed'), attempt);
    return body;
  }
  Object.assign(body, {
    status: 'complete',
    url: null,
    payment_intent: intent.id,
    customer_details: { email: body.customer_email, name: 'Guest' },
  });
  if (attempt === 'processing') {
    intent.status = 'processing';
    makeCharge(world, session, intent, 'pending');
    world.emit(session, 'payment_intent.processing', intent);
  } else {
    const charge = makeCharge(world, session, intent, 'succeeded');
    if (intent.capture_method === 'manual') {
      Object.assign(intent, { status: 'requires_capture', amount_capturable: intent.amount });
      world.emit(session, 'payment_intent.amount_capturable_updated', intent);
    } else {
      captureIntent(world, session, intent, charge);
      body.payment_status = 'paid';
    }
  }
  world.emit(session, 'checkout.session.completed', body);
  world.touch();
  return body;
}

/** How a payment that took its time ended. */
export function settleProcessing(world: World, session: Stored, isPaid: boolean): SessionBody {
  const { body, hidden } = session;
  const intent = world.state.intents[hidden.intent ?? '']?.body;
  const charge = world.state.charges[intent?.latest_charge ?? '']?.body;
  if (intent?.status !== 'processing' || charge === undefined)
    throw new VendorError(400, 'Nothing is on its way for this Checkout Session.');
  if (isPaid) {
    charge.status = 'succeeded';
    captureIntent(world, session, intent, charge);
    body.payment_status = 'paid';
  } else failCharge(world, session, intent, charge, 'insufficient_funds');
  world.emit(
    session,
    isPaid ? 'checkout.session.async_payment_succeeded' : 'checkout.session.async_payment_failed',
    body,
  );
  world.touch();
  return body;
}

function intentOf(world: World, session: Stored): IntentBody {
  const { body, hidden } = session;
  const known = world.state.intents[hidden.intent ?? '']?.body;
  if (known !== undefined) return known;
  const data = hidden.intentData as {
    metadata?: Record<string, string>;
    capture_method?: string;
    description?: string;
  };
  const intent = makeIntent(world, session, {
    amount: body.amount_total,
    currency: body.currency,
    metadata: data.metadata ?? {},
    description: data.description ?? null,
    capture_method: data.capture_method === 'manual' ? 'manual' : 'automatic',
  });
  hidden.intent = intent.id;
  return intent;
}
