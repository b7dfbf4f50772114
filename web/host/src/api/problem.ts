import type { Problem } from './schemas.ts';

export type ProblemAlternative = NonNullable<Problem['alternatives']>[number];

/** A refusal as the app shows it: texts are looked up by `code`, never by the server's wording. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly errors: readonly { pointer: string; message: string }[];
  readonly alternatives: readonly ProblemAlternative[];
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(fields: {
    code: string;
    status: number;
    retryable: boolean;
    detail?: string | undefined;
    errors?: readonly { pointer: string; message: string }[] | undefined;
    alternatives?: readonly ProblemAlternative[] | undefined;
    requestId?: string | undefined;
    retryAfterSeconds?: number | undefined;
  }) {
    super(fields.detail ?? fields.code);
    this.name = 'ApiError';
    this.code = fields.code;
    this.status = fields.status;
    this.retryable = fields.retryable;
    this.errors = fields.errors ?? [];
    this.alternatives = fields.alternatives ?? [];
    this.requestId = fields.requestId;
    this.retryAfterSeconds = fields.retryAfterSeconds;
  }
}

const codeOfStatus = (status: number): string => {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 412) return 'precondition_failed';
  if (status === 413) return 'body_too_large';
  if (status === 429) return 'rate_limited';
  if (status === 502 || status === 503 || status === 504) return 'temporarily_unavailable';
  return status >= 500 ? 'internal' : 'invalid_request';
};

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const fieldErrors = (value: unknown): { pointer: string; message: string }[] =>
  (Array.isArray(value) ? value : []).flatMap((entry) => {
    const { pointer, message } = record(entry);
    return typeof pointer === 'string' && typeof message === 'string' ? [{ pointer, message }] : [];
  });

const alternatives = (value: unknown): ProblemAlternative[] =>
  (Array.isArray(value) ? value : []).flatMap((entry) => {
    const { start, end, kind } = record(entry);
    return typeof start === 'string' && typeof end === 'string'
      ? [{ start, end, kind: text(kind) ?? 'nearest' }]
      : [];
  });

/** Reads any failed answer: RFC 9457 problem details, or whatever a proxy in between sent instead. */
export const parseProblem = (status: number, body: unknown, retryAfter?: string | null): ApiError => {
  const problem = record(body);
  const code = text(problem['code']) ?? codeOfStatus(status);
  const seconds = Number(retryAfter);
  return new ApiError({
    code,
    status,
    retryable:
      typeof problem['retryable'] === 'boolean' ? problem['retryable'] : status === 429 || status >= 502,
    detail: text(problem['detail']) ?? text(problem['title']),
    errors: fieldErrors(problem['errors']),
    alternatives: alternatives(problem['alternatives']),
    requestId: text(problem['instance']),
    retryAfterSeconds:
      retryAfter != null && retryAfter !== '' && Number.isFinite(seconds) ? seconds : undefined,
  });
};

/** The request never got an answer. */
export const unreachable = (): ApiError => new ApiError({ code: 'unreachable', status: 0, retryable: true });

/** Anything thrown, as a problem; a bug of the page itself becomes `internal`. */
export const asProblem = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return unreachable();
  return new ApiError({
    code: 'internal',
    status: 500,
    retryable: false,
    detail: error instanceof Error ? error.message : undefined,
  });
};

/** `/questions/0/label` → `questions.0.label`, the name of the field in a form. */
export const fieldOfPointer = (pointer: string): string =>
  pointer
    .replace(/^#?(?:query|path|header)?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

/** Milliseconds to wait before try number `attempt` (0 = first retry): what the server asked for, else doubling from 500. */
export const retryDelay = (attempt: number, error: unknown): number => {
  const asked = error instanceof ApiError ? error.retryAfterSeconds : undefined;
  return asked === undefined ? Math.min(500 * 2 ** attempt, 8000) : Math.min(asked * 1000, 20_000);
};

/** Retries only what may succeed unchanged, at most twice. */
export const shouldRetry = (failures: number, error: unknown): boolean =>
  failures < 2 && asProblem(error).retryable;
