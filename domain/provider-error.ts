/** What went wrong at a vendor, in our terms. Adapters translate every SDK failure to one of these kinds. */
export type ProviderFailureKind =
  /** Credentials are gone for good (revoked, expired grant): the owner must reconnect. */
  | 'revoked'
  /** Told to slow down; `retryAfterSeconds` when the vendor said for how long. */
  | 'throttled'
  /** The thing asked about does not exist (any more). */
  | 'missing'
  /** It exists already, or somebody changed it meanwhile (409, 412). */
  | 'conflict'
  /** The vendor will never accept this request as it is. */
  | 'invalid'
  /** An incremental cursor is no longer valid (410): do a full resync. */
  | 'cursor_expired'
  /** Network, timeout, 5xx: the outcome may be unknown, repeat with the same key. */
  | 'unavailable';

export class ProviderError extends Error {
  readonly vendor: string;
  readonly kind: ProviderFailureKind;
  readonly retryAfterSeconds: number | undefined;
  /** The vendor's own reason code, never its message (messages may quote personal data). */
  readonly reason: string | undefined;

  constructor(
    vendor: string,
    kind: ProviderFailureKind,
    options: { retryAfterSeconds?: number | undefined; reason?: string | undefined; cause?: unknown } = {},
  ) {
    super(`${vendor}: ${kind}${options.reason === undefined ? '' : ` (${options.reason})`}`, {
      cause: options.cause,
    });
    this.name = 'ProviderError';
    this.vendor = vendor;
    this.kind = kind;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason;
  }
}

/** Whatever was thrown, as an error that can be thrown again. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
