import type { Database } from '#db/client.ts';
import type { IdKind } from '#domain/ids.ts';
import type { MemberRole } from '#domain/member/types.ts';

export type Actor =
  /** `bookingId`: the booking that the caller's signed link or hold is for. */
  | { kind: 'guest'; bookingId?: string }
  | {
      kind: 'member';
      memberId: string;
      userId: string;
      role: MemberRole;
      name: string;
      /** The sign-in the request belongs to. */
      sessionId?: string;
    }
  /** Somebody who operates the installation; `tenantId` of the context is the tenant they act on. */
  | { kind: 'operator'; userId: string; email: string }
  | { kind: 'system' };

/** What verbs of operators get beside: the way to read across tenants. */
export type OperatorContext = ServiceContext & { ops: Database };

/** The request under an Idempotency-Key: whose it is and what it asks, as hashes. */
export type IdempotentRequest = { operation: string; keyHash: string; requestHash: string };

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
