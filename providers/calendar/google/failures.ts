import { gaxios } from 'google-auth-library';
import { failureBecause, ProviderFailure, type ProviderFailureReason } from '#domain/provider-failure.ts';
import { serverOf } from '#providers/env.ts';

export const vendor = 'google';

/** What the call was about; the same status means different things. */
export type CallKind = 'api' | 'list' | 'code' | 'refresh' | 'revoke';

/** `code` is the vendor's own; it is read here and goes no further. */
type Answer = { status: number | null; code: string; retryAfterSeconds: number | undefined };

const rateCodes: ReadonlySet<string> = new Set([
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

/** Translates whatever the SDK threw. The cause keeps the status only: SDK errors carry bearers and titles. */
export function toProviderFailure(error: unknown, call: CallKind, nowMs: number): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const answer = readAnswer(error, nowMs);
  const reason = isAboutTokens(call) ? oauthReason(answer, call) : apiReason(answer, call);
  return failureBecause(vendor, reason, {
    retryAfterSeconds:
      reason === 'quota_exceeded'
        ? Math.max(writeBanSeconds, answer.retryAfterSeconds ?? 0)
        : answer.retryAfterSeconds,
    server: serverAsked(error),
    cause: new Error(`status ${answer.status ?? 'none'}`),
  });
}

/** Tokens are had from another server than events. */
const serverAsked = (error: unknown): string | undefined =>
  error instanceof gaxios.GaxiosError && error.config.url !== undefined
    ? serverOf(error.config.url)
    : undefined;

type TokenCall = Exclude<CallKind, 'api' | 'list'>;
const isAboutTokens = (call: CallKind): call is TokenCall => call !== 'api' && call !== 'list';

function outageReason({ status, code }: Answer): ProviderFailureReason | null {
  if (status === null) return code === 'timeout' ? 'timeout' : 'unreachable';
  if (status >= 500 || status === 408) return 'unavailable';
  return status === 429 ? 'throttled' : null;
}

function apiReason(answer: Answer, call: 'api' | 'list'): ProviderFailureReason {
  const outage = outageReason(answer);
  if (outage !== null) return outage;
  switch (answer.status) {
    case 401:
      return 'access_withdrawn';
    case 403:
      return refusalReason(answer.code);
    case 404:
      return 'missing';
    case 410:
      return call === 'list' ? 'cursor_expired' : 'missing';
    case 409:
    case 412:
      return 'conflict';
    default:
      return 'malformed_request';
  }
}

function refusalReason(code: string): ProviderFailureReason {
  if (rateCodes.has(code)) return 'throttled';
  if (code === 'quotaExceeded') return 'quota_exceeded';
  return code === 'insufficientPermissions' ? 'insufficient_permissions' : 'not_allowed';
}

function oauthReason(answer: Answer, call: TokenCall): ProviderFailureReason {
  const outage = outageReason(answer);
  if (outage !== null) return outage;
  if (call === 'revoke') return answer.code === 'invalid_token' ? 'access_withdrawn' : 'malformed_request';
  if (answer.code !== 'invalid_grant') return 'not_allowed';
  // A bad authorization code says nothing about the account; a bad refresh token says the grant is gone.
  return call === 'refresh' ? 'access_withdrawn' : 'authorization_expired';
}

function readAnswer(error: unknown, nowMs: number): Answer {
  if (!(error instanceof gaxios.GaxiosError)) {
    return {
      status: null,
      code: error instanceof Error ? error.name : 'unknown',
      retryAfterSeconds: undefined,
    };
  }
  const response = error.response;
  if (response === undefined) {
    return { status: null, code: networkCode(error), retryAfterSeconds: undefined };
  }
  return {
    status: response.status,
    code: readCode(response.data) ?? '',
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), nowMs),
  };
}

function networkCode(error: InstanceType<typeof gaxios.GaxiosError>): string {
  const code = typeof error.code === 'string' ? error.code : 'network';
  return code === 'TimeoutError' || code === 'AbortError' ? 'timeout' : code;
}

/** The vendor's reason code from either of its two envelopes; anything that is not a bare code is withheld. */
function readCode(data: unknown): string | undefined {
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
