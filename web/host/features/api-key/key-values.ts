import type { ApiKeyScope } from '#web/api/schemas.ts';

type Key<Scope> = Scope extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;

/** The name of a scope's sentence among the texts. */
export const textKeyOf = (scope: ApiKeyScope): Key<ApiKeyScope> =>
  scope.replace('.', '_') as Key<ApiKeyScope>;

export const expiries = ['30', '90', '365', 'date', 'never'] as const;
export type Expiry = (typeof expiries)[number];

/** What a key of the organisation cannot do without: everything belongs to one of the members. */
export const tenantScope: ApiKeyScope = 'others.write';

export const presets = ['read', 'bookings'] as const;
export type Preset = (typeof presets)[number];

const ofBookings: readonly ApiKeyScope[] = [
  'bookings.read',
  'bookings.write',
  'contacts.read',
  'links.read',
  'members.read',
];

/** The scopes of a preset, of those that can be given. */
export const scopesOf = (preset: Preset, available: readonly ApiKeyScope[]): ApiKeyScope[] =>
  available.filter((scope) => (preset === 'read' ? scope.endsWith('.read') : ofBookings.includes(scope)));

/** What a scope is about: the part before its dot. */
type Group = ApiKeyScope extends infer Scope ? (Scope extends `${infer Of}.${string}` ? Of : never) : never;

/** Scopes by what they are about, in the order in which they are listed. */
export const groupsOf = (available: readonly ApiKeyScope[]): [Group, ApiKeyScope[]][] => [
  ...Map.groupBy(available, (scope) => scope.split('.')[0] as Group),
];

const dayMs = 24 * 60 * 60_000;

const endOfDay = (date: Date): string => {
  date.setHours(23, 59, 59, 0);
  return date.toISOString();
};

/** The end of the last day; null for never, undefined when no date is chosen or it has passed. */
export const expiresAtOf = (expiry: Expiry, date: string, now: number): string | null | undefined => {
  if (expiry === 'never') return null;
  if (expiry !== 'date') return endOfDay(new Date(now + Number(expiry) * dayMs));
  const chosen = new Date(`${date}T00:00:00`);
  if (Number.isNaN(chosen.getTime())) return undefined;
  const end = endOfDay(chosen);
  return Date.parse(end) > now ? end : undefined;
};
