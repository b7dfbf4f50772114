import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#api/variables.ts';
import { problems, problemType } from '#contracts/problems.ts';
import { AppError, type ErrorCode, isErrorCode } from '#domain/errors.ts';

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT']);
/** Shutdown and start-up of Postgres, too many connections, cancelled statements, deadlock, serialization failure. */
const momentaryStates = /^(?:57P0[123]|57014|53\d{3}|08\w{3}|40001|40P01|25P03)$/;
/** What the driver says, without a code, of a connection that broke or could not be had in time. */
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;
/** gRPC: cancelled, deadline exceeded, resource exhausted, unavailable. */
const momentaryGrpc = new Set([1, 4, 8, 14]);

const isMomentary = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > 5) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && (connectionCodes.has(code) || momentaryStates.test(code))) return true;
  if (typeof code === 'number' && 'details' in error && momentaryGrpc.has(code)) return true;
  if (lostConnection.test(error.message)) return true;
  return isMomentary(error.cause, depth + 1);
};

const httpCodes: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Every thrown thing as a refusal: what is not expected becomes `internal`, without its text. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  if (error instanceof HTTPException) {
    const code = httpCodes[error.status];
    if (code !== undefined) return new AppError(code, problems[code].title, { cause: error });
  }
  if (isMomentary(error)) {
    return new AppError(
      'temporarily_unavailable',
      'Something this needs does not answer. Try again; under the same Idempotency-Key nothing happens twice.',
      {
        retryAfterSeconds: 2,
        cause: error,
      },
    );
  }
  return new AppError('internal', '', { cause: error });
};

const extras = ({ extra }: AppError): Record<string, unknown> => ({
  ...(Array.isArray(extra['alternatives']) ? { alternatives: extra['alternatives'] } : {}),
  ...(Array.isArray(extra['rules']) ? { rules: extra['rules'] } : {}),
  ...(extra['price'] === undefined ? {} : { price: extra['price'] }),
  ...(typeof extra['planLimit'] === 'object' ? { planLimit: extra['planLimit'] } : {}),
  ...(typeof extra['feature'] === 'string' ? { feature: extra['feature'] } : {}),
  ...(typeof extra['reason'] === 'string' ? { reason: extra['reason'] } : {}),
});

/** RFC 9457, as described by `Problem` in the contracts. */
export const problemResponse = (c: Context<AppEnv>, error: AppError): Response => {
  const row = problems[error.code];
  c.set('problemCode', error.code);
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  const wait = error.retryAfterSeconds ?? (row.status === 503 ? 2 : undefined);
  if (wait !== undefined) headers.set('Retry-After', String(Math.max(1, Math.ceil(wait))));
  if (error.code === 'unauthenticated') headers.set('WWW-Authenticate', 'Bearer realm="everslot"');
  const body = {
    type: problemType(error.code),
    title: row.title,
    status: row.status,
    ...(error.code === 'internal' || error.message === '' ? {} : { detail: error.message }),
    instance: c.get('requestId'),
    code: error.code,
    retryable: row.retryable,
    // In this order: a refusal that was stored comes back in another one, and a repeat is answered alike.
    ...(error.errors.length === 0
      ? {}
      : { errors: error.errors.map(({ pointer, message }) => ({ pointer, message })) }),
    ...extras(error),
  };
  return c.body(JSON.stringify(body), row.status, Object.fromEntries(headers));
};

export const onError: ErrorHandler<AppEnv> = (thrown, c) => {
  const error = toAppError(thrown);
  if (error.code === 'internal') c.get('log').error({ err: error.cause ?? thrown }, 'request failed');
  else if (error.code === 'temporarily_unavailable')
    c.get('log').warn({ err: error.cause ?? thrown }, 'not available');
  return problemResponse(c, error);
};

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  problemResponse(c, new AppError('not_found', 'There is nothing at this address.'));

/** `/problems/slot-taken` → `slot_taken`, or null. */
export const codeOfProblemPath = (slug: string): ErrorCode | null => {
  const code = slug.replaceAll('-', '_');
  return isErrorCode(code) ? code : null;
};
