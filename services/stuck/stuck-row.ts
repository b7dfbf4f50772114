import { AppError } from '#domain/errors.ts';
import { type FollowerKind, followerKinds, type Wakeup } from '#domain/follower.ts';
import { type Subject, type SubjectKind, subjectKinds } from '#domain/notification/types.ts';
import type { StuckSubjectKind } from '#domain/stuck/types.ts';
import { followerOf } from '#services/notification/deliver-again.ts';
import type { StuckPlace, StuckRow } from './find-stuck.ts';

const isSubject = (kind: StuckSubjectKind): kind is SubjectKind =>
  (subjectKinds as readonly string[]).includes(kind);
const isFollower = (kind: StuckSubjectKind): kind is FollowerKind =>
  (followerKinds as readonly string[]).includes(kind);

/** What something owed is about; null for what follows itself: a departure, a calendar, a workflow. */
export const subjectOf = ({ kind, tenantId, subjectKind, subjectId: id }: StuckRow): Subject | null =>
  (kind === 'effect' || kind === 'notification' || kind === 'delivery') && isSubject(subjectKind)
    ? { tenantId, kind: subjectKind, id }
    : null;

/** Who makes happen what stands still. */
export const followerOfRow = (row: StuckRow): Wakeup => {
  const subject = subjectOf(row);
  if (subject !== null) return followerOf(subject);
  const { tenantId, subjectKind: kind, subjectId } = row;
  if (!isFollower(kind)) throw new Error(`nothing follows ${kind}`);
  return { tenantId, kind, subjectId };
};

export const encodeCursor = ({ since, id }: StuckRow): string =>
  Buffer.from(`${new Date(since).getTime()}|${id}`).toString('base64url');

/** `pointer` says where the cursor stood. */
export const decodeCursor = (cursor: string | undefined, pointer: string): StuckPlace | null => {
  if (cursor === undefined) return null;
  const [, since, id] =
    /^(\d{1,14})\|([a-z_/]{3,20}[0-9a-z_]{26,40})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (since === undefined || id === undefined)
    throw new AppError('invalid_request', 'The cursor is not one of ours.', {
      errors: [{ pointer, message: 'must be the nextCursor of an earlier answer' }],
    });
  return { since: Number(since), id };
};

/** The first rows of a page that was read one row too far, and where the next one begins. */
export const pageOfRows = (rows: readonly StuckRow[], limit: number) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(last) : null };
};
