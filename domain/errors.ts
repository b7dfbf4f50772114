/** Every way an operation may refuse. Each code has exactly one rendering in `contracts/problems.ts`. */
export const errorCodes = [
  'malformed_request',
  'invalid_request',
  'unsupported_media_type',
  'body_too_large',
  'unauthenticated',
  'forbidden',
  'no_membership',
  'not_a_member',
  'fresh_sign_in_required',
  'second_factor_required',
  'not_found',
  'method_not_allowed',
  'tenant_suspended',
  'member_frozen',
  'read_only_view',
  'feature_off',
  'invalid_tenant_state',
  'plan_limit_reached',
  'plans_not_sold',
  'plan_given',
  'already_subscribed',
  'not_subscribed',
  'link_inactive',
  'link_expired',
  'slot_taken',
  'slot_held',
  'hold_expired',
  'payment_closed',
  'payments_unavailable',
  'payment_disputed',
  'price_changed',
  'already_cancelled',
  'invalid_transition',
  'too_late_to_cancel',
  'too_late_to_reschedule',
  'time_changed',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'slug_taken',
  'handle_taken',
  'already_invited',
  'already_member',
  'wrong_account',
  'account_exists',
  'tenant_changed',
  'unknown_host',
  'pages_off',
  'domain_added',
  'host_not_free',
  'last_owner',
  'last_way_in',
  'already_under_way',
  'already_enabled',
  'precondition_failed',
  'precondition_required',
  'outside_availability',
  'in_the_past',
  'notice_too_short',
  'beyond_booking_window',
  'limit_reached',
  'decision_needed',
  'range_too_long',
  'in_use',
  'has_bookings',
  'attention_settled',
  'address_suppressed',
  'rate_limited',
  'guest_limit_reached',
  'integration_revoked',
  'account_refused',
  'unrestricted_key',
  'payment_mode_in_use',
  'payment_mode_off',
  'signature_invalid',
  'too_many_keys',
  'key_ended',
  'calendar_unavailable',
  'temporarily_unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One wrong field of a request: `pointer` is an RFC 6901 JSON pointer into the body, or `#query/x`, `#path/x`, `#header/x`. */
export type FieldError = { pointer: string; message: string };

/** An expected refusal. Anything else that is thrown means an impossible state and becomes `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Safe data for the caller (e.g. alternatives of a taken slot); never personal data or secrets. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: {
      errors?: readonly FieldError[];
      extra?: Record<string, unknown>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(detail, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && (errorCodes as readonly string[]).includes(value);
