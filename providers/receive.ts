/**
 * What a vendor's notification amounts to. It is a hint, not a command: the truth is read from the vendor or from
 * Postgres. One message may carry several hints, also of several accounts; an authentic one that says nothing to us
 * carries none.
 */
export type Received<Hint> =
  /** The vendor expects this very answer, e.g. to prove that the address is ours. */
  | { kind: 'answer'; response: Response }
  | { kind: 'hints'; hints: readonly Hint[] }
  | { kind: 'refused'; reason: 'malformed' | 'signature' | 'timestamp' };

/** Reads one notification at the time `now` (epoch milliseconds). Never rejects because of what was sent. */
export type Receive<Hint> = (request: Request, now: number) => Promise<Received<Hint>>;
