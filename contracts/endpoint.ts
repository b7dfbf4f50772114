import type { z } from 'zod';
import type { ErrorCode } from '#domain/errors.ts';

/** How a caller proves who they are. `manage_token`: the signed capability in the path of a guest's link. */
export type EndpointAuth = 'none' | 'manage_token' | 'member' | 'admin';

/**
 * One operation of the API: the only description of it. Routes, OpenAPI document, request parsing, response check and
 * the generated battery of tests all read this row.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  operation: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, OpenAPI form: `/bookings/{bookingId}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  auth: EndpointAuth;
  params: Params;
  query: Query;
  body: Body;
  response: Response;
  status: 200 | 201 | 202 | 204;
  /** Media type of a successful answer; default `application/json`. */
  produces?: 'text/calendar' | 'text/csv' | 'text/event-stream';
  /** Requires an `Idempotency-Key` header; the same key and body give the same answer. */
  idempotent?: true;
  /** Which rate limit applies. */
  limit: 'read' | 'slots' | 'book' | 'manage' | 'write';
  problems: readonly ErrorCode[];
  /** Shown in the documentation and used by the test battery. */
  example?: { params?: unknown; query?: unknown; body?: unknown; response?: unknown };
};

export const defineEndpoint = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, Body, Response>,
): Endpoint<Params, Query, Body, Response> => endpoint;
