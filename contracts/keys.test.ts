import { expect, it } from 'vitest';
import { keyScopes, tenantKeyScope } from '#domain/api-key/scopes.ts';
import { endpoints } from './registry.ts';

const open = endpoints.flatMap(({ access }) =>
  access.kind === 'member' && access.keys !== undefined ? [access.permission] : [],
);

it('every operation that is open to API keys needs a scope that they can have, and every scope opens one', () => {
  expect(open.filter((permission) => !keyScopes.includes(permission))).toEqual([]);
  // It says how far the others reach.
  expect(keyScopes.filter((scope) => !open.includes(scope))).toEqual([tenantKeyScope]);
});

it('no operation on keys themselves, on sign-ins or on who somebody is can be called with a key', () => {
  const personal = endpoints.filter(({ path, method }) =>
    method === 'get' ? /api-keys/.test(path) : /api-keys|^\/me/.test(path),
  );
  expect(personal.length).toBeGreaterThan(8);
  for (const { access, operation } of personal)
    expect(access.kind === 'member' ? access.keys : 'public', operation).toBeUndefined();
});
