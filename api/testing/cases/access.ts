import { expect } from 'vitest';
import type { CapabilityAccess, Endpoint, MemberAccess } from '#contracts/endpoint.ts';
import { newId } from '#db/new-id.ts';
import { tokenPurposes } from '#domain/booking/capability.ts';
import { isAllowed } from '#domain/member/permissions.ts';
import { memberRoles } from '#domain/member/types.ts';
import { freshMinutes } from '#domain/sign-in/freshness.ts';
import {
  type BatteryCase,
  call,
  expectProblem,
  isStream,
  takesBody,
  tokenFor,
  unreadable,
} from '../battery.ts';
import { setConfirmed } from '../harness.ts';
import { keyCases } from './key.ts';

const hasIds = (endpoint: Endpoint): boolean => /\{\w+Id\}/.test(endpoint.path);

const signInCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses callers who are not signed in, before it looks at anything else',
    run: async (world) => {
      const forged = { email: '', token: `${'a'.repeat(32)}.${'b'.repeat(43)}=`, cookie: '' };
      for (const as of [undefined, forged]) {
        const answer = await call(world, endpoint, { ...unreadable(endpoint), as });
        await expectProblem(answer, 'unauthenticated', endpoint);
      }
    },
  },
  {
    name: 'refuses members of another tenant who ask for this one',
    run: async (world) => {
      const as = world.api.strangerLogin;
      const headers = { 'Everslot-Tenant': world.own.tenant.tenantId };
      const answer = await call(world, endpoint, { ...unreadable(endpoint), as, headers });
      await expectProblem(answer, 'forbidden', endpoint);
    },
  },
];

const foreignCase: (endpoint: Endpoint) => BatteryCase = (endpoint) => ({
  name: 'answers 404 for the id of another tenant, as if it did not exist',
  run: async (world) => {
    const { foreign, api } = world;
    await expectProblem(await call(world, endpoint, { ids: foreign.ids }), 'not_found', endpoint);
    await expectProblem(await call(world, endpoint, { as: api.strangerLogin }), 'not_found', endpoint);
  },
});

const roleCases = (endpoint: Endpoint, { permission }: MemberAccess): BatteryCase[] =>
  memberRoles.map((role) =>
    isAllowed(role, permission)
      ? {
          name: `lets in a member with the role ${role}, who has the permission ${permission}`,
          run: async (world) => {
            const method = endpoint.method === 'get' ? 'HEAD' : endpoint.method.toUpperCase();
            const precondition = endpoint.precondition === undefined ? {} : { 'If-Match': '"0"' };
            const request = { ...unreadable(endpoint), headers: precondition, method };
            const { status } = await call(world, endpoint, { ...request, as: world.as[role] });
            expect([401, 403]).not.toContain(status);
          },
        }
      : {
          name: `refuses a member with the role ${role}, who lacks the permission ${permission}, before it looks at anything else`,
          run: async (world) => {
            const as = world.as[role];
            await expectProblem(await call(world, endpoint, { as }), 'forbidden', endpoint);
            const request = { ...unreadable(endpoint), headers: { 'If-Match': '', 'Idempotency-Key': '' } };
            await expectProblem(await call(world, endpoint, { ...request, as }), 'forbidden', endpoint);
          },
        },
  );

const operatorCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses callers who are not signed in, before it looks at anything else',
    run: async (world) => {
      const answer = await call(world, endpoint, { ...unreadable(endpoint), as: undefined });
      await expectProblem(answer, 'unauthenticated', endpoint);
    },
  },
  {
    name: 'refuses members who are no operators, owners included, before it looks at anything else',
    run: async (world) => {
      for (const as of [...Object.values(world.as), world.api.strangerLogin]) {
        const answer = await call(world, endpoint, { ...unreadable(endpoint), as });
        await expectProblem(answer, 'forbidden', endpoint);
      }
    },
  },
  {
    name: 'lets in an operator',
    run: async (world) => {
      const method = endpoint.method === 'get' ? 'HEAD' : endpoint.method.toUpperCase();
      const { status } = await call(world, endpoint, { ...unreadable(endpoint), method });
      expect([401, 403]).not.toContain(status);
    },
  },
];

