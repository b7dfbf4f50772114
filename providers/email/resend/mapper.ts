import type { CreateEmailOptions, ErrorResponse } from 'resend';
import {
  failureBecause,
  type ProviderFailure,
  type ProviderFailureReason,
} from '#domain/provider-failure.ts';
import { checkOutgoing, cleanHeaders, displayName, invitation, oneLine } from '#providers/email/outgoing.ts';
import type { EmailReference, OutgoingEmail } from '#providers/email/port.ts';

export const vendor = 'resend';

const tagNames = { tenantId: 'everslot_tenant', deliveryId: 'everslot_delivery' } as const;

/** Our mail in the SDK's terms; what `checkOutgoing` refuses is refused before anything is sent. */
export function toCreateEmail(email: OutgoingEmail): CreateEmailOptions {
  checkOutgoing(vendor, email);
  return {
    from: formatAddress(email.from),
    to: [formatAddress(email.to)],
    subject: oneLine(email.subject),
    html: email.html,
    text: email.text,
    ...(email.replyTo === undefined ? {} : { replyTo: email.replyTo }),
    ...(email.headers === undefined ? {} : { headers: cleanHeaders(email.headers) }),
    ...(email.ics === undefined ? {} : { attachments: [invitation(email.ics)] }),
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

/** RFC 5322 mailbox. */
export function formatAddress(address: { name: string; email: string }): string {
  const name = displayName(address.name);
  if (name === '') return address.email;
  return /^[\p{L}\p{N} '-]+$/u.test(name) ? `${name} <${address.email}>` : `"${name}" <${address.email}>`;
}

/** What the vendor's names mean. They decide before the status, because one status carries several meanings. */
const reasonOfName: Readonly<Record<string, ProviderFailureReason>> = {
  concurrent_idempotent_requests: 'in_progress',
  invalid_idempotent_request: 'key_reused',
  rate_limit_exceeded: 'throttled',
  daily_quota_exceeded: 'quota_exceeded',
  monthly_quota_exceeded: 'quota_exceeded',
  missing_api_key: 'credentials_refused',
  restricted_api_key: 'credentials_refused',
  invalid_api_key: 'credentials_refused',
  invalid_from_address: 'sender_refused',
  invalid_attachment: 'content_refused',
};

/** What a failed answer of `server` means. Without a status (network, timeout, a proxy's own JSON) the outcome is unknown. */
export function toProviderFailure(
  error: ErrorResponse,
  headers: Readonly<Record<string, string>> | null,
  server?: string,
): ProviderFailure {
  const name: unknown = error.name;
  const known =
    typeof name === 'string' && Object.hasOwn(reasonOfName, name) ? reasonOfName[name] : undefined;
  const failure = failureBecause(vendor, known ?? reasonOfStatus(error), { server });
  // Every answer carries the limit's reset; it says nothing about a request that will never be accepted.
  const passes = failure.kind === 'throttled' || failure.kind === 'unavailable';
  return passes
    ? failureBecause(vendor, failure.reason, { retryAfterSeconds: retryAfter(headers), server })
    : failure;
}

function reasonOfStatus(error: ErrorResponse): ProviderFailureReason {
  const status: unknown = error.statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return 'unavailable';
  switch (status) {
    case 408:
    case 425:
      return 'unavailable';
    case 429:
      return 'throttled';
    case 401:
    case 403:
      return 'credentials_refused';
    case 404:
      return 'missing';
    case 409:
      return 'conflict';
    default:
      return blamesRecipient(error) ? 'recipient_refused' : 'malformed_request';
  }
}

/** The vendor says which field is wrong only in its message: "Invalid `to` field. …". */
function blamesRecipient(error: ErrorResponse): boolean {
  const message: unknown = error.message;
  return typeof message === 'string' && /`to`|\brecipient\b/i.test(message);
}

function retryAfter(headers: Readonly<Record<string, string>> | null): number | undefined {
  const value = headers?.['retry-after'] ?? headers?.['ratelimit-reset'];
  if (value === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
