import createClient from 'openapi-fetch';
import type { paths } from '#contracts/generated/api.d.ts';
import { parseProblem, unreachable } from './problem.ts';

const answerWithinMs = 20_000;

const fetchWithDeadline = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerWithinMs)]),
    });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
};

export const api = createClient<paths>({
  baseUrl: '',
  credentials: 'same-origin',
  headers: { accept: 'application/json' },
  fetch: fetchWithDeadline,
});

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

const failed = (answer: Answer<unknown>): Error =>
  parseProblem(answer.response.status, answer.error, answer.response.headers.get('retry-after'));

/** The body of a successful answer; otherwise throws `ApiError`. */
export const bodyOf = async <Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> => {
  const answer = await call;
  if (!answer.response.ok || answer.data == null) throw failed(answer);
  return answer.data;
};

/** As `bodyOf`, with the version to send back as `If-Match`. */
export const versionedBodyOf = async <Data>(
  call: Promise<Answer<Data>>,
): Promise<{ value: NonNullable<Data>; etag: string }> => {
  const answer = await call;
  if (!answer.response.ok || answer.data == null) throw failed(answer);
  return { value: answer.data, etag: answer.response.headers.get('etag') ?? '*' };
};

/** For answers without a body. */
export const done = async (call: Promise<Answer<unknown>>): Promise<void> => {
  const answer = await call;
  if (!answer.response.ok) throw failed(answer);
};

/** Reads a whole short list page by page (at most 1,000 rows). */
export const allPages = async <Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < 10; count += 1) {
    const answer = await page(cursor);
    items.push(...answer.items);
    if (answer.nextCursor === null) return items;
    cursor = answer.nextCursor;
  }
  return items;
};