const freshCase = (endpoint: Endpoint): BatteryCase => ({
  name: 'refuses a sign-in that was not confirmed lately, before it looks at anything else',
  run: async (world) => {
    const as = endpoint.access.kind === 'operator' ? world.api.operatorLogin : world.as.owner;
    const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
    await setConfirmed(world.api, as, minutesAgo(freshMinutes + 1));
    const refused = await call(world, endpoint, unreadable(endpoint));
    await expectProblem(refused, 'fresh_sign_in_required', endpoint);
    await setConfirmed(world.api, as, minutesAgo(freshMinutes - 1));
    expect((await call(world, endpoint, unreadable(endpoint))).status).not.toBe(403);
  },
});

/** Each part of a token with another last character. */
const tampered = (token: string): string[] => {
  const parts = token.split('.');
  return parts.map((part, index) =>
    parts.with(index, `${part.slice(0, -1)}${part.endsWith('0') ? '1' : '0'}`).join('.'),
  );
};

const purposeCases = (endpoint: Endpoint, { purposes }: CapabilityAccess): BatteryCase[] =>
  tokenPurposes.map((purpose) =>
    purposes.includes(purpose)
      ? {
          name: `opens by a link that is for ${purpose}`,
          run: async (world) => {
            const ids = { token: tokenFor(world, endpoint, { purpose }) };
            const answer = await call(world, endpoint, { ids, ...unreadable(endpoint) });
            if (takesBody(endpoint)) await expectProblem(answer, 'malformed_request', endpoint);
            else expect(answer.status).toBe(endpoint.status);
          },
        }
      : {
          name: `refuses a link that is for ${purpose}, before it looks at anything else`,
          run: async (world) => {
            const ids = { token: tokenFor(world, endpoint, { purpose }) };
            for (const request of [{}, unreadable(endpoint)])
              await expectProblem(await call(world, endpoint, { ids, ...request }), 'forbidden', endpoint);
          },
        },
  );

const tokenCases = (endpoint: Endpoint): BatteryCase[] => [
  {
    name: 'refuses a link whose time is over, before it looks at anything else',
    run: async (world) => {
      // Of a booking that still lives it would be good for as long as that.
      const claims = { bookingId: newId('booking'), expiresAt: Date.now() - 1_000 };
      const ids = { token: tokenFor(world, endpoint, claims) };
      for (const request of [{}, unreadable(endpoint)])
        await expectProblem(await call(world, endpoint, { ids, ...request }), 'link_expired', endpoint);
    },
  },
  {
    name: 'does not know a link of which any part was changed',
    run: async (world) => {
      for (const token of tampered(tokenFor(world, endpoint))) {
        const request = { ids: { token }, ...unreadable(endpoint) };
        await expectProblem(await call(world, endpoint, request), 'not_found', endpoint);
      }
    },
  },
  {
    name: 'does not know a link that names the booking of another tenant',
    run: async (world) => {
      const { tenantId } = world.foreign.tenant;
      const ids = { token: tokenFor(world, endpoint, { tenantId }) };
      await expectProblem(await call(world, endpoint, { ids }), 'not_found', endpoint);
    },
  },
  {
    name: 'answers what nobody keeps and no search engine lists',
    run: async (world) => {
      if (endpoint.method !== 'get') return;
      const { headers, body } = await call(world, endpoint);
      expect(headers.get('cache-control')).toBe(isStream(endpoint) ? 'no-store, no-transform' : 'no-store');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      await body?.cancel();
    },
  },
];

/** Who is let in and who is not, from the row's `access`. */
export const accessCases = (endpoint: Endpoint): BatteryCase[] => {
  const { access } = endpoint;
  switch (access.kind) {
    case 'public':
      return [];
    case 'capability':
      return [...purposeCases(endpoint, access), ...tokenCases(endpoint)];
    case 'operator':
      return operatorCases(endpoint);
    case 'member':
      return [
        ...signInCases(endpoint),
        ...roleCases(endpoint, access),
        ...keyCases(endpoint, access),
        ...(endpoint.fresh === true ? [freshCase(endpoint)] : []),
        ...(hasIds(endpoint) && !isStream(endpoint) ? [foreignCase(endpoint)] : []),
      ];
  }
};
