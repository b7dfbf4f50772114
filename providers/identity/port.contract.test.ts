import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityVendors } from '#domain/vendors.ts';
import { type IdentityHarness, identityHarnesses } from './contract-harness.ts';
import type { Asked, IdentityProvider } from './port.ts';

const redirectUri = 'http://localhost:3000/api/auth/callback/vendor';

describe.each(identityVendors)('signing in at %s', (vendor) => {
  let harness: IdentityHarness;
  beforeAll(async () => {
    harness = await identityHarnesses[vendor]();
  });
  afterAll(() => harness.stop());

  const someone = async (isVerified = true) => {
    const email = `an-${randomBytes(5).toString('hex')}@example.com`;
    const subject = await harness.add({ email, name: 'An Nguyen', isVerified });
    await harness.control('PATCH', '/settings', { consent: 'allow', account: email, idToken: 'none' });
    return { email, subject };
  };
  const newQuestion = () => {
    const codeVerifier = randomBytes(32).toString('base64url');
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const [state, nonce] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    return { codeVerifier, asked: { state, nonce, codeChallenge, redirectUri, fresh: false } };
  };
  /** Goes to the vendor and comes back. */
  const visit = async (asked: Asked): Promise<URLSearchParams> => {
    const url = await harness.provider.authorizationUrl(asked);
    const answer = await fetch(url, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
  };
  const codeFor = async (change: Partial<Asked> = {}) => {
    const { asked, codeVerifier } = newQuestion();
    const query = await visit({ ...asked, ...change });
    return { code: query.get('code') ?? '', codeVerifier, nonce: asked.nonce, redirectUri };
  };
  const identify = async (provider: IdentityProvider = harness.provider) =>
    provider.identify(await codeFor());
  const refusal = (reason: string) => expect.objectContaining({ vendor, reason });

  test('tells who comes back by a subject that stays theirs when their address changes', async () => {
    const { email, subject } = await someone();
    expect(await identify()).toEqual({ subject, email, isVerified: true, name: 'An Nguyen' });
    expect((await identify()).subject).toBe(subject);
  });

  test('does not call an address verified that nobody at the vendor has seen to be theirs', async () => {
    const { email } = await someone(false);
    expect(await identify()).toMatchObject({ email, isVerified: false });
  });

  test('hands the state back, also with a refusal', async () => {
    await someone();
    const { asked } = newQuestion();
    expect((await visit(asked)).get('state')).toBe(asked.state);
    await harness.control('PATCH', '/settings', { consent: 'deny' });
    const denied = await visit(asked);
    expect([denied.get('error'), denied.get('state')]).toEqual(['access_denied', asked.state]);
  });

  test.each(['nonce', 'issuer', 'audience', 'expired', 'signature', 'unsigned'])(
    'believes no token whose %s is wrong',
    async (idToken) => {
      await someone();
      await harness.control('PATCH', '/settings', { idToken });
      await expect(identify()).rejects.toEqual(refusal('identity_not_proven'));
    },
  );

  test('does not send anybody to a server that claims to be another', async () => {
    const { asked } = newQuestion();
    await harness.control('PATCH', '/settings', { metadataIssuer: 'https://elsewhere.example' });
    await expect(harness.newProvider().authorizationUrl(asked)).rejects.toEqual(refusal('unexpected_answer'));
    await harness.control('PATCH', '/settings', { metadataIssuer: null });
    expect(await harness.newProvider().authorizationUrl(asked)).toContain('/authorize?');
  });

  test('believes no token that answers another question', async () => {
    await someone();
    const answer = await codeFor();
    await expect(harness.provider.identify({ ...answer, nonce: 'another' })).rejects.toEqual(
      refusal('identity_not_proven'),
    );
  });

  test('takes a code once, and only from whoever has asked for it', async () => {
    await someone();
    const answer = await codeFor();
    await harness.provider.identify(answer);
    await expect(harness.provider.identify(answer)).rejects.toEqual(refusal('authorization_expired'));
    const stolen = { ...(await codeFor()), codeVerifier: randomBytes(32).toString('base64url') };
    await expect(harness.provider.identify(stolen)).rejects.toEqual(refusal('authorization_expired'));
  });

  test('a sign-in is fresh only where the vendor says that it was shown since', async () => {
    await someone();
    const since = { authenticatedSince: Date.now() };
    const fresh = await codeFor({ fresh: true });
    expect(await harness.provider.identify({ ...fresh, ...since })).toMatchObject({ isVerified: true });
    const old = await codeFor();
    await expect(harness.provider.identify({ ...old, ...since })).rejects.toEqual(
      refusal('identity_not_proven'),
    );
    await harness.control('PATCH', '/settings', { idToken: 'stale' });
    const stale = await codeFor({ fresh: true });
    await expect(harness.provider.identify({ ...stale, ...since })).rejects.toEqual(
      refusal('identity_not_proven'),
    );
  });

  test.each([
    [{ status: 500 }, 'unavailable'],
    [{ status: 429 }, 'throttled'],
    [{ reset: 'before' }, 'unreachable'],
  ])('an outage of the vendor is none of the person’s: %j', async (fault, reason) => {
    await someone();
    const answer = await codeFor();
    await harness.control('POST', '/faults', { path: '/token', times: 1, ...fault });
    await expect(harness.provider.identify(answer)).rejects.toEqual(refusal(reason));
  });

  test('a vendor that does not answer is given up', async () => {
    await someone();
    const answer = await codeFor();
    await harness.control('POST', '/faults', { path: '/token', times: 1, timeout: 'after' });
    await expect(harness.impatientProvider.identify(answer)).rejects.toEqual(refusal('timeout'));
  });
});
