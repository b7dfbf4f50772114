export const plans = ['free', 'pro', 'team', 'enterprise'] as const;
export type Plan = (typeof plans)[number];

/** Whose word a tenant's plan is: the installation's for newcomers, an operator's, or that of what is paid for. */
export const planSources = ['standard', 'operator', 'subscription'] as const;
export type PlanSource = (typeof planSources)[number];

/** What a plan limits: bookings made in a calendar month (UTC), members, calendars that are read or written, and domains. */
export const limitNames = ['bookings', 'members', 'calendars', 'domains'] as const;
export type LimitName = (typeof limitNames)[number];

/** Null: without limit. */
export type Limits = Readonly<Record<LimitName, number | null>>;
/** What an operator has set for one tenant instead of its plan's. */
export type PlanOverrides = { readonly [Name in LimitName]?: number | null | undefined };

/** The plan that a member is frozen by, and how many members it allows. */
export type FrozenBy = { plan: Plan; allowed: number };
