import { createHash } from 'node:crypto';
import { AppError } from '#domain/errors.ts';

/** A weak tag of the answer's text; with a version it starts with that, so that `If-Match` can tell versions apart. */
export const etagOf = (text: string, version?: number): string => {
  const digest = createHash('sha1').update(text).digest('base64url').slice(0, 16);
  return `W/"${version === undefined ? '' : `${version}.`}${digest}"`;
};

const tagsOf = (header: string): string[] =>
  [...header.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');

/** Weak comparison (RFC 9110 §8.8.3.2). */
export const matchesNone = (header: string | undefined, etag: string): boolean =>
  header !== undefined && (header.trim() === '*' || tagsOf(header).includes(tagsOf(etag)[0] ?? ''));

/**
 * The version a change is based on, from `If-Match: "3"` or the tag of an earlier answer; `any` for `*`. Throws
 * `precondition_required` without the header and `precondition_failed` for tags that name no version.
 */
export const versionFrom = (header: string | undefined): number | 'any' => {
  if (header === undefined || header.trim() === '') {
    throw new AppError('precondition_required', 'Send the ETag you have read in If-Match.', {
      errors: [{ pointer: '#header/If-Match', message: 'is required' }],
    });
  }
  if (header.trim() === '*') return 'any';
  const version = /^(\d{1,9})(?:\.|$)/.exec(tagsOf(header)[0] ?? '')?.[1];
  if (version === undefined) {
    throw new AppError('precondition_failed', 'It was changed meanwhile; read it again.');
  }
  return Number(version);
};
