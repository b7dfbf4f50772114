import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { failureBecause, ProviderFailure, type ProviderFailureReason } from '#domain/provider-failure.ts';
import type { IdentityVendor } from '#domain/vendors.ts';
import { serverOf } from '#providers/env.ts';
import type { Asked, IdentityProvider, VendorIdentity } from '../port.ts';
import type { OpenidConfig } from './settings.ts';

/** What vendors do each in their own way. */
export type OpenidRules = {
  vendor: IdentityVendor;
  canConfirm: boolean;
  /** What the vendor's metadata must call its issuer, where it was read from the configured one. */
  metadataIssuerOf: (configured: string) => string;
  /** Who must have issued an identity token that says this; null when nobody may have. */
  issuerOf: (claims: JWTPayload, metadataIssuer: string) => string | null;
  /** Null when the token names no account. */
  subjectOf: (claims: JWTPayload) => string | null;
  isVerified: (claims: JWTPayload) => boolean;
};

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
type Metadata = z.output<typeof Metadata>;
type Opened = { metadata: Metadata; keys: ReturnType<typeof createRemoteJWKSet>; readAt: number };

const metadataLifeMs = 60 * 60_000;
/** How far clocks may differ. */
const toleranceSeconds = 60;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const tokenRefusal = (status: number, code: unknown): ProviderFailureReason => {
  if (status === 429) return 'throttled';
  if (status >= 500 || status === 408) return 'unavailable';
  if (code === 'invalid_grant') return 'authorization_expired';
  return code === 'invalid_client' || code === 'unauthorized_client' ? 'credentials_refused' : 'not_allowed';
};

/** One request; whatever keeps it from being answered is a failure of ours, which quotes nothing. */
const createAsk =
  (vendor: IdentityVendor, timeoutMs: number) =>
  async (url: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      throw failureBecause(vendor, isLate ? 'timeout' : 'unreachable', { server: serverOf(url) });
    }
  };
type Ask = ReturnType<typeof createAsk>;

/** What the vendor offers, read once an hour. */
const createDiscovery = (rules: OpenidRules, config: OpenidConfig, ask: Ask) => {
  let opened: Opened | null = null;
  return async (): Promise<Opened> => {
    if (opened !== null && performance.now() - opened.readAt < metadataLifeMs) return opened;
    const url = `${config.issuer}/.well-known/openid-configuration`;
    const answer = await ask(url);
    const parsed = Metadata.safeParse(await answer.json().catch(() => null));
    const isSafe = (address: string): boolean => config.mayBePlain || address.startsWith('https:');
    const isSound = ({ issuer, ...endpoints }: Metadata): boolean =>
      issuer === rules.metadataIssuerOf(config.issuer) && Object.values(endpoints).every(isSafe);
    if (!answer.ok || !parsed.success || !isSound(parsed.data))
      throw failureBecause(rules.vendor, answer.status === 429 ? 'throttled' : 'unexpected_answer', {
        server: serverOf(url),
      });
    const keys = createRemoteJWKSet(new URL(parsed.data.jwks_uri), {
      timeoutDuration: config.timeoutMs ?? 10_000,
      cooldownDuration: 1_000,
    });
    opened = { metadata: parsed.data, keys, readAt: performance.now() };
    return opened;
  };
};

type Answer = Parameters<IdentityProvider['identify']>[0];

const exchange = async (
  rules: OpenidRules,
  config: OpenidConfig,
  ask: Ask,
  { endpoint, code, codeVerifier, redirectUri }: Answer & { endpoint: string },
): Promise<string> => {
  const answer = await ask(endpoint, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: codeVerifier,
      redirect_uri: redirectUri,
      client_id: config.clientId,
      client_secret: config.clientSecret,
    }),
  });
  const body: unknown = await answer.json().catch(() => null);
  const read = (name: string): unknown =>
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  const server = serverOf(endpoint);
  if (!answer.ok) throw failureBecause(rules.vendor, tokenRefusal(answer.status, read('error')), { server });
  const token = text(read('id_token'));
  if (token === null) throw failureBecause(rules.vendor, 'unexpected_answer', { server });
  return token;
};

const notProven = (rules: OpenidRules): ProviderFailure =>
  failureBecause(rules.vendor, 'identity_not_proven', {});

/** Whether the vendor says, of this question and for us, who that is. */
const isForThis = (
  claims: JWTPayload,
  { metadata }: Opened,
  rules: OpenidRules,
  { nonce, authenticatedSince, clientId }: Answer & { clientId: string },
): boolean => {
  const issuer = rules.issuerOf(claims, metadata.issuer);
  if (issuer === null || claims.iss !== issuer || claims['nonce'] !== nonce) return false;
  if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims['azp'] !== clientId) return false;
  if (authenticatedSince === undefined) return true;
  const shownAt = claims['auth_time'];
  return typeof shownAt === 'number' && (shownAt + toleranceSeconds) * 1000 >= authenticatedSince;
};

const verify = async (
  token: string,
  opened: Opened,
  rules: OpenidRules,
  answer: Answer & { clientId: string },
): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, opened.keys, {
      algorithms: ['RS256'],
      audience: answer.clientId,
      clockTolerance: toleranceSeconds,
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce'],
    });
    if (isForThis(payload, opened, rules, answer)) return payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout) throw failureBecause(rules.vendor, 'timeout', {});
    // Anything else of the library's says that the token is not what it should be; what is no error of its is the network.
    if (!(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC')
      throw failureBecause(rules.vendor, 'unreachable', { server: serverOf(opened.metadata.jwks_uri) });
  }
  throw notProven(rules);
};

const identityIn = (claims: JWTPayload, rules: OpenidRules): VendorIdentity => {
  const subject = rules.subjectOf(claims);
  if (subject === null) throw notProven(rules);
  const email = text(claims['email'])?.toLowerCase() ?? null;
  return {
    subject,
    email,
    isVerified: email !== null && rules.isVerified(claims),
    name: text(claims['name']),
  };
};

const queryOf = ({ clientId }: OpenidConfig, asked: Asked): Record<string, string> => ({
  client_id: clientId,
  redirect_uri: asked.redirectUri,
  response_type: 'code',
  response_mode: 'query',
  scope: 'openid email profile',
  state: asked.state,
  nonce: asked.nonce,
  code_challenge: asked.codeChallenge,
  code_challenge_method: 'S256',
  prompt: asked.fresh ? 'login' : 'select_account',
  ...(asked.fresh ? { max_age: '0' } : {}),
  ...(asked.loginHint === undefined ? {} : { login_hint: asked.loginHint }),
});

/** A vendor that speaks OpenID Connect 1.0; keys and signatures are the library's work. */
export const createOpenidProvider = (rules: OpenidRules, config: OpenidConfig): IdentityProvider => {
  const ask = createAsk(rules.vendor, config.timeoutMs ?? 10_000);
  const discover = createDiscovery(rules, config, ask);
  return {
    vendor: rules.vendor,
    canConfirm: rules.canConfirm,
    authorizationUrl: async (asked) => {
      const { metadata } = await discover();
      const url = new URL(metadata.authorization_endpoint);
      for (const [name, value] of Object.entries(queryOf(config, asked))) url.searchParams.set(name, value);
      return url.href;
    },
    identify: async (answer) => {
      const opened = await discover();
      const endpoint = opened.metadata.token_endpoint;
      const token = await exchange(rules, config, ask, { ...answer, endpoint });
      return identityIn(await verify(token, opened, rules, { ...answer, clientId: config.clientId }), rules);
    },
  };
};
