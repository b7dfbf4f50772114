import { describe, expect, it } from 'vitest';
import { isAllowed, permissions, permissionsOf } from './permissions.ts';
import { memberRoles } from './types.ts';

describe('permissions', () => {
  it('are all held by the owner, and each role holds what the next one holds', () => {
    expect([...permissionsOf.owner].toSorted()).toEqual([...permissions].toSorted());
    const [, ...lesser] = memberRoles;
    lesser.forEach((role, index) => {
      const above = permissionsOf[memberRoles[index] ?? 'owner'];
      expect(permissionsOf[role].filter((permission) => !above.includes(permission))).toEqual([]);
    });
  });

  it('let viewers change nothing but which organisation they act in and their own keys', () => {
    expect(permissionsOf.viewer.filter((permission) => permission.endsWith('.write'))).toEqual([
      'account.write',
      'api_keys.write',
    ]);
  });

  it('reach over other members only for owners and admins', () => {
    expect(memberRoles.filter((role) => isAllowed(role, 'others.write'))).toEqual(['owner', 'admin']);
  });
});
