import { gaxios } from 'google-auth-library';
import { ProviderError, type ProviderFailureKind } from '#domain/provider-error.ts';

export const vendor = 'google';

/** What the call was about; the same status means different things. */
export type CallKind = 'api' | 'list' | 'code' | 'refresh';

type Answer = { status: number | null; reason: string; retryAfterSeconds: number | undefined };

const rateReasons: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'calendarUsageLimits',
]);
/** The anti-spam limit on writes lasts for hours, whatever a header says. */
const writeBanSeconds = 3_600;

/** True when the vendor did not accept the bearer token. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof gaxios.GaxiosError && error.response?.status === 401;
}

/** Translates whatever the SDK threw. The cause keeps status and reason only: SDK errors carry bearers and titles. */
export function toProviderError(error: unknown, call: CallKind, nowMs: number): ProviderError {
  if (error instanceof ProviderError) return error;
  const answer = readAnswer(error, nowMs);
  const kind = call === 'code' || call === 'refresh' ? oauthKind(answer, call) : apiKind(answer, call);
  return new ProviderError(vendor, kind, {
    reason: answer.reason,
    retryAfterSeconds:
      answer.reason === 'quotaExceeded'
        ? Math.max(writeBanSeconds, answer.retryAfterSeconds ?? 0)
        : answer.retryAfterSeconds,
    cause: new Error(`status ${answer.status ?? 'none'}: ${answer.reason}`),
  });
}

function apiKind({ status, reason }: Answer, call: CallKind): ProviderFailureKind {
  if (status === null || status >= 500 || status === 408) return 'unavailable';
  if (status === 429) return 'throttled';
  if (status === 403) {
    if (rateReasons.has(reason) || reason === 'quotaExceeded') return 'throttled';
    return reason === 'insufficientPermissions' ? 'revoked' : 'invalid';
  }
  if (status === 401) return 'revoked';
  if (status === 404) return 'missing';
  if (status === 410) return call === 'list' ? 'cursor_expired' : 'missing';
  if (status === 409 || status === 412) return 'conflict';
  return 'invalid';
}

function oauthKind({ status, reason }: Answer, call: 'code' | 'refresh'): ProviderFailureKind {
  if (status === null || status >= 500 || status === 408) return 'unavailable';
  if (status === 429) return 'throttled';
  // A bad authorization code says nothing about the account; a bad refresh token says the grant is gone.
  return reason === 'invalid_grant' && call === 'refresh' ? 'revoked' : 'invalid';
}

function readAnswer(error: unknown, nowMs: number): Answer {
  if (!(error instanceof gaxios.GaxiosError)) {
    return {
      status: null,
      reason: error instanceof Error ? error.name : 'unknown',
      retryAfterSeconds: undefined,
    };
  }
  const response = error.response;
  if (response === undefined) {
    return { status: null, reason: networkReason(error), retryAfterSeconds: undefined };
  }
  return {
    status: response.status,
    reason: readReason(response.data) ?? `http_${response.status}`,
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), nowMs),
  };
}

function networkReason(error: InstanceType<typeof gaxios.GaxiosError>): string {
  const code = typeof error.code === 'string' ? error.code : 'network';
  return code === 'TimeoutError' || code === 'AbortError' ? 'timeout' : code;
}

/** The vendor's reason code from either of its two envelopes; anything that is not a bare code is withheld. */
function readReason(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('error' in data)) return undefined;
  const { error } = data;
  if (typeof error === 'string') return asCode(error);
  if (typeof error !== 'object' || error === null) return undefined;
  const first: unknown = 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  if (typeof first === 'object' && first !== null && 'reason' in first) return asCode(first.reason);
  return 'status' in error ? asCode(error.status) : undefined;
}

const asCode = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_.-]{1,64}$/.test(value) ? value : undefined;

/** Seconds from a Retry-After header, which is a number of seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds) : undefined;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1_000));
}
