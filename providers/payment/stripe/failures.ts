import Stripe from 'stripe';
import { failureBecause, ProviderFailure, type ProviderFailureReason } from '#domain/provider-failure.ts';
import type { CallKind } from './api.ts';
import { vendor } from './env.ts';

/** What is read of the vendor's error; its codes go no further. */
type Answer = { status: number | null; type: string; code: string; param: string };

/** Money that has gone back already, or that the guest's bank is asking for. */
const takenCodes: ReadonlySet<string> = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'refund_disputed_payment',
]);

/** What is reserved has ended already, one way or the other. */
const endedCodes: ReadonlySet<string> = new Set([
  'payment_intent_unexpected_state',
  'charge_expired_for_capture',
  'capture_charge_authorization_expired',
  'charge_already_captured',
]);

/** Translates whatever the SDK threw. The cause keeps the status only: the vendor's messages quote keys and people. */
export function toProviderFailure(
  error: unknown,
  call: CallKind,
  server: string | undefined,
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  if (!(error instanceof Stripe.errors.StripeError))
    return failureBecause(vendor, 'unexpected_answer', { server });
  const status = error.statusCode ?? null;
  const answer = { status, type: error.rawType ?? '', code: error.code ?? '', param: error.param ?? '' };
  return failureBecause(vendor, status === null ? lostReason(error) : reasonOf(answer, call), {
    retryAfterSeconds: retryAfter(error.headers?.['retry-after']),
    server,
    cause: new Error(`status ${status ?? 'none'}`),
  });
}

/** What an answer without the vendor's envelope means, which the SDK takes for a success. */
export const failureOfStatus = (status: number, server: string | undefined): ProviderFailure =>
  failureBecause(vendor, status === 404 ? 'unexpected_answer' : statusReason(status), { server });

/** Whether the vendor keeps this failure under the key of the call, and would repeat it for a day. */
export const isStored = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.statusCode ?? 0) >= 500 &&
  error.headers?.['idempotent-replayed'] === 'true';

/** Nothing was answered, or nothing that can be read. */
function lostReason(error: InstanceType<typeof Stripe.errors.StripeError>): ProviderFailureReason {
  if (!(error instanceof Stripe.errors.StripeConnectionError)) return 'unexpected_answer';
  const { detail } = error;
  const code = detail instanceof Error && 'code' in detail ? detail.code : undefined;
  if (code === 'ETIMEDOUT') return 'timeout';
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? 'unreachable' : 'unavailable';
}

function reasonOf({ status, type, code, param }: Answer, call: CallKind): ProviderFailureReason {
  if (type === 'idempotency_error' && code !== 'idempotency_key_in_use') return 'key_reused';
  if (code === 'idempotency_key_in_use') return 'in_progress';
  if (code === 'rate_limit' || code === 'lock_timeout') return 'throttled';
  if (code === 'account_invalid') return 'access_withdrawn';
  if (code === 'resource_missing') return 'missing';
  if (call === 'refund' && status === 400 && (takenCodes.has(code) || param === 'amount')) return 'conflict';
  if (call === 'reservation' && endedCodes.has(code)) return 'conflict';
  return statusReason(status ?? 0);
}

function statusReason(status: number): ProviderFailureReason {
  switch (status) {
    case 400:
      return 'malformed_request';
    case 401:
      return 'credentials_refused';
    case 402:
      return 'not_allowed';
    case 403:
      return 'insufficient_permissions';
    case 404:
      return 'missing';
    case 409:
      return 'in_progress';
    case 429:
      return 'throttled';
    default:
      return status > 402 && status < 500 && status !== 408 && status !== 425
        ? 'malformed_request'
        : 'unavailable';
  }
}

/** Seconds from a Retry-After header, which is a number of seconds or an HTTP date. */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
