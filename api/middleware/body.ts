import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';

const jsonType = /^application\/json\s*(?:;|$)/i;

const limit = (maxBytes: number): MiddlewareHandler<AppEnv> =>
  bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw new AppError('body_too_large', `At most ${maxBytes} bytes are accepted.`);
    },
  });

/** Refuses bodies above the limit before they are read whole; some paths take larger ones. */
export const limitBody = (
  maxBytes: number,
  larger: ReadonlyMap<string, number>,
): MiddlewareHandler<AppEnv> => {
  const usual = limit(maxBytes);
  const byPath = new Map([...larger].map(([path, bytes]) => [path, limit(Math.max(bytes, maxBytes))]));
  return (c, next) => (byPath.get(c.req.path) ?? usual)(c, next);
};

/** The JSON body of a request; a form or text type is refused, so that no page can post here without a preflight. */
export const readJson = async (request: Request): Promise<unknown> => {
  if (!jsonType.test(request.headers.get('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send the body as application/json.');
  }
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported_media_type', 'Send the body without a Content-Encoding.');
  }
  const text = await request.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new AppError('malformed_request', 'The body is not valid JSON.', { cause });
  }
};
