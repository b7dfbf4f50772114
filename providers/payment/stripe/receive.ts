import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PaymentHint } from '#domain/payment/vendor.ts';
import type { Received } from '#providers/receive.ts';
import { referenceOf } from './mapper.ts';

const toleranceMs = 300_000;
const maxSignatures = 32;

type Refused = Extract<Received<never>, { kind: 'refused' }>;

/**
 * The text of a message that is signed with one of the secrets, and not long ago. The SDK's own check is not used: a tolerance of 0
 * switches it off there, and it throws on events of the second kind.
 */
export async function openSigned(
  request: Request,
  secrets: readonly string[],
  now: number,
): Promise<Refused | { kind: 'signed'; text: string }> {
  const { timestamp, signatures } = readHeader(request.headers.get('stripe-signature') ?? '');
  if (timestamp === null || signatures.length === 0) return { kind: 'refused', reason: 'malformed' };
  if (!(Math.abs(now - timestamp * 1_000) <= toleranceMs)) return { kind: 'refused', reason: 'timestamp' };
  // The bytes as received: parsing and printing JSON again would break the signature.
  const body = new Uint8Array(await request.arrayBuffer());
  if (!signatureMatches(`${timestamp}.`, body, signatures, secrets))
    return { kind: 'refused', reason: 'signature' };
  return { kind: 'signed', text: new TextDecoder().decode(body) };
}

/** A notification about money of an organisation. */
export async function receiveStripe(
  request: Request,
  secrets: readonly string[],
  now: number,
): Promise<Received<PaymentHint>> {
  const opened = await openSigned(request, secrets, now);
  return opened.kind === 'refused' ? opened : readEvent(opened.text);
}

/** The header value the vendor would send; shared with the emulator so that both sides speak one scheme. */
export const signStripeEvent = (event: { timestamp: number; body: string; secret: string }): string =>
  `t=${event.timestamp},v1=${digest(event.secret, `${event.timestamp}.`, event.body).toString('hex')}`;

const digest = (secret: string, prefix: string, body: string | Uint8Array): Buffer =>
  createHmac('sha256', secret).update(prefix).update(body).digest();

/** `t=<seconds>,v1=<hex>[,v1=<hex>…]`; other schemes are passed over. */
function readHeader(header: string): { timestamp: number | null; signatures: Buffer[] } {
  const parts = header.split(',').map((part) => part.trim());
  const times = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? []);
  const signatures = parts.flatMap((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? []);
  return {
    timestamp: times.length === 1 ? Number(times[0]) : null,
    signatures: signatures.slice(0, maxSignatures).map((value) => Buffer.from(value, 'hex')),
  };
}

function signatureMatches(
  prefix: string,
  body: Uint8Array,
  signatures: readonly Buffer[],
  secrets: readonly string[],
): boolean {
  let matched = false;
  for (const secret of secrets) {
    // Everybody can sign with nothing.
    if (secret.trim() === '') continue;
    const expected = digest(secret, prefix, body);
    for (const signature of signatures) {
      const equal = signature.length === expected.length && timingSafeEqual(signature, expected);
      matched = equal || matched;
    }
  }
  return matched;
}

const id = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const Event = z.object({
  object: z.literal('event'),
  id,
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ object: z.string(), id: z.unknown() }) }),
});
type Subject = z.infer<typeof Event>['data']['object'];

/** Events of the second kind say where to look and carry nothing; we ask for none. */
const Thin = z.object({ object: z.literal('v2.core.event') });

const asId = (value: unknown): string | null => id.safeParse(value).data ?? null;

/** What an event is about, as far as it says: the page, and the payment that every part of the money names. */
const subjects: Readonly<Record<string, (subject: Subject) => Pick<PaymentHint, 'checkoutId' | 'chargeId'>>> =
  {
    'checkout.session': (subject) => ({
      checkoutId: asId(subject.id),
      chargeId: asId(subject['payment_intent']),
    }),
    payment_intent: (subject) => ({ checkoutId: null, chargeId: asId(subject.id) }),
    charge: (subject) => ({ checkoutId: null, chargeId: asId(subject['payment_intent']) }),
    refund: (subject) => ({ checkoutId: null, chargeId: asId(subject['payment_intent']) }),
    dispute: (subject) => ({ checkoutId: null, chargeId: asId(subject['payment_intent']) }),
    'radar.early_fraud_warning': (subject) => ({
      checkoutId: null,
      chargeId: asId(subject['payment_intent']),
    }),
  };

/** What is authentic and about something else is no hint; refused, it would be repeated for days. */
function readEvent(text: string): Received<PaymentHint> {
  const body = parse(text);
  if (Thin.safeParse(body).success) return { kind: 'hints', hints: [] };
  const event = Event.safeParse(body);
  if (!event.success) return { kind: 'refused', reason: 'malformed' };
  const { data, livemode, id: eventId } = event.data;
  const subject = data.object;
  if (!Object.hasOwn(subjects, subject.object)) return { kind: 'hints', hints: [] };
  const about = subjects[subject.object]?.(subject) ?? { checkoutId: null, chargeId: null };
  return {
    kind: 'hints',
    hints: [
      { eventId, mode: livemode ? 'live' : 'test', reference: referenceOf(subject['metadata']), ...about },
    ],
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
