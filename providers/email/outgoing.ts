import { failureBecause } from '#domain/provider-failure.ts';
import type { EmailVendor } from '#domain/vendors.ts';
import type { OutgoingEmail } from './port.ts';

const addressPattern = /^[^\s@<>",;:\\()[\]\p{Cc}]+@[^\s@<>",;:\\()[\]\p{Cc}]+$/u;
const invisible = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const headerName = /^[A-Za-z0-9-]{1,76}$/;

/**
 * Refuses, before anything is sent, what no vendor could send: `recipient_refused` and `sender_refused` for an
 * impossible address, `malformed_request` for a key outside 1–256 printable characters.
 */
export function checkOutgoing(vendor: EmailVendor, email: OutgoingEmail): void {
  if (!addressPattern.test(email.to.email)) throw failureBecause(vendor, 'recipient_refused');
  if (!addressPattern.test(email.from.email)) throw failureBecause(vendor, 'sender_refused');
  if (email.replyTo !== undefined && !addressPattern.test(email.replyTo))
    throw failureBecause(vendor, 'malformed_request');
  if (!/^[\x20-\x7e]{1,256}$/.test(email.idempotencyKey)) throw failureBecause(vendor, 'malformed_request');
}

/** One line without characters that hide or turn around what follows them. */
export const oneLine = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(invisible, '');

/** A display name without anything that could end a quoted string or start another header. */
export const displayName = (name: string): string =>
  oneLine(name)
    .replace(/["\\<>]/g, '')
    .trim();

/** Headers whose names are names and whose values stay on one line. */
export const cleanHeaders = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      headerName.test(name) ? [[name, oneLine(value)] as const] : [],
    ),
  );

/** RFC 6047 §2.4: the MIME `method` must equal METHOD in the body, or clients show a file and no invitation. */
export const invitation = (ics: NonNullable<OutgoingEmail['ics']>) => ({
  filename: 'invite.ics',
  content: Buffer.from(ics.content, 'utf8'),
  contentType: `text/calendar; charset=utf-8; method=${ics.method}`,
});
