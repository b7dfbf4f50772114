import type { CreateEmailOptions, ErrorResponse } from 'resend';
import { ProviderError } from '#domain/provider-error.ts';
import type { EmailReference, OutgoingEmail } from '#providers/email/port.ts';

export const vendor = 'resend';

const tagNames = { tenantId: 'everslot_tenant', deliveryId: 'everslot_delivery' } as const;

const addressPattern = /^[^\s@<>",;:\\()[\]\p{Cc}]+@[^\s@<>",;:\\()[\]\p{Cc}]+$/u;
const invisible = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const headerName = /^[A-Za-z0-9-]{1,76}$/;

/**
 * Our mail in the SDK's terms. Throws `invalid` before anything is sent: `recipient_refused` for an impossible
 * address, `invalid_idempotency_key` for a key outside 1–256 characters (the SDK silently omits an empty one, and
 * with it the promise of one delivery).
 */
export function toCreateEmail(email: OutgoingEmail): CreateEmailOptions {
  if (!addressPattern.test(email.to.email)) throw invalid('recipient_refused');
  if (!addressPattern.test(email.from.email)) throw invalid('invalid_from_address');
  if (email.replyTo !== undefined && !addressPattern.test(email.replyTo)) throw invalid('invalid_reply_to');
  if (!/^[\x20-\x7e]{1,256}$/.test(email.idempotencyKey)) throw invalid('invalid_idempotency_key');
  return {
    from: formatAddress(email.from),
    to: [formatAddress(email.to)],
    subject: oneLine(email.subject),
    html: email.html,
    text: email.text,
    ...(email.replyTo === undefined ? {} : { replyTo: email.replyTo }),
    ...(email.headers === undefined ? {} : { headers: cleanHeaders(email.headers) }),
    ...(email.ics === undefined ? {} : { attachments: [icsAttachment(email.ics)] }),
    ...(email.reference === undefined ? {} : { tags: toTags(email.reference) }),
  };
}

/** Tags come back with every report on the mail. Ids fit the vendor's alphabet: ASCII letters, digits, `_` and `-`. */
const toTags = (reference: EmailReference) => [
  { name: tagNames.tenantId, value: reference.tenantId },
  { name: tagNames.deliveryId, value: reference.deliveryId },
];

/** Our mark among the tags of a report; undefined for mail that is not ours. */
export function referenceOf(tags: unknown): EmailReference | undefined {
  if (typeof tags !== 'object' || tags === null) return undefined;
  const values = new Map<string, unknown>(Object.entries(tags));
  const [tenantId, deliveryId] = [values.get(tagNames.tenantId), values.get(tagNames.deliveryId)];
  return typeof tenantId === 'string' && typeof deliveryId === 'string'
    ? { tenantId, deliveryId }
    : undefined;
}

/** RFC 5322 mailbox; the name loses everything that could end the quoted string or start another header. */
export function formatAddress(address: { name: string; email: string }): string {
  const name = oneLine(address.name)
    .replace(/["\\<>]/g, '')
    .trim();
  if (name === '') return address.email;
  return /^[\p{L}\p{N} '-]+$/u.test(name) ? `${name} <${address.email}>` : `"${name}" <${address.email}>`;
}

/**
 * What a failed answer means. The name decides before the status, because one status carries several meanings;
 * an answer without a status (network, timeout, a proxy's own JSON) is `unavailable`: the outcome is unknown.
 */
export function toProviderError(
  error: ErrorResponse,
  headers: Readonly<Record<string, string>> | null,
): ProviderError {
  const reason = safeReason(error.name);
  const status = typeof error.statusCode === 'number' ? error.statusCode : null;
  switch (error.name) {
    case 'concurrent_idempotent_requests':
      return new ProviderError(vendor, 'unavailable', { reason });
    case 'invalid_idempotent_request':
      return new ProviderError(vendor, 'conflict', { reason });
    case 'rate_limit_exceeded':
    case 'daily_quota_exceeded':
    case 'monthly_quota_exceeded':
      return throttled(reason, headers);
    case 'missing_api_key':
    case 'restricted_api_key':
    case 'invalid_api_key':
      return new ProviderError(vendor, 'revoked', { reason });
    default:
      break;
  }
  if (status === null || status >= 500 || status === 408 || status === 425) {
    return new ProviderError(vendor, 'unavailable', { reason, retryAfterSeconds: retryAfter(headers) });
  }
  if (status === 429) return throttled(reason, headers);
  if (status === 401 || status === 403) return new ProviderError(vendor, 'revoked', { reason });
  if (status === 404) return new ProviderError(vendor, 'missing', { reason });
  if (status === 409) return new ProviderError(vendor, 'conflict', { reason });
  if (status < 400) return new ProviderError(vendor, 'unavailable', { reason });
  return invalid(blamesRecipient(error) ? 'recipient_refused' : reason);
}

const throttled = (reason: string | undefined, headers: Readonly<Record<string, string>> | null) =>
  new ProviderError(vendor, 'throttled', { reason, retryAfterSeconds: retryAfter(headers) });

const invalid = (reason: string | undefined) => new ProviderError(vendor, 'invalid', { reason });

/** The vendor says which field is wrong only in its message: "Invalid `to` field. …". */
function blamesRecipient(error: ErrorResponse): boolean {
  const message: unknown = error.message;
  return typeof message === 'string' && /`to`|\brecipient\b/i.test(message);
}

function safeReason(name: unknown): string | undefined {
  return typeof name === 'string' && /^[a-z_]{1,64}$/.test(name) ? name : undefined;
}

function retryAfter(headers: Readonly<Record<string, string>> | null): number | undefined {
  const value = headers?.['retry-after'] ?? headers?.['ratelimit-reset'];
  if (value === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** RFC 6047 §2.4: the MIME `method` must equal METHOD in the body, or clients show a file and no invitation. */
function icsAttachment(ics: NonNullable<OutgoingEmail['ics']>) {
  return {
    filename: 'invite.ics',
    content: Buffer.from(ics.content, 'utf8'),
    contentType: `text/calendar; charset=utf-8; method=${ics.method}`,
  };
}

function cleanHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      headerName.test(name) ? [[name, oneLine(value)] as const] : [],
    ),
  );
}

const oneLine = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '');
