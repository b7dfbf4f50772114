import { expect } from 'vitest';
import type { Endpoint, MemberAccess } from '#contracts/endpoint.ts';
import { keyScopes, tenantKeyScope } from '#domain/api-key/scopes.ts';
import type { Permission } from '#domain/member/permissions.ts';
import { type BatteryCase, call, expectProblem, unreadable, type World } from '../battery.ts';
import type { SignedIn } from '../harness.ts';
import { asKey, type PlantedKey, plantKey } from '../keys.ts';

type Whose = 'member' | 'tenant';

/** A key of the owner, who has every permission, or of the organisation. */
const keyOf = (world: World, whose: Whose, values: Partial<PlantedKey> = {}): Promise<SignedIn> => {
  const { tenant, host } = world.own;
  return plantKey(world.api, {
    tenantId: tenant.tenantId,
    memberId: whose === 'member' ? host.id : null,
    createdBy: host.id,
    scopes: keyScopes,
    ...values,
  });
};

const statusWith = async (world: World, endpoint: Endpoint, as: SignedIn): Promise<number> => {
  const method = endpoint.method === 'get' ? 'HEAD' : endpoint.method.toUpperCase();
  const headers = endpoint.precondition === undefined ? {} : { 'If-Match': '"0"' };
  const { status } = await call(world, endpoint, { ...unreadable(endpoint), headers, method, as });
  return status;
};

/** Refused for what the key is, before anything else of the request is looked at. */
const expectRefusal = async (world: World, endpoint: Endpoint, as: SignedIn): Promise<string> => {
  await expectProblem(await call(world, endpoint, { as }), 'forbidden', endpoint);
  const headers = { 'If-Match': '', 'Idempotency-Key': '' };
  const answer = await call(world, endpoint, { ...unreadable(endpoint), headers, as });
  return JSON.stringify(await expectProblem(answer, 'forbidden', endpoint));
};

const needed = (whose: Whose, permission: Permission): Permission[] =>
  whose === 'tenant' && permission !== tenantKeyScope ? [permission, tenantKeyScope] : [permission];

const scopeCases = (endpoint: Endpoint, { permission, keys }: MemberAccess): BatteryCase[] => {
  const allowed: readonly Whose[] = keys === 'all' ? ['member', 'tenant'] : ['member'];
  return [
    {
      name: `lets in an API key with the scope ${permission}`,
      run: async (world) => {
        for (const whose of allowed) {
          const as = await keyOf(world, whose, { scopes: needed(whose, permission) });
          expect([401, 403]).not.toContain(await statusWith(world, endpoint, as));
        }
      },
    },
    {
      name: `refuses an API key with every scope but ${permission}, which it names`,
      run: async (world) => {
        const scopes = keyScopes.filter((scope) => scope !== permission);
        for (const whose of allowed)
          expect(await expectRefusal(world, endpoint, await keyOf(world, whose, { scopes }))).toContain(
            permission,
          );
      },
    },
    {
      name: 'refuses the key of a member whose role has less than its scopes say',
      run: async (world) => {
        const [, , host] = world.own.tenant.hosts;
        if (host === undefined) throw new Error('the suite has no host who is none of its admins');
        const lacking = await keyOf(world, 'member', { memberId: host.id });
        const signedIn = await statusWith(world, endpoint, world.as.host);
        expect([401, 403].includes(await statusWith(world, endpoint, lacking))).toBe(
          [401, 403].includes(signedIn),
        );
      },
    },
  ];
};

const closedCases = (endpoint: Endpoint, { keys }: MemberAccess): BatteryCase[] => {
  if (keys === 'all') return [];
  const refused: readonly Whose[] = keys === 'member' ? ['tenant'] : ['member', 'tenant'];
  return [
    {
      name: `refuses every API key of ${refused.join(' and ')}, whatever its scopes`,
      run: async (world) => {
        for (const whose of refused) await expectRefusal(world, endpoint, await keyOf(world, whose));
      },
    },
  ];
};

const tampered = (text: string): string => {
  const place = text.length - 12;
  return `${text.slice(0, place)}${text.charAt(place) === '0' ? '1' : '0'}${text.slice(place + 1)}`;
};

const deadCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'answers one and the same to a key that is expired, revoked, changed, unknown or none at all',
    run: async (world) => {
      const past = Date.now() - 1_000;
      const good = await keyOf(world, 'member');
      const dead = [
        await keyOf(world, 'member', { expiresAt: past }),
        await keyOf(world, 'tenant', { revokedAt: past }),
        ...[tampered(good.token), `${good.token}0`, good.token.toUpperCase(), 'evk_', 'evk_nonsense'].map(
          asKey,
        ),
        asKey('nonsense'),
      ];
      const answers = new Set<string>();
      for (const as of dead) {
        const problem = await expectProblem(
          await call(world, endpoint, { ...unreadable(endpoint), as }),
          'unauthenticated',
          endpoint,
        );
        answers.add(JSON.stringify({ ...problem, instance: '' }));
      }
      expect(answers.size).toBe(1);
    },
  },
  {
    name: 'refuses a key of another tenant that asks for this one',
    run: async (world) => {
      const { tenant, host } = world.foreign;
      const as = await keyOf(world, 'tenant', { tenantId: tenant.tenantId, createdBy: host.id });
      const headers = { 'Everslot-Tenant': world.own.tenant.tenantId };
      const answer = await call(world, endpoint, { ...unreadable(endpoint), as, headers });
      await expectProblem(answer, 'forbidden', endpoint);
    },
  },
];

/** What an API key may and what it may not, from the row's `access`. */
export const keyCases = (endpoint: Endpoint, access: MemberAccess): BatteryCase[] => [
  ...(access.keys === undefined ? [] : scopeCases(endpoint, access)),
  ...closedCases(endpoint, access),
  ...deadCases(endpoint),
];
