import { Resend } from 'resend';
import { ProviderFailure } from '#domain/provider-failure.ts';
import type { EmailProvider } from '#providers/email/port.ts';
import { serverOf } from '#providers/env.ts';
import type { Env } from '#providers/manifest.ts';
import { parseResendEnv, type ResendConfig } from './env.ts';
import { toCreateEmail, toProviderFailure, vendor } from './mapper.ts';

const defaultTimeoutMs = 15_000;

/** The vendor as the environment configures it; `null` while it is off. Throws an `Error` naming every wrong key. */
export function openResend(env: Env): EmailProvider | null {
  const config = parseResendEnv(env);
  return config === null ? null : createResendProvider(config);
}

/**
 * Mail by the real SDK. A repeat with the same key and content within 24 hours is delivered once, also when the
 * first answer was lost. Gives up after `timeoutMs` with `timeout`: the outcome is then unknown and the caller
 * repeats with the same key. Throws only `ProviderFailure`.
 */
export function createResendProvider(
  config: Pick<ResendConfig, 'apiKey' | 'baseUrl'> & { timeoutMs?: number },
): EmailProvider {
  const server = serverOf(config.baseUrl);
  const client = new Resend(config.apiKey, { baseUrl: config.baseUrl });
  return {
    vendor,
    async send(email) {
      const payload = toCreateEmail(email);
      const signal = AbortSignal.timeout(config.timeoutMs ?? defaultTimeoutMs);
      const response = await client.emails
        .send(payload, {
          idempotencyKey: email.idempotencyKey,
          signal,
        })
        .catch((cause: unknown) => {
          throw new ProviderFailure(vendor, 'unavailable', { cause, server });
        });
      if (response.error !== null && signal.aborted)
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'timeout', server });
      if (response.error !== null) throw toProviderFailure(response.error, response.headers, server);
      const externalId = idOf(response.data);
      if (externalId === undefined) {
        throw new ProviderFailure(vendor, 'unavailable', { reason: 'unexpected_answer', server });
      }
      return { externalId };
    },
    async check() {
      const response = await client.emails.list({ limit: 1 }).catch((cause: unknown) => {
        throw new ProviderFailure(vendor, 'unavailable', { cause, server });
      });
      // A key that may only send is not shown the list, which tells that it is known.
      if (response.error !== null && response.error.name !== 'restricted_api_key')
        throw toProviderFailure(response.error, response.headers, server);
    },
  };
}

/** The SDK's types promise an id; a proxy's answer, or a failure whose body is `null`, arrives here without one. */
function idOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('id' in data)) return undefined;
  return typeof data.id === 'string' && data.id !== '' ? data.id : undefined;
}
