/**
 * Everything that can go wrong at a vendor, in our terms: the kind says what the caller does about it, the reason what
 * a person is told. The first reason of a kind is the general one. Adapters translate every failure of an SDK to one of
 * these; a vendor's own codes and messages never leave its folder.
 */
export const failureReasons = {
  /** Credentials are gone for good: the owner must reconnect, or the operator must correct the configuration. */
  revoked: [
    'revoked',
    'access_withdrawn',
    'insufficient_permissions',
    'credentials_refused',
    'not_connected',
  ],
  /** Told to slow down; `retryAfterSeconds` when the vendor said for how long. */
  throttled: ['throttled', 'quota_exceeded'],
  /** The thing asked about does not exist (any more). */
  missing: ['missing'],
  /** It exists already, or somebody changed it meanwhile. */
  conflict: ['conflict', 'event_deleted', 'id_of_another_event', 'key_reused', 'reservation_gone'],
  /** The vendor will never accept this request as it is. */
  invalid: [
    'invalid',
    'not_allowed',
    'recipient_refused',
    'sender_refused',
    'content_refused',
    'malformed_request',
    'authorization_expired',
    'insufficient_scopes',
    'no_lasting_access',
    'identity_not_proven',
  ],
  /** An incremental cursor is no longer valid: do a full resync. */
  cursor_expired: ['cursor_expired'],
  /** Network, timeout, the vendor's own failure: the outcome may be unknown, repeat with the same key. */
  unavailable: [
    'unavailable',
    'timeout',
    'unreachable',
    'unexpected_answer',
    'in_progress',
    'edited_meanwhile',
    'circuit_open',
    'not_configured',
    'credentials_unreadable',
    'credentials_not_stored',
    'meeting_pending',
    'meeting_failed',
  ],
} as const;

export type ProviderFailureKind = keyof typeof failureReasons;
type ReasonOf<Kind extends ProviderFailureKind> = (typeof failureReasons)[Kind][number];
export type ProviderFailureReason = ReasonOf<ProviderFailureKind>;

/** The only error that leaves an adapter. Its message holds no text of the vendor's, which may quote personal data. */
export class ProviderFailure<Kind extends ProviderFailureKind = ProviderFailureKind> extends Error {
  /** The vendor, or the capability when no vendor was asked. */
  readonly vendor: string;
  readonly kind: Kind;
  readonly reason: ReasonOf<Kind>;
  readonly retryAfterSeconds: number | undefined;
  /** What was asked, `host:port`, for the operator; undefined when nothing was. */
  readonly server: string | undefined;

  constructor(
    vendor: string,
    kind: Kind,
    options: {
      retryAfterSeconds?: number | undefined;
      reason?: ReasonOf<Kind>;
      server?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    const reason: ReasonOf<Kind> = options.reason ?? failureReasons[kind][0];
    super(reason === kind ? `${vendor}: ${kind}` : `${vendor}: ${kind} (${reason})`, {
      cause: options.cause,
    });
    this.name = 'ProviderFailure';
    this.vendor = vendor;
    this.kind = kind;
    this.reason = reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.server = options.server;
  }
}

const kindOfReason = new Map<ProviderFailureReason, ProviderFailureKind>(
  (Object.keys(failureReasons) as ProviderFailureKind[]).flatMap((kind) =>
    failureReasons[kind].map((reason) => [reason, kind] as const),
  ),
);

/** The failure that a reason stands for, of the kind the reason belongs to. */
export const failureBecause = (
  vendor: string,
  reason: ProviderFailureReason,
  options: { retryAfterSeconds?: number | undefined; server?: string | undefined; cause?: unknown } = {},
): ProviderFailure =>
  new ProviderFailure(vendor, kindOfReason.get(reason) ?? 'unavailable', { ...options, reason });

const ordinaryKinds: readonly ProviderFailureKind[] = ['missing', 'conflict', 'cursor_expired'];
const ordinaryReasons: readonly ProviderFailureReason[] = [
  'access_withdrawn',
  'not_connected',
  'recipient_refused',
  'content_refused',
  'authorization_expired',
  'insufficient_scopes',
  'no_lasting_access',
  'in_progress',
  'edited_meanwhile',
  'meeting_pending',
  'meeting_failed',
];

/**
 * What happens in the best installation: a guest's address that does not exist, a member who takes their access back, an
 * event that somebody else has deleted. Everything else is for the operator to know.
 */
export const isOrdinary = (reason: ProviderFailureReason): boolean =>
  ordinaryReasons.includes(reason) || ordinaryKinds.includes(kindOfReason.get(reason) ?? 'unavailable');

/** Whatever was thrown, as an error that can be thrown again. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
