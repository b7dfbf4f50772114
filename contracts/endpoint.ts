import type { z } from 'zod';
import type { TokenPurpose } from '#domain/booking/capability.ts';
import type { ErrorCode } from '#domain/errors.ts';
import type { FeatureName } from '#domain/feature/features.ts';
import type { Permission } from '#domain/member/permissions.ts';

export type PublicAccess = { kind: 'public' };
/** A guest's signed token, in the path as `{token}`, made for one of these purposes. */
export type CapabilityAccess = { kind: 'capability'; purposes: readonly TokenPurpose[] };
/**
 * A signed-in member whose role has the permission. `keys`: API keys with that scope may call as well, `member` those of
 * members only, `all` also those of the organisation. Left out, it needs a person.
 */
export type MemberAccess = { kind: 'member'; permission: Permission; keys?: 'member' | 'all' };

/** Somebody who operates the installation. */
export type OperatorAccess = { kind: 'operator' };

/** Who may call. Decided from this alone, before anything else of the request is looked at. */
export type Access = PublicAccess | CapabilityAccess | MemberAccess | OperatorAccess;

/** Whether a change must say in `If-Match` which version it is based on, or may leave it out and take what is there. */
export type Precondition = 'required' | 'optional';

/** Codes that follow from how an operation is called and from nothing else (`operation/problems.ts`): no row lists them. */
type CallProblem =
  | 'rate_limited'
  | 'internal'
  | 'temporarily_unavailable'
  | 'unauthenticated'
  | 'no_membership'
  | 'not_a_member'
  | 'tenant_changed'
  | 'read_only_view'
  | 'fresh_sign_in_required'
  | 'second_factor_required'
  | 'link_expired'
  | 'idempotency_key_missing'
  | 'idempotency_key_reused'
  | 'precondition_required'
  | 'precondition_failed'
  | 'malformed_request'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'method_not_allowed';

/** What its access would say elsewhere: what anybody may call can ask for a sign-in or a link by its own body. */
type PublicProblem<Who extends Access> = Who extends PublicAccess
  ? 'unauthenticated' | 'link_expired'
  : never;

/**
 * One operation of the API: the only description of it. Routes, OpenAPI document, request parsing, response check and
 * the generated battery of tests all read this row.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Who extends Access = Access,
  Version extends Precondition = Precondition,
> = {
  operation: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, OpenAPI form: `/bookings/{bookingId}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  access: Who;
  /** Needs a sign-in that was made or confirmed within the last ten minutes (`POST /api/auth/confirm`). */
  fresh?: true;
  params: Params;
  query: Query;
  body: Body;
  /** Largest body where it is more than the installation takes otherwise. */
  bodyBytes?: number;
  response: Response;
  status: 200 | 201 | 202 | 204;
  /** Media type of a successful answer; default `application/json`, which, when it is said, is a file that is made while it is sent. */
  produces?:
    | 'application/json'
    | 'text/calendar'
    | 'text/csv'
    | 'text/event-stream'
    | 'image/jpeg'
    | 'image/png'
    | 'application/zip';
  /** Requires an `Idempotency-Key` header; the same key and body give the same answer. */
  idempotent?: true;
  /** Changes a versioned thing: the handler gets `basedOn`, from the request's `If-Match`. */
  precondition?: Version;
  /** A change that members may make while their tenant is suspended: one of where they are, and nothing of the tenant's. */
  whileSuspended?: true;
  /** A change that members may make whom the plan has frozen: what is booked is settled. */
  whileFrozen?: true;
  /** What has to be switched on in the organisation. */
  feature?: FeatureName;
  /** Answers under the own host of an organisation and nowhere else. */
  site?: 'tenant';
  /** Which rate limit applies. */
  limit: 'read' | 'slots' | 'book' | 'data' | 'manage' | 'write';
  /** Its outcomes are counted as these in the metrics. */
  counts?: 'booking';
  /** What it refuses on its own account. */
  problems: readonly (Exclude<ErrorCode, CallProblem> | PublicProblem<Who>)[];
  /** Shown in the documentation and used by the test battery. */
  example?: { params?: unknown; query?: Record<string, string>; body?: unknown; response?: unknown };
};

/** Declares an operation; its exact types reach the handler through `bind`. */
export const defineEndpoint = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  const Who extends Access,
  Version extends Precondition = never,
>(
  endpoint: Endpoint<Params, Query, Body, Response, Who, Version>,
): Endpoint<Params, Query, Body, Response, Who, Version> => endpoint;
