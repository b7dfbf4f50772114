import { describe, expect, it } from 'vitest';
import { permissions } from '#domain/member/permissions.ts';
import { keyScopes, tenantKeyScope } from './scopes.ts';
import { keyStateOf } from './state.ts';

describe('scopes of API keys', () => {
  it('are permissions of members, in the same words', () => {
    expect(keyScopes.filter((scope) => !permissions.includes(scope))).toEqual([]);
    expect(keyScopes).toContain(tenantKeyScope);
  });

  it('let no key make or see keys, change who somebody is, or choose another organisation', () => {
    expect(permissions.filter((each) => !keyScopes.includes(each)).toSorted()).toEqual([
      'account.write',
      'api_keys.read',
      'api_keys.write',
      'billing.read',
      'billing.write',
      'branding.read',
      'branding.write',
      'contacts.erase',
      'domains.read',
      'domains.write',
      'handle.write',
      'members.write',
      'sign_in_policy.write',
      'tenant_api_keys.read',
      'tenant_api_keys.write',
    ]);
  });
});

describe('a key', () => {
  it('is good until the moment it expires at, and never again once it was revoked', () => {
    expect(keyStateOf({ revokedAt: null, expiresAt: null }, 10)).toBe('active');
    expect(keyStateOf({ revokedAt: null, expiresAt: 11 }, 10)).toBe('active');
    expect(keyStateOf({ revokedAt: null, expiresAt: 10 }, 10)).toBe('expired');
    expect(keyStateOf({ revokedAt: 5, expiresAt: 3 }, 10)).toBe('revoked');
    expect(keyStateOf({ revokedAt: 5, expiresAt: null }, 10)).toBe('revoked');
  });
});
