import type { Database } from '#db/client.ts';
import type { IdKind } from '#domain/ids.ts';
import type { Permission } from '#domain/member/permissions.ts';
import type { MemberRole } from '#domain/member/types.ts';
import type { FrozenBy } from '#domain/plan/types.ts';

/** The API key that a request was signed with, and what its owner allows it. */
export type ActingKey = { id: string; scopes: readonly Permission[] };

export type Actor =
  /** What the caller's signed link is for: a booking, also by its hold, or all that is kept of who asked for it. */
  | { kind: 'guest'; bookingId?: string; guestRequestId?: string }
  | {
      kind: 'member';
      memberId: string;
      userId: string;
      role: MemberRole;
      name: string;
      /** The plan that has no place for them; left out or null for everybody who has one. */
      frozen?: FrozenBy | null;
      /** The sign-in the request belongs to. */
      sessionId?: string;
      /** It acts as the member, within its scopes. */
      key?: ActingKey;
    }
  /** Somebody who operates the installation; `tenantId` of the context is the tenant they act on. */
  | { kind: 'operator'; userId: string; email: string; signInId?: string }
  /** An operator who looks at the tenant of the context: nobody in it, who sees what its admins see and changes nothing. */
  | { kind: 'support'; viewId: string; userId: string; email: string; signInId: string; memberId: null }
  /** A key of the organisation: it is nobody, and has nothing of its own. */
  | { kind: 'key'; key: ActingKey; memberId: null }
  | { kind: 'system' };

/** What verbs of operators get beside: the way to read across tenants. */
export type OperatorContext = ServiceContext & { ops: Database };

/** The request under an Idempotency-Key: whose it is and what it asks, as hashes. */
export type IdempotentRequest = {
  operation: string;
  keyHash: string;
  requestHash: string;
  /** Known to whoever has the key, kept nowhere: what is shown once comes of it, and of a repeat as well. */
  seed?: string;
};

/** What every verb gets: whose data, on whose behalf, and the only clock. */
export type ServiceContext = {
  db: Database;
  tenantId: string;
  actor: Actor;
  /** Epoch milliseconds. */
  now: () => number;
  newId: (kind: IdKind) => string;
  /** Left out: the verb is not repeated under a key. */
  request?: IdempotentRequest;
  requestId?: string;
  /** Shortened caller address for the audit log (/24 or /48), never the full one. */
  addressPrefix?: string;
};
