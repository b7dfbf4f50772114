import type { MemberRole } from '../member/types.ts';
import { limitFor, type TenantPlan } from './limits.ts';
import type { FrozenBy } from './types.ts';

/** An active member: whether they are frozen now, and an id, which sorts by when they joined. */
export type PlacedMember = { id: string; role: MemberRole; isFrozen: boolean };

/**
 * Who of the active members is beyond the limit: never an owner, and never more than have to be. Whoever is not frozen keeps
 * their place before anybody comes back, so that a choice that was made stays; among equals the one who joined last goes first.
 */
export const frozenAmong = (members: readonly PlacedMember[], limit: number | null): ReadonlySet<string> => {
  if (limit === null) return new Set();
  const others = members.filter(({ role }) => role !== 'owner');
  const places = Math.max(0, limit - (members.length - others.length));
  const inOrder = others.toSorted(
    (a, b) => Number(a.isFrozen) - Number(b.isFrozen) || (a.id < b.id ? -1 : 1),
  );
  return new Set(inOrder.slice(places).map(({ id }) => id));
};

/** Seats that a plan is paid for: nobody pays for whom it freezes. */
export const seatsFor = (
  { active, owners }: { active: number; owners: number },
  limit: number | null,
): number => (limit === null ? active : Math.max(owners, Math.min(active, limit)));

/** What a frozen member is told of why; null for everybody else. */
export const frozenBy = ({ isFrozen, ...tenant }: TenantPlan & { isFrozen: boolean }): FrozenBy | null =>
  isFrozen ? { plan: tenant.plan, allowed: limitFor(tenant, 'members') ?? 0 } : null;
