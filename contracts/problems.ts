import { z } from 'zod';
import type { ErrorCode } from '#domain/errors.ts';
import { Price } from './payment/price.ts';

/** RFC 9457 rendering of every error code; a code without a row does not compile. */
export const problems: Readonly<
  Record<
    ErrorCode,
    {
      status:
        | 400
        | 401
        | 402
        | 403
        | 404
        | 405
        | 409
        | 410
        | 412
        | 413
        | 415
        | 421
        | 422
        | 428
        | 429
        | 500
        | 502
        | 503;
      title: string;
      retryable: boolean;
    }
  >
> = {
  malformed_request: { status: 400, title: 'The request body is not valid JSON', retryable: false },
  invalid_request: { status: 422, title: 'A field of the request is not valid', retryable: false },
  unsupported_media_type: { status: 415, title: 'The body must be application/json', retryable: false },
  body_too_large: { status: 413, title: 'The request body is too large', retryable: false },
  unauthenticated: { status: 401, title: 'Sign in to do this', retryable: false },
  forbidden: { status: 403, title: 'You are not allowed to do this', retryable: false },
  not_a_member: {
    status: 403,
    title: 'You are not a member of the organisation that this page shows (any more)',
    retryable: false,
  },
  no_membership: { status: 403, title: 'You belong to no organisation', retryable: false },
  fresh_sign_in_required: {
    status: 403,
    title: 'Confirm that it is you, then do it again',
    retryable: false,
  },
  second_factor_required: {
    status: 403,
    title: 'The organisation requires one-time codes: turn them on first',
    retryable: false,
  },
  not_found: { status: 404, title: 'Not found', retryable: false },
  method_not_allowed: { status: 405, title: 'This method is not allowed here', retryable: false },
  tenant_suspended: { status: 403, title: 'The organisation is suspended', retryable: false },
  member_frozen: { status: 403, title: 'The plan has no place for this member', retryable: false },
  read_only_view: { status: 403, title: 'A support view only reads', retryable: false },
  feature_off: { status: 403, title: 'This is switched off here', retryable: false },
  plan_limit_reached: {
    status: 402,
    title: 'The limit of the plan is reached',
    retryable: false,
  },
  plans_not_sold: { status: 409, title: 'This installation sells no plans', retryable: false },
  plan_given: { status: 409, title: 'An operator has given the organisation its plan', retryable: false },
  already_subscribed: { status: 409, title: 'The organisation pays for a plan already', retryable: false },
  not_subscribed: { status: 409, title: 'The organisation pays for no plan', retryable: false },
  invalid_tenant_state: {
    status: 409,
    title: 'The state of the organisation does not allow this',
    retryable: false,
  },
  unknown_host: { status: 421, title: 'Nothing is served under this host', retryable: false },
  pages_off: {
    status: 410,
    title: 'The pages of this organisation are switched off for now',
    retryable: false,
  },
  domain_added: { status: 409, title: 'The organisation has this domain on its list', retryable: false },
  link_inactive: { status: 410, title: 'This booking link is switched off', retryable: false },
  link_expired: { status: 410, title: 'This link has expired', retryable: false },
  slot_taken: { status: 409, title: 'This time has just been taken', retryable: false },
  slot_held: { status: 409, title: 'Somebody is booking this time at the moment', retryable: false },
  hold_expired: { status: 409, title: 'The hold on this time has expired', retryable: false },
  payment_closed: { status: 409, title: 'There is nothing to pay for this booking', retryable: false },
  payments_unavailable: {
    status: 409,
    title: 'This cannot be paid for at the moment',
    retryable: false,
  },
  payment_disputed: {
    status: 409,
    title: 'Nothing can be given back while a dispute is open',
    retryable: false,
  },
  price_changed: { status: 409, title: 'The price is another one by now', retryable: false },
  already_cancelled: { status: 409, title: 'The booking is already cancelled', retryable: false },
  invalid_transition: {
    status: 409,
    title: 'The status of the booking does not allow this',
    retryable: false,
  },
  too_late_to_cancel: {
    status: 409,
    title: 'It is too late to cancel this booking; please contact the host',
    retryable: false,
  },
  too_late_to_reschedule: {
    status: 409,
    title: 'It is too late to reschedule this booking; please contact the host',
    retryable: false,
  },
  time_changed: { status: 409, title: 'The booking was rescheduled in the meantime', retryable: false },
  idempotency_key_missing: { status: 400, title: 'The Idempotency-Key header is required', retryable: false },
  idempotency_key_reused: {
    status: 422,
    title: 'This Idempotency-Key was used with a different request',
    retryable: false,
  },
  handle_taken: { status: 409, title: 'This public name is or was in use', retryable: false },
  already_invited: { status: 409, title: 'This address has an open invitation', retryable: false },
  already_member: { status: 409, title: 'This address belongs to a member', retryable: false },
  wrong_account: { status: 403, title: 'This invitation is for another address', retryable: false },
  account_exists: { status: 409, title: 'This address has an account already', retryable: false },
  tenant_changed: {
    status: 409,
    title: 'This sign-in acts in another organisation by now',
    retryable: false,
  },
  host_not_free: { status: 409, title: 'This host is not free at that time', retryable: false },
  already_under_way: {
    status: 409,
    title: 'This is under way already',
    retryable: false,
  },
  last_owner: { status: 409, title: 'An organisation needs an owner', retryable: false },
  last_way_in: { status: 409, title: 'There is no other way to sign in', retryable: false },
  already_enabled: { status: 409, title: 'This is already enabled', retryable: false },
  slug_taken: { status: 409, title: 'Another link of yours already has this address', retryable: false },
  precondition_failed: { status: 412, title: 'It was changed in the meantime', retryable: false },
  precondition_required: { status: 428, title: 'The If-Match header is required', retryable: false },
  outside_availability: { status: 422, title: 'This time is not available', retryable: false },
  in_the_past: { status: 422, title: 'This time has passed', retryable: false },
  notice_too_short: { status: 422, title: 'This time is too soon', retryable: false },
  beyond_booking_window: { status: 422, title: 'This time is too far ahead', retryable: false },
  limit_reached: { status: 422, title: 'No more bookings are accepted in this period', retryable: false },
  decision_needed: {
    status: 409,
    title: 'The rules of this link do not allow this time; a host can set them aside',
    retryable: false,
  },
  range_too_long: { status: 422, title: 'The range is too long', retryable: false },
  attention_settled: { status: 409, title: 'This has already been resolved', retryable: false },
  address_suppressed: {
    status: 409,
    title: 'This address is blocked: nothing is sent to it',
    retryable: false,
  },
  has_bookings: { status: 409, title: 'The link has bookings, so it can only be archived', retryable: false },
  in_use: { status: 409, title: 'It is still in use', retryable: false },
  rate_limited: { status: 429, title: 'Too many requests', retryable: true },
  guest_limit_reached: {
    status: 429,
    title: 'This e-mail address has reached the booking limit',
    retryable: false,
  },
  integration_revoked: { status: 409, title: 'The account needs to be reconnected', retryable: false },
  account_refused: { status: 422, title: 'The account does not work', retryable: false },
  unrestricted_key: {
    status: 422,
    title: 'The key opens everything in the account: accept that, or use a restricted one',
    retryable: false,
  },
  payment_mode_in_use: {
    status: 409,
    title: 'Live and test payments are not mixed: the other mode is in use',
    retryable: false,
  },
  payment_mode_off: { status: 422, title: 'Payments of this mode are not taken here', retryable: false },
  signature_invalid: { status: 400, title: 'The message is not signed as it must be', retryable: false },
  too_many_keys: { status: 409, title: 'There are as many API keys as there may be', retryable: false },
  key_ended: { status: 409, title: 'This API key has ended', retryable: false },
  calendar_unavailable: { status: 502, title: 'The calendar provider is not responding', retryable: true },
  temporarily_unavailable: { status: 503, title: 'Temporarily unavailable', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side', retryable: true },
};

/** `application/problem+json`, RFC 9457. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    /** The request id. */
    instance: z.string(),
    code: z.string(),
    retryable: z.boolean(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
    alternatives: z.array(z.object({ start: z.string(), end: z.string(), kind: z.string() })).optional(),
    /** Rules that a host has to set aside to have this time: they go into `setAside`. */
    rules: z.array(z.string()).optional(),
    /** What the plan limits, how much it allows and, where that is what stops it, how much is used. */
    planLimit: z
      .object({ name: z.string(), plan: z.string(), allowed: z.int(), used: z.int().optional() })
      .optional(),
    /** What it costs by now; null: nothing. */
    price: Price.nullable().optional(),
    /** What is switched off. */
    feature: z.string().optional(),
    /** Why something does not work at a vendor, as in lists of failures. */
    reason: z.string().optional(),
  })
  .meta({ id: 'Problem' });

export const problemType = (code: ErrorCode): string => `/problems/${code.replaceAll('_', '-')}`;
