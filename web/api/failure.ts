import type { Problem } from './schemas.ts';

export type FieldProblem = { pointer: string; message: string };
export type Alternative = NonNullable<Problem['alternatives']>[number];

/** A refusal or a failure of the API as the pages show it; texts come from the code, never from the answer. */
export type Failure = {
  code: string;
  /** Of the HTTP answer; 0 when there was none. */
  status: number;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  errors: readonly FieldProblem[];
  alternatives: readonly Alternative[];
  /** Rules of a link that its host would have to set aside. */
  rules: readonly string[];
  /** Why something does not work at a vendor. */
  reason: string | null;
  retryAfterSeconds: number | null;
  requestId: string | null;
};

/** A failure that no answer of the API has described. */
export const failureOf = (code: string, status: number, retryable = false): Failure => ({
  code,
  status,
  retryable,
  errors: [],
  alternatives: [],
  rules: [],
  reason: null,
  retryAfterSeconds: null,
  requestId: null,
});

/** The request never got an answer. */
export const unreachable: Failure = failureOf('unreachable', 0, true);

/** What a proxy in between means by a status of its own. */
const codes: Readonly<Record<number, string>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  412: 'precondition_failed',
  413: 'body_too_large',
  429: 'rate_limited',
  502: 'temporarily_unavailable',
  503: 'temporarily_unavailable',
  504: 'temporarily_unavailable',
};

const codeOf = (status: number): string =>
  codes[status] ?? (status < 500 && status >= 400 ? 'invalid_request' : 'internal');

const rows = <Row extends object>(value: unknown, key: keyof Row): Row[] =>
  Array.isArray(value) ? value.filter((row: Row | null) => typeof row?.[key] === 'string') : [];

/** Reads any failed answer: RFC 9457 problem details, or whatever a proxy in between sent instead. */
export const readFailure = (
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): Failure => {
  const problem: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  const seconds = Number(headers.get('retry-after'));
  const errors = rows<FieldProblem>(problem.errors, 'pointer');
  return {
    code: problem.code ?? codeOf(status),
    status,
    retryable: problem.retryable ?? (status === 429 || status >= 500),
    errors,
    alternatives: rows<Alternative>(problem.alternatives, 'start'),
    rules: Array.isArray(problem.rules) ? problem.rules : [],
    reason: typeof problem.reason === 'string' ? problem.reason : null,
    retryAfterSeconds: seconds > 0 ? seconds : null,
    requestId: problem.instance ?? headers.get('x-request-id'),
  };
};

/** `/questions/0/label` → `questions.0.label`, the name of the field in a form; a query's or header's name as it is. */
export const fieldOfPointer = (pointer: string): string =>
  pointer
    .replace(/^#?(?:query|path|header)?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

/** The first few of the times that can stand in for another, as a reader expects them: by time. */
export const firstByTime = <Offer extends { start: string }>(offers: readonly Offer[]): Offer[] =>
  offers.slice(0, 6).sort((a, b) => (a.start < b.start ? -1 : 1));
