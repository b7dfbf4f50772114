import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { z } from 'zod';
import { createControls } from '#providers/emulation/controls.ts';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { type EmulatorEnv, intercept } from '#providers/emulation/interception.ts';
import { createKit } from '#providers/emulation/kit.ts';
import { standardNotificationSettings } from '#providers/emulation/notifications.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { renderChoice, renderOverview, renderProblem } from './page.ts';

/** Somebody with an account at the vendor. */
export type EmulatedPerson = { subject: string; email: string; name: string; isVerified: boolean };

/** What is a vendor's own. */
export type EmulatedVendor = {
  title: string;
  /** Below it lies the document that says what the vendor offers. */
  metadataPath: string;
  metadataIssuer: (url: string) => string;
  claimsOf: (person: EmulatedPerson, url: string) => JWTPayload;
  people: readonly EmulatedPerson[];
};

/** What is wrong with the identity tokens that are issued. */
const faults = ['none', 'nonce', 'issuer', 'audience', 'expired', 'signature', 'unsigned', 'stale'] as const;

const Settings = z.strictObject({
  consent: z.enum(['ask', 'allow', 'deny']).optional(),
  /** Who comes back without being asked, by address. */
  account: z.string().optional(),
  idToken: z.enum(faults).optional(),
  /** Whose metadata it claims to be; null: its own. */
  metadataIssuer: z.string().nullable().optional(),
});
type Settings = {
  consent: 'ask' | 'allow' | 'deny';
  account: string;
  idToken: (typeof faults)[number];
  metadataIssuer: string | null;
};

const PersonBody = z.strictObject({
  subject: z.string().min(1),
  email: z.string(),
  name: z.string().min(1),
  isVerified: z.boolean(),
});

type Code = { person: EmulatedPerson; query: URLSearchParams; expiresAt: number };
type World = { people: EmulatedPerson[]; settings: Settings; codes: Map<string, Code> };

const codeMs = 60_000;
const clientId = 'everslot-local';
const clientSecret = 'everslot-local-secret';
const kid = 'emulated-1';

const freshWorld = ({ people }: EmulatedVendor): World => ({
  people: people.map((person) => ({ ...person })),
  settings: { consent: 'ask', account: people[0]?.email ?? '', idToken: 'none', metadataIssuer: null },
  codes: new Map(),
});

/** Why nobody may be asked nor sent back; null when all is well. */
const problemOf = (query: URLSearchParams): string | null => {
  if (query.get('client_id') !== clientId) return 'unauthorized_client';
  if (!URL.canParse(query.get('redirect_uri') ?? '')) return 'invalid_request: redirect_uri';
  if (query.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!(query.get('scope') ?? '').split(' ').includes('openid')) return 'invalid_scope';
  const isAsked = query.get('code_challenge_method') === 'S256' && query.get('nonce') && query.get('state');
  return isAsked ? null : 'invalid_request: state, nonce and code_challenge are required';
};

/** Endpoints of the vendor on which a token is made, and what the kit gives them. */
type Parts = { vendor: EmulatedVendor; world: () => World; now: () => number; url: () => string };

const createTokens = async ({ vendor, world, now, url }: Parts) => {
  const [own, strange] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' };
  const claimsFor = ({ person, query }: Code): JWTPayload => {
    const fault = world().settings.idToken;
    const issuedAt = Math.floor(now() / 1000) - (fault === 'expired' ? 7_200 : 0);
    const claims = vendor.claimsOf(person, url());
    const shown = query.get('max_age') === '0' && fault !== 'stale' ? issuedAt : issuedAt - 7 * 86_400;
    return {
      ...claims,
      ...(fault === 'issuer' ? { iss: 'https://elsewhere.example' } : {}),
      aud: fault === 'audience' ? 'somebody-else' : clientId,
      nonce: fault === 'nonce' ? 'another' : (query.get('nonce') ?? ''),
      iat: issuedAt,
      exp: issuedAt + 3_600,
      auth_time: shown,
    };
  };
  return {
    jwk,
    sign: async (code: Code): Promise<string> => {
      const claims = claimsFor(code);
      const fault = world().settings.idToken;
      if (fault === 'unsigned') return new UnsecuredJWT(claims).encode();
      const key = fault === 'signature' ? strange.privateKey : own.privateKey;
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
    },
  };
};

const back = (query: URLSearchParams, answer: Record<string, string>): string => {
  const target = new URL(query.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ ...answer, state: query.get('state') ?? '' }))
    target.searchParams.set(name, value);
  return target.href;
};

