import { describe, expect, test } from 'vitest';
import { mayGive, mayManage } from './roles.ts';
import { memberRoles } from './types.ts';

describe('roles', () => {
  test.each(memberRoles)(
    'the role %s gives and manages itself and what is below it, and nothing above',
    (by) => {
      const own = memberRoles.indexOf(by);
      const below = memberRoles.slice(own);
      expect(memberRoles.filter((role) => mayGive(by, role))).toEqual(below);
      expect(memberRoles.filter((role) => mayManage(by, role))).toEqual(below);
    },
  );
});
