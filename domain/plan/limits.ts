import { type LimitName, type Limits, limitNames, type Plan, type PlanOverrides } from './types.ts';

const unlimited: Limits = { bookings: null, members: null, calendars: null, domains: null };

/** What each plan allows: the only declaration of it. */
export const limitsOf: Readonly<Record<Plan, Limits>> = {
  free: { bookings: 100, members: 1, calendars: 1, domains: 0 },
  pro: { bookings: 2_000, members: 5, calendars: 10, domains: 1 },
  team: { bookings: 20_000, members: 100, calendars: 200, domains: 10 },
  enterprise: unlimited,
};

export type TenantPlan = { plan: Plan; limits: PlanOverrides };

/** The limit that binds a tenant; null: none. */
export const limitFor = ({ plan, limits }: TenantPlan, name: LimitName): number | null => {
  const override = limits[name];
  return override === undefined ? limitsOf[plan][name] : override;
};

/** Whether there is room for one more. What is above a limit that was lowered stays, and nothing is added to it. */
export const hasRoom = (limit: number | null, used: number): boolean => limit === null || used < limit;

/** All limits that bind a tenant. */
export const limitsFor = (tenant: TenantPlan): Limits => ({
  ...unlimited,
  ...Object.fromEntries(limitNames.map((name) => [name, limitFor(tenant, name)])),
});

/** What is said of a limit when that much is used; null: nothing yet. */
export const noticeAt = (allowed: number, used: number): 'plan_limit_near' | 'plan_limit_reached' | null => {
  if (used >= allowed) return 'plan_limit_reached';
  return used >= allowed * 0.8 ? 'plan_limit_near' : null;
};
