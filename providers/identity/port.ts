import type { IdentityVendor } from '#domain/vendors.ts';

/** Somebody as a vendor knows them. */
export type VendorIdentity = {
  /** Names the account at the vendor for ever, whatever happens to its address; no other account ever has it. */
  subject: string;
  email: string | null;
  /** The vendor has seen that the address is theirs. */
  isVerified: boolean;
  name: string | null;
};

export type Asked = {
  state: string;
  nonce: string;
  codeChallenge: string;
  redirectUri: string;
  /** They have to show at the vendor once more that it is them, signed in there or not. */
  fresh: boolean;
  loginHint?: string;
};

/** People sign in with an account that they have elsewhere. OpenID Connect with `state`, PKCE S256 and `nonce`. Throws only `ProviderFailure`. */
export type IdentityProvider = {
  vendor: IdentityVendor;
  /** Whether the vendor says when somebody last showed that it is them. */
  canConfirm: boolean;
  /** Where to send the browser. */
  authorizationUrl(asked: Asked): Promise<string>;
  /**
   * Who has come back with a code. `identity_not_proven` unless the vendor has signed that, for us, for this question and, where
   * `authenticatedSince` is given (epoch milliseconds), that they showed it no earlier; `authorization_expired` for a code that is over.
   */
  identify(answer: {
    code: string;
    codeVerifier: string;
    nonce: string;
    redirectUri: string;
    authenticatedSince?: number;
  }): Promise<VendorIdentity>;
};
