import { findingKinds } from './payment/types.ts';
import { failureReasons, ProviderFailure, type ProviderFailureReason } from './provider-failure.ts';
import { conflictKinds } from './sync/conflict.ts';

/** What no vendor's adapter says: it is found by us, or reported about a mail that a vendor had taken. */
const ownFailures = [
  'internal',
  'last_owner',
  'suppressed',
  'capped',
  'overtaken',
  'undelivered',
  'bounced',
  'complained',
  'refund_failed',
  'payment_disputed',
  'fraud_warned',
  ...findingKinds,
  ...conflictKinds,
] as const;

/** Why something that is owed has not happened. The closed set for effects, notifications and deliveries, in every layer. */
export type Failure = ProviderFailureReason | (typeof ownFailures)[number];

export const failures: readonly Failure[] = [...Object.values(failureReasons).flat(), ...ownFailures];

/** Whatever was thrown, as a failure that can be stored and told: what is no vendor's doing is `internal`. */
export const failureOf = (error: unknown): Failure =>
  error instanceof ProviderFailure ? error.reason : 'internal';
