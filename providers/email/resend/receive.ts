import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EmailDeliveryEvent } from '#providers/email/port.ts';
import type { Env } from '#providers/manifest.ts';
import type { Receive, Received } from '#providers/receive.ts';
import { parseResendEnv } from './env.ts';
import { referenceOf } from './mapper.ts';

const toleranceMs = 300_000;
const maxSignatures = 32;

type Report = Received<EmailDeliveryEvent>;

/** The reader of the vendor's reports; `null` without a secret to check them with. */
export function openReceive(env: Env): Receive<EmailDeliveryEvent> | null {
  const secrets = parseResendEnv(env)?.webhookSecrets ?? [];
  return secrets.length === 0 ? null : createResendReceive(secrets);
}

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

/**
 * Svix scheme: `svix-signature` holds space-separated `v1,<base64>` of HMAC-SHA256 over `id.timestamp.body`, keyed
 * with the base64 after `whsec_`. Any of the signatures under any of the secrets may match (several while a secret is
 * rotated); timestamps count for five minutes in both directions; comparison takes constant time.
 */
export function createResendReceive(secrets: readonly string[]): Receive<EmailDeliveryEvent> {
  return async (request, now) => {
    const read = (name: string): string => request.headers.get(`svix-${name}`) ?? '';
    const [id, timestamp, signatures] = [read('id'), read('timestamp'), read('signature')];
    if (id === '' || timestamp === '' || signatures === '') return { kind: 'refused', reason: 'malformed' };
    if (!/^\d{1,12}$/.test(timestamp) || !(Math.abs(now - Number(timestamp) * 1000) <= toleranceMs))
      return { kind: 'refused', reason: 'timestamp' };
    // The bytes as received: parsing and printing JSON again would break the signature.
    const body = new Uint8Array(await request.arrayBuffer());
    if (!signatureMatches(`${id}.${timestamp}.`, body, signatures, secrets))
      return { kind: 'refused', reason: 'signature' };
    return readReport(id, Number(timestamp) * 1000, new TextDecoder().decode(body));
  };
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
  body: Uint8Array,
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

/** What is authentic and of no interest (opened, clicked, …) is no hint; refused, it would be repeated for days. */
function readReport(eventId: string, sentAt: number, text: string): Report {
  const body = parseObject(text);
  const type = body?.['type'];
  if (body === null || typeof type !== 'string') return { kind: 'refused', reason: 'malformed' };
  const status = Object.hasOwn(statuses, type) ? statuses[type] : undefined;
  if (status === undefined) return { kind: 'hints', hints: [] };
  const data = asObject(body['data']);
  const externalId = data?.['email_id'];
  const reference = referenceOf(data?.['tags']);
  if (typeof externalId !== 'string' || externalId === '') return { kind: 'refused', reason: 'malformed' };
  const createdAt = typeof body['created_at'] === 'string' ? Date.parse(body['created_at']) : Number.NaN;
  const occurredAt = Number.isNaN(createdAt) ? sentAt : createdAt;
  return {
    kind: 'hints',
    hints: [{ eventId, externalId, ...(reference && { reference }), status, occurredAt }],
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