const decide = (
  { world, now }: Parts,
  query: URLSearchParams,
  { isAllowed, email }: { isAllowed: boolean; email: string },
): string => {
  const person = world().people.find((each) => each.email === email);
  if (!isAllowed || person === undefined) return back(query, { error: 'access_denied' });
  const code = randomBytes(24).toString('base64url');
  world().codes.set(code, { person, query, expiresAt: now() + codeMs });
  return back(query, { code });
};

const redeem = (
  { world, now }: Parts,
  form: URLSearchParams,
): Code | { error: string; status: 400 | 401 } => {
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return { error: 'invalid_client', status: 401 };
  if (form.get('grant_type') !== 'authorization_code')
    return { error: 'unsupported_grant_type', status: 400 };
  const key = form.get('code') ?? '';
  const code: Code | undefined = world().codes.get(key);
  // Once, whatever comes of it.
  world().codes.delete(key);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (code === undefined) return { error: 'invalid_grant', status: 400 };
  const isRight =
    code.expiresAt > now() &&
    code.query.get('redirect_uri') === form.get('redirect_uri') &&
    code.query.get('code_challenge') === challenge;
  return isRight ? code : { error: 'invalid_grant', status: 400 };
};

const createRoutes = async (parts: Parts): Promise<Hono<EmulatorEnv>> => {
  const { vendor, world, url } = parts;
  const tokens = await createTokens(parts);
  const app = new Hono<EmulatorEnv>();
  app.get(`${vendor.metadataPath}/.well-known/openid-configuration`, (c) =>
    c.json({
      issuer: world().settings.metadataIssuer ?? vendor.metadataIssuer(url()),
      authorization_endpoint: `${url()}/authorize`,
      token_endpoint: `${url()}/token`,
      jwks_uri: `${url()}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    }),
  );
  app.get('/keys', (c) => c.json({ keys: [tokens.jwk] }));
  app.get('/authorize', (c) => {
    const query = new URL(c.req.url).searchParams;
    const problem = problemOf(query);
    if (problem !== null) return c.html(renderProblem(vendor.title, problem), 400);
    const { consent, account } = world().settings;
    if (consent === 'ask') return c.html(renderChoice(vendor.title, world().people, query));
    return c.redirect(decide(parts, query, { isAllowed: consent === 'allow', email: account }));
  });
  app.post('/choose', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const query = new URLSearchParams(form.get('request') ?? '');
    const problem = problemOf(query);
    if (problem !== null) return c.html(renderProblem(vendor.title, problem), 400);
    const email = form.get('account') ?? '';
    return c.redirect(decide(parts, query, { isAllowed: email !== '', email }));
  });
  app.post('/token', async (c) => {
    const found = redeem(parts, new URLSearchParams(await c.req.text()));
    if ('error' in found)
      return c.json({ error: found.error, error_description: 'Refused by the emulator.' }, found.status);
    const token = { token_type: 'Bearer', expires_in: 3600, scope: 'openid email profile' };
    const id = await tokens.sign(found);
    return c.json({ ...token, access_token: randomBytes(24).toString('base64url'), id_token: id });
  });
  return app;
};

/** A vendor's sign-in on its own port: OpenID Connect, a page to choose who comes back, an overview at `/`, controls under `/_admin`. */
export const startOpenidEmulator = async (
  options: EmulatorOptions,
  vendor: EmulatedVendor,
): Promise<Emulator> => {
  let world = freshWorld(vendor);
  let url = '';
  const memory = {
    clockOffsetMs: 0,
    random: options.seed ?? 1,
    notifications: { ...standardNotificationSettings },
  };
  const kit = createKit({ memory: () => memory, retryDelaysMs: [], isRepeated: () => false });
  const refuse = (status: number): Response =>
    Response.json({ error: status >= 500 ? 'server_error' : 'temporarily_unavailable' }, { status });
  const app = new Hono<EmulatorEnv>();
  app.use(
    '*',
    guardHost(options.host, () => refuse(403)),
  );
  const controls = createControls(kit, {
    reset: () => {
      world = freshWorld(vendor);
    },
    settings: { schema: Settings, read: () => world.settings },
  });
  controls.post('/people', async (c) => {
    const body = PersonBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: body.error.message }, 400);
    world.people = [body.data, ...world.people.filter(({ subject }) => subject !== body.data.subject)];
    return c.json(body.data);
  });
  app.route('/_admin', controls);
  app.get('/', (c) => c.html(renderOverview(vendor.title, world.people)));
  const isSecret = (path: string): boolean => path === '/token' || path === '/choose';
  app.use('*', intercept({ ...kit, refuse, isSecret }));
  app.route('/', await createRoutes({ vendor, world: () => world, now: kit.now, url: () => url }));
  const emulator = await serveEmulator(app, options);
  url = emulator.url;
  return emulator;
};
