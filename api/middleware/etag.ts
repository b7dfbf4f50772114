import { createHash } from 'node:crypto';
import { AppError } from '#domain/errors.ts';
import type { BasedOn } from '#services/version.ts';

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
 * The versions a change may be based on, from `If-Match: "3"` or the tags of earlier answers; `any` for `*`. Throws
 * `precondition_failed` for tags that name no version.
 */
export const versionsFrom = (header: string): BasedOn => {
  if (header.trim() === '*') return 'any';
  const versions = tagsOf(header).flatMap((tag) => /^(\d{1,9})(?:\.|$)/.exec(tag)?.[1] ?? []);
  if (versions.length === 0) {
    throw new AppError('precondition_failed', 'It was changed meanwhile; read it again.');
  }
  return versions.map(Number);
};

/** The same of a header that must be there; `precondition_required` otherwise. */
export const requiredVersionsFrom = (header: string | undefined): BasedOn => {
  if (header === undefined || header.trim() === '') {
    throw new AppError('precondition_required', 'Send the ETag you have read in If-Match.', {
      errors: [{ pointer: '#header/If-Match', message: 'is required' }],
    });
  }
  return versionsFrom(header);
};
