import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Hono } from 'hono';
import type { EmulatorEnv } from '#providers/emulation/interception.ts';
import type { EmulatorContext } from './http.ts';
import { authorize, findBearer, VendorFailure } from './http.ts';
import type { Code, Grant, World } from './model.ts';
import { chosenAccount, renderConsent, renderProblem } from './page.ts';

const codeMs = 600_000;
const knownParams = new Set([
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'access_type',
  'prompt',
  'code_challenge',
  'code_challenge_method',
  'include_granted_scopes',
  'login_hint',
  'nonce',
  'hd',
  'auto',
]);
/** The vendor answers with the long names. */
const longScopes: Readonly<Record<string, string>> = {
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
};

type Ask = {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string | null;
  offline: boolean;
  forceConsent: boolean;
  loginHint: string | null;
  nonce: string | null;
};

export function createOauthRoutes(world: World): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  const signer = createSigner();
  app.get('/o/oauth2/v2/auth', (c) => {
    const query = new URL(c.req.url).searchParams;
    const ask = readAsk(world, query);
    if (typeof ask === 'string') return c.html(renderProblem(ask), 400);
    const mode = query.get('auto') || world.state.settings.consent;
    if (mode !== 'allow' && mode !== 'deny') {
      return c.html(renderConsent(world.state.accounts, ask.scopes, query));
    }
    const email = chosenAccount(world.state.accounts, [ask.loginHint, world.state.settings.consentAccount]);
    return decide(world, c, ask, { allow: mode === 'allow', email, scopes: ask.scopes });
  });
  app.post('/o/oauth2/v2/consent', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const ask = readAsk(world, new URLSearchParams(form.get('request') ?? ''));
    if (typeof ask === 'string') return c.html(renderProblem(ask), 400);
    const ticked = form.getAll('scope');
    return decide(world, c, ask, {
      allow: form.get('decision') === 'allow',
      email: form.get('account') ?? '',
      scopes: ask.scopes.filter((scope) => ticked.includes(scope)),
    });
  });
  app.post('/token', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const answer = grantTokens(world, form, signer);
    return c.json(answer.body, answer.status, { 'cache-control': 'no-store' });
  });
  app.post('/revoke', async (c) => {
    const token = c.req.query('token') ?? new URLSearchParams(await c.req.text()).get('token') ?? '';
    return revokeToken(world, token)
      ? c.json({})
      : c.json({ error: 'invalid_token', error_description: 'Token expired or revoked' }, 400);
  });
  app.get('/oauth2/v1/certs', (c) =>
    c.json({ [signer.kid]: signer.pem }, 200, { 'cache-control': 'max-age=60' }),
  );
  app.get('/oauth2/v3/certs', (c) => c.json({ keys: [signer.jwk] }, 200, { 'cache-control': 'max-age=60' }));
  for (const path of ['/oauth2/v3/userinfo', '/oauth2/v2/userinfo', '/v1/userinfo']) {
    app.get(path, (c) => {
      const { account } = authorize(world, c, null);
      return c.json({
        sub: account.sub,
        id: account.sub,
        email: account.email,
        email_verified: true,
        verified_email: true,
        name: account.name,
      });
    });
  }
  for (const path of ['/tokeninfo', '/oauth2/v3/tokeninfo']) app.get(path, (c) => tokenInfo(world, c));
  return app;
}

/** What is asked for, or why it is refused: then nobody may be redirected. */
function readAsk(world: World, query: URLSearchParams): Ask | string {
  const unknown = [...query.keys()].find((name) => !knownParams.has(name));
  if (unknown !== undefined) return `invalid_request: unknown parameter ${unknown}`;
  const clientId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!world.state.clients.some((client) => client.clientId === clientId)) return 'invalid_client';
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol))
    return 'redirect_uri_mismatch';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (scopes.length === 0) return 'invalid_request: missing scope';
  const challenge = query.get('code_challenge');
  if (challenge !== null && query.get('code_challenge_method') !== 'S256') {
    return 'invalid_request: only S256 is accepted';
  }
  return {
    clientId,
    redirectUri,
    scopes,
    state: query.get('state'),
    challenge,
    offline: query.get('access_type') === 'offline',
    forceConsent: (query.get('prompt') ?? '').split(' ').includes('consent'),
    loginHint: query.get('login_hint'),
    nonce: query.get('nonce'),
  };
}

