import type { ErrorCode } from '#domain/errors.ts';
import type { Endpoint } from './endpoint.ts';

const hasFields = (schema: object): boolean =>
  'shape' in schema && Object.keys(schema.shape ?? {}).length > 0;

const takesBody = (endpoint: Endpoint): boolean => endpoint.body.type !== 'undefined';

/** Every code an operation may answer with: its own and those that follow from how it is called. */
export const problemsOf = (endpoint: Endpoint): readonly ErrorCode[] => {
  const implied: ErrorCode[] = ['rate_limited', 'internal', 'temporarily_unavailable'];
  if (endpoint.auth === 'member' || endpoint.auth === 'admin') {
    // A tenant asked for by header may be none of the caller's.
    implied.push('unauthenticated', 'forbidden');
  }
  if (takesBody(endpoint)) {
    implied.push('malformed_request', 'invalid_request', 'unsupported_media_type', 'body_too_large');
  } else if (hasFields(endpoint.params) || hasFields(endpoint.query)) {
    implied.push('invalid_request');
  }
  return [...new Set([...endpoint.problems, ...implied])];
};
