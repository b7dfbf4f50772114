import type { EmulatorContext } from './api.ts';
import { VendorError } from './errors.ts';
import type { EmulatedKey, Owner, World } from './model.ts';

/** What a restricted key is given permission for. */
const resources = [
  ['accounts', /^\/v1\/accounts?(\/|$)/],
  ['checkout_sessions', /^\/v1\/checkout\/sessions/],
  ['payment_intents', /^\/v1\/payment_intents/],
  ['charges', /^\/v1\/charges/],
  ['refunds', /^\/v1\/refunds/],
  ['disputes', /^\/v1\/disputes/],
  ['webhook_endpoints', /^\/v1\/webhook_endpoints/],
  ['events', /^\/v1\/events/],
  ['early_fraud_warnings', /^\/v1\/radar\/early_fraud_warnings/],
] as const;

/** Refuses keys that were not issued here, are revoked, or lack the permission; answers for whom the request acts. */
export function authorize(world: World, c: EmulatorContext): Owner {
  const key = findKey(world, c.req.header('authorization') ?? '');
  const resource = resources.find(([, path]) => path.test(c.req.path))?.[0];
  if (resource !== undefined && key.lacks.includes(resource))
    throw new VendorError(
      403,
      `The provided key '${hide(key.key)}' does not have the required permissions.`,
      {
        code: 'more_permissions_required_for_application',
      },
    );
  const livemode = key.key.includes('_live_');
  const asked = c.req.header('stripe-context') ?? c.req.header('stripe-account');
  if (asked === undefined || asked === key.account) return { account: key.account, livemode };
  const connected = world.state.accounts.find(({ id }) => id === asked);
  if (connected === undefined || connected.platform !== key.account)
    throw new VendorError(
      403,
      `The provided key '${hide(key.key)}' does not have access to account '${asked}'.`,
      {
        code: 'account_invalid',
      },
    );
  return { account: asked, livemode };
}

function findKey(world: World, header: string): EmulatedKey {
  const bearer = /^Bearer (\S+)$/i.exec(header)?.[1];
  const basic = /^Basic (\S+)$/i.exec(header)?.[1];
  const given = bearer ?? (basic && Buffer.from(basic, 'base64').toString('utf8').split(':')[0]);
  if (!given)
    throw new VendorError(401, 'You did not provide an API key.', {
      headers: { 'www-authenticate': 'Bearer realm="Stripe"' },
    });
  const key = world.state.keys.find((candidate) => candidate.key === given);
  if (key === undefined) throw new VendorError(401, `Invalid API Key provided: ${hide(given)}`);
  if (key.isRevoked)
    throw new VendorError(401, `Expired API Key provided: ${hide(given)}`, { code: 'api_key_expired' });
  return key;
}

const hide = (key: string): string => `${key.slice(0, 8)}****${key.slice(-4)}`;