function decide(
  world: World,
  c: EmulatorContext,
  ask: Ask,
  decision: { allow: boolean; email: string; scopes: string[] },
): Response {
  const target = new URL(ask.redirectUri);
  if (ask.state !== null) target.searchParams.set('state', ask.state);
  const account = world.state.accounts.find(({ email }) => email === decision.email);
  if (!decision.allow || account === undefined) {
    target.searchParams.set('error', 'access_denied');
    return c.redirect(target.href, 302);
  }
  const known = world.state.grants.some(
    (grant) => grant.email === account.email && grant.clientId === ask.clientId && !grant.revoked,
  );
  const code: Code = {
    code: `4/${world.nextId('code')}${world.nextId('code')}`,
    clientId: ask.clientId,
    redirectUri: ask.redirectUri,
    email: account.email,
    scopes: decision.scopes.map((scope) => longScopes[scope] ?? scope),
    challenge: ask.challenge,
    // A later consent yields a refresh token only when it was really asked again.
    offline: ask.offline && (ask.forceConsent || !known),
    expiresAt: world.now() + codeMs,
    used: false,
    nonce: ask.nonce,
  };
  world.state.codes = [...world.state.codes.filter(({ expiresAt }) => expiresAt > world.now()), code];
  world.touch();
  target.searchParams.set('code', code.code);
  target.searchParams.set('scope', code.scopes.join(' '));
  return c.redirect(target.href, 302);
}

type TokenAnswer = { status: 200 | 400 | 401; body: Record<string, unknown> };

const refuse = (error: string, description: string, status: 400 | 401 = 400): TokenAnswer => ({
  status,
  body: { error, error_description: description },
});

function grantTokens(world: World, form: URLSearchParams, signer: Signer): TokenAnswer {
  const client = world.state.clients.find(({ clientId }) => clientId === form.get('client_id'));
  if (client === undefined || client.clientSecret !== form.get('client_secret')) {
    return refuse('invalid_client', 'Unauthorized', 401);
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(world, form, signer);
    case 'refresh_token':
      return refreshTokens(world, form, client.clientId);
    default:
      return refuse('unsupported_grant_type', 'Invalid grant_type');
  }
}

function redeemCode(world: World, form: URLSearchParams, signer: Signer): TokenAnswer {
  const code = world.state.codes.find((candidate) => candidate.code === form.get('code'));
  if (code === undefined || code.used || code.expiresAt <= world.now()) {
    return refuse('invalid_grant', 'Malformed auth code.');
  }
  if (code.clientId !== form.get('client_id')) return refuse('unauthorized_client', 'Unauthorized');
  if (code.redirectUri !== form.get('redirect_uri')) return refuse('redirect_uri_mismatch', 'Bad Request');
  if (code.challenge !== null) {
    const given = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (given !== code.challenge) return refuse('invalid_grant', 'Invalid code verifier.');
  }
  code.used = true;
  const grant: Grant = {
    id: world.nextId('grant'),
    email: code.email,
    clientId: code.clientId,
    scopes: code.scopes,
    revoked: false,
  };
  world.state.grants.push(grant);
  const account = world.state.accounts.find(({ email }) => email === code.email);
  const withIdentity = code.scopes.includes('openid') || code.scopes.includes(longScopes['email'] ?? '');
  return {
    status: 200,
    body: {
      ...issueAccess(world, grant),
      ...(code.offline ? { refresh_token: issueRefresh(world, grant) } : {}),
      ...(withIdentity && account !== undefined
        ? {
            id_token: signer.sign({
              iss: 'https://accounts.google.com',
              azp: code.clientId,
              aud: code.clientId,
              sub: account.sub,
              email: account.email,
              email_verified: true,
              name: account.name,
              ...(code.nonce === null ? {} : { nonce: code.nonce }),
            }),
          }
        : {}),
    },
  };
}

