import { type FollowerKind, followerKinds } from '../follower.ts';
import { type SubjectKind, subjectKinds } from '../notification/types.ts';

export const stuckSubjectKinds = [...new Set([...subjectKinds, ...followerKinds])];
export type StuckSubjectKind = SubjectKind | FollowerKind;

/** A workflow has missed its moment when it has not looked for this long: a worker that restarts catches up sooner. */
export const missedAfterMs = 5 * 60_000;

/** Until then whoever has added a domain is taken to be setting its records. */
export const domainPatienceMs = 24 * 60 * 60_000;

/** Until then a payment vendor that does not answer is taken to be back soon. */
export const paymentPatienceMs = 60 * 60_000;

/** As many are tried again by one request; whoever wants more asks again. */
export const retriedAtOnce = 100;
