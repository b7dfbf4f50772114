/** What an account is opened with. Its content is known to the adapter that issued it alone; stored sealed, as JSON. */
export type Credentials = Readonly<Record<string, unknown>>;

/** Called with fresh credentials whenever the vendor rotated them; must have stored them when it resolves. */
export type OnCredentials = (credentials: Credentials) => Promise<void>;

/** An account at a vendor. The label is what its owner knows it by, e.g. an address. */
export type VendorAccount = { externalAccountId: string; label: string };

/** An account that can be used from now on. */
export type Granted = { credentials: Credentials; account: VendorAccount };

/** By consent on the vendor's own page: OAuth 2.0 authorization code, `state`, PKCE S256 (RFC 7636). */
export type OauthAuth = {
  kind: 'oauth';
  /** Where to send the person. */
  authorizationUrl(request: {
    state: string;
    codeChallenge: string;
    redirectUri: string;
    loginHint?: string;
  }): string;
  /** Exchanges the code; throws `invalid` when needed permissions were not granted (reason `insufficient_scopes`). */
  exchangeCode(request: { code: string; codeVerifier: string; redirectUri: string }): Promise<Granted>;
};

/** By name and password. */
export type BasicAuth = {
  kind: 'basic';
  /** Tries them at the vendor; throws `invalid` when it refuses them. */
  verify(request: { username: string; password: string }): Promise<Granted>;
};

/** By a key that the vendor gave to its customer. */
export type KeyAuth = {
  kind: 'key';
  /** Tries it at the vendor; throws `invalid` when it is refused. */
  verify(request: { key: string }): Promise<Granted>;
};

/** By nothing: the vendor lets everybody in, and what the account needs is made here. */
export type NoAuth = { kind: 'none'; issue(): Granted };

/** How accounts of a vendor are opened. */
export type Auth = OauthAuth | BasicAuth | KeyAuth | NoAuth;