function refreshTokens(world: World, form: URLSearchParams, clientId: string): TokenAnswer {
  const token = world.state.tokens.find(
    (candidate) => candidate.kind === 'refresh' && candidate.token === form.get('refresh_token'),
  );
  const grant = world.state.grants.find(({ id }) => id === token?.grantId);
  if (token === undefined || grant === undefined || grant.revoked || grant.clientId !== clientId) {
    return refuse('invalid_grant', 'Token has been expired or revoked.');
  }
  const rotate = world.state.settings.rotateRefreshTokens;
  if (rotate) world.state.tokens = world.state.tokens.filter((candidate) => candidate !== token);
  const body = {
    ...issueAccess(world, grant),
    ...(rotate ? { refresh_token: issueRefresh(world, grant) } : {}),
  };
  return { status: 200, body };
}

function issueAccess(world: World, grant: Grant): Record<string, unknown> {
  const seconds = world.state.settings.accessTokenSeconds;
  const token = `ya29.${world.nextId('access')}${world.nextId('access')}`;
  world.state.tokens = world.state.tokens.filter(
    ({ expiresAt }) => expiresAt === null || expiresAt > world.now(),
  );
  world.state.tokens.push({
    token,
    kind: 'access',
    grantId: grant.id,
    expiresAt: world.now() + seconds * 1_000,
  });
  world.touch();
  return { access_token: token, expires_in: seconds, scope: grant.scopes.join(' '), token_type: 'Bearer' };
}

function issueRefresh(world: World, grant: Grant): string {
  const token = `1//${world.nextId('refresh')}${world.nextId('refresh')}`;
  world.state.tokens.push({ token, kind: 'refresh', grantId: grant.id, expiresAt: null });
  return token;
}

/** One token takes its whole grant along. */
function revokeToken(world: World, text: string): boolean {
  const token = world.state.tokens.find((candidate) => candidate.token === text);
  const grant = world.state.grants.find(({ id }) => id === token?.grantId);
  if (grant === undefined || grant.revoked) return false;
  grant.revoked = true;
  world.touch();
  return true;
}

/** As when the person removes the app in the account settings, or an administrator does. */
export function revokeAccount(world: World, email: string): number {
  const live = world.state.grants.filter((grant) => grant.email === email && !grant.revoked);
  for (const grant of live) grant.revoked = true;
  world.touch();
  return live.length;
}

function tokenInfo(world: World, c: EmulatorContext): Response {
  const text = c.req.query('access_token') ?? '';
  const caller = findBearer(world, `Bearer ${text}`);
  if (caller === null) {
    return c.json({ error: 'invalid_token', error_description: 'Invalid Value' }, 400);
  }
  const token = world.state.tokens.find((candidate) => candidate.token === text);
  return c.json({
    azp: caller.grant.clientId,
    aud: caller.grant.clientId,
    sub: caller.account.sub,
    email: caller.account.email,
    email_verified: 'true',
    scope: caller.grant.scopes.join(' '),
    exp: String(Math.floor((token?.expiresAt ?? 0) / 1_000)),
    access_type: 'offline',
  });
}

type Signer = { kid: string; pem: string; jwk: object; sign(claims: Record<string, unknown>): string };

/** A key of this run. Identity tokens live on the real clock, because those who check them do. */
function createSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const kid = createHash('sha256').update(pem).digest('hex').slice(0, 40);
  return {
    kid,
    pem,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
    sign: (claims) => signJwt(privateKey, kid, claims),
  };
}

function signJwt(key: KeyObject, kid: string, claims: Record<string, unknown>): string {
  const issuedAt = Math.floor(Date.now() / 1_000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'RS256', kid, typ: 'JWT' })}.${encode({ ...claims, iat: issuedAt, exp: issuedAt + 3_600 })}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
}

/** Unknown routes are the vendor's error too: an SDK must never take silence for success. */
export const notImplemented = (c: EmulatorContext): VendorFailure =>
  new VendorFailure(
    501,
    'notImplemented',
    `The emulator does not speak ${c.req.method} ${new URL(c.req.url).pathname}`,
  );
