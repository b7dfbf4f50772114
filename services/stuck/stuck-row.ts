import { type FollowerKind, followerKinds, type Wakeup } from '#domain/follower.ts';
import { type Subject, type SubjectKind, subjectKinds } from '#domain/notification/types.ts';
import type { StuckSubjectKind } from '#domain/stuck/types.ts';
import { followerOf } from '#services/notification/deliver-again.ts';
import type { StuckRow } from './find-stuck.ts';

const isSubject = (kind: StuckSubjectKind): kind is SubjectKind =>
  (subjectKinds as readonly string[]).includes(kind);
const isFollower = (kind: StuckSubjectKind): kind is FollowerKind =>
  (followerKinds as readonly string[]).includes(kind);

/** What something owed is about; null for what follows itself: a departure, a calendar, a domain, a workflow. */
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
