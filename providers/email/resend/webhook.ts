import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EmailDeliveryEvent } from '#providers/email/port.ts';
import { referenceOf } from './mapper.ts';

const toleranceMs = 300_000;
const maxSignatures = 32;

export type ResendWebhookInput = {
  /** The bytes as received; parsing and printing JSON again would break the signature. */
  rawBody: string | Uint8Array;
  headers: Headers | Readonly<Record<string, string | undefined>>;
  /** `whsec_…`; several while a secret is rotated. */
  secret: string | readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
};

export type ResendWebhookVerdict =
  | { kind: 'event'; event: EmailDeliveryEvent }
  /** Authentic but of no interest (opened, clicked, …): acknowledge it, or the vendor repeats it for days. */
  | { kind: 'ignored'; eventId: string; type: string }
  | { kind: 'refused'; reason: 'missing_headers' | 'timestamp' | 'signature' | 'malformed' };

const statuses: Readonly<Record<string, EmailDeliveryEvent['status']>> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  // The vendor refuses to try because the address bounced or complained before.
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
};

/** The event of an authentic notification about a delivery; `null` for everything else. Never throws. */
export function verifyResendWebhook(input: ResendWebhookInput): EmailDeliveryEvent | null {
  const verdict = checkResendWebhook(input);
  return verdict.kind === 'event' ? verdict.event : null;
}

/**
 * Svix scheme: `svix-signature` holds space-separated `v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`, keyed
 * with the base64 after `whsec_`. Any of the signatures under any of the secrets may match; timestamps count for five
 * minutes in both directions; comparison takes constant time. Never throws.
 */
export function checkResendWebhook(input: ResendWebhookInput): ResendWebhookVerdict {
  const id = header(input.headers, 'svix-id');
  const timestamp = header(input.headers, 'svix-timestamp');
  const signatures = header(input.headers, 'svix-signature');
  if (id === '' || timestamp === '' || signatures === '') {
    return { kind: 'refused', reason: 'missing_headers' };
  }
  if (!/^\d{1,12}$/.test(timestamp) || !(Math.abs(input.now - Number(timestamp) * 1000) <= toleranceMs)) {
    return { kind: 'refused', reason: 'timestamp' };
  }
  const secrets = typeof input.secret === 'string' ? [input.secret] : input.secret;
  if (!signatureMatches(`${id}.${timestamp}.`, input.rawBody, signatures, secrets)) {
    return { kind: 'refused', reason: 'signature' };
  }
  return readEvent(id, Number(timestamp) * 1000, input.rawBody);
}

/** The header value the vendor would send; shared with the emulator so that both sides speak one scheme. */
export function signResendWebhook(input: {
  id: string;
  timestamp: number;
  body: string;
  secret: string;
}): string {
  const mac = createHmac('sha256', keyOf(input.secret) ?? Buffer.alloc(0));
  return `v1,${mac.update(`${input.id}.${input.timestamp}.${input.body}`).digest('base64')}`;
}

function signatureMatches(
  prefix: string,
  body: string | Uint8Array,
  signatures: string,
  secrets: readonly string[],
): boolean {
  const candidates = signatures
    .split(' ')
    .slice(0, maxSignatures)
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
  let matched = false;
  for (const secret of secrets) {
    const key = keyOf(secret);
    if (key === null) continue;
    const expected = createHmac('sha256', key).update(prefix).update(body).digest();
    for (const candidate of candidates) {
      const equal = candidate.length === expected.length && timingSafeEqual(candidate, expected);
      matched = equal || matched;
    }
  }
  return matched;
}

function keyOf(secret: string): Buffer | null {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return key.length === 0 ? null : key;
}

function readEvent(eventId: string, sentAt: number, rawBody: string | Uint8Array): ResendWebhookVerdict {
  const body = parseObject(typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody));
  const type = body?.['type'];
  if (body === null || typeof type !== 'string') return { kind: 'refused', reason: 'malformed' };
  const status = Object.hasOwn(statuses, type) ? statuses[type] : undefined;
  if (status === undefined) return { kind: 'ignored', eventId, type };
  const data = asObject(body['data']);
  const externalId = data?.['email_id'];
  const reference = referenceOf(data?.['tags']);
  if (typeof externalId !== 'string' || externalId === '') return { kind: 'refused', reason: 'malformed' };
  const createdAt = typeof body['created_at'] === 'string' ? Date.parse(body['created_at']) : Number.NaN;
  const occurredAt = Number.isNaN(createdAt) ? sentAt : createdAt;
  return {
    kind: 'event',
    event: { eventId, externalId, ...(reference && { reference }), status, occurredAt },
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

function header(headers: ResendWebhookInput['headers'], name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name && value !== undefined) return value;
  }
  return '';
}
