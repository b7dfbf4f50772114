import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#domain/errors.ts';
import { isAllowed, permissions } from '#domain/member/permissions.ts';
import { type MemberRole, memberRoles } from '#domain/member/types.ts';
import { actsForAll, requireOwn, requirePermission } from './authorize.ts';
import type { Actor } from './context.ts';

const member = (role: MemberRole) =>
  ({ kind: 'member', memberId: 'mbr_1', userId: 'usr_1', role, name: 'An' }) as const;

const refusalOf = (attempt: () => unknown): ErrorCode | null => {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe('a permission', () => {
  it.each(memberRoles)('is granted to the role %s exactly where the declaration says so', (role) => {
    for (const permission of permissions) {
      const refusal = refusalOf(() => requirePermission({ actor: member(role) }, permission));
      expect(refusal).toBe(isAllowed(role, permission) ? null : 'forbidden');
    }
  });

  it.each<Actor>([{ kind: 'guest' }, { kind: 'guest', bookingId: 'bkg_1' }, { kind: 'system' }])(
    'is never that of somebody who is no member: %o',
    (actor) => {
      for (const permission of permissions)
        expect(refusalOf(() => requirePermission({ actor }, permission))).toBe('unauthenticated');
    },
  );
});

describe('what belongs to another member', () => {
  it.each(memberRoles)(
    'looks to the role %s as if it did not exist, unless they act for everybody',
    (role) => {
      const refusal = refusalOf(() => requireOwn(member(role), 'mbr_2', 'link'));
      expect(refusal).toBe(actsForAll(member(role)) ? null : 'not_found');
      expect(refusalOf(() => requireOwn(member(role), 'mbr_1', 'link'))).toBeNull();
    },
  );
});
