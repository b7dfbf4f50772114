import type { EmailVendor } from '#domain/vendors.ts';
import type { EmailDeliveryEvent, EmailProvider } from './port.ts';
import { createResendProvider } from './resend/adapter.ts';
import { parseResendEnv } from './resend/env.ts';
import { checkResendWebhook } from './resend/webhook.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A vendor's notification: an event to store once, something authentic to acknowledge and forget, or a forgery. */
export type EmailWebhookVerdict =
  | { kind: 'event'; event: EmailDeliveryEvent }
  | { kind: 'ignored'; eventId: string; type: string }
  | { kind: 'refused'; reason: string };

export type EmailWebhookInput = {
  rawBody: string | Uint8Array;
  headers: Headers | Readonly<Record<string, string | undefined>>;
  now: number;
};

/** The configured vendor, or `null` when no vendor's keys are present. Throws an `Error` naming every wrong key. */
export function createEmailProvider(env: Env): EmailProvider | null {
  const config = parseResendEnv(env);
  return config === null ? null : createResendProvider(config);
}

/** The address mail is sent from; tenants differ only in the display name. `null` when e-mail is off. */
export function emailFromAddress(env: Env): string | null {
  return parseResendEnv(env)?.fromAddress ?? null;
}

/** Checks notifications of each configured vendor, keyed by vendor; a vendor without a secret is absent. */
export function createEmailWebhooks(
  env: Env,
): ReadonlyMap<EmailVendor, (input: EmailWebhookInput) => EmailWebhookVerdict> {
  const secret = parseResendEnv(env)?.webhookSecrets ?? [];
  if (secret.length === 0) return new Map();
  return new Map([['resend', (input: EmailWebhookInput) => checkResendWebhook({ ...input, secret })]]);
}
