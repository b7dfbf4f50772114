import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { domains, handles, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey, withTenant } from '#db/tenant.ts';
import { servedStates } from '#domain/domain/types.ts';
import { createMemory } from '#services/memory.ts';

/** How an installation is reached, by its settings alone. */
export type SiteSettings = {
  publicUrl: string;
  /** Below it every organisation with a public name of its own has a host; empty: none has. */
  tenantDomain: string;
  /** Further addresses of the installation itself. */
  further?: readonly string[];
};

/** Of the settings that API and worker have in common. */
export const siteSettings = (env: { PUBLIC_URL: string; TENANT_DOMAIN: string }): SiteSettings => ({
  publicUrl: env.PUBLIC_URL,
  tenantDomain: env.TENANT_DOMAIN,
});

/** What stands under a host. `origin` is made of settings and stored names, never of what a request says. */
export type Site =
  | { kind: 'installation'; origin: string }
  | { kind: 'tenant'; tenantId: string; origin: string }
  /** A former name of an organisation. */
  | { kind: 'moved'; origin: string }
  | { kind: 'unknown' };

export type Sites = {
  settings: SiteSettings;
  /** What a host of a request stands for; a port does not matter. */
  find: (host: string) => Promise<Site>;
  /** Where guests of a tenant are sent, in mails and everywhere else: its domain, else its host here, else the installation. */
  originOf: (tenantId: string) => Promise<string>;
};

/** Where a domain has to point. */
export const targetOf = ({ publicUrl }: SiteSettings): string => new URL(publicUrl).hostname;

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Hosts of the installation itself: on loopback by any of its names. */
const ownHosts = ({ publicUrl, further = [] }: SiteSettings): ReadonlySet<string> => {
  const hosts = [publicUrl, ...further].flatMap((url) => (url === '' ? [] : new URL(url).hostname));
  return new Set(hosts.some((host) => loopback.includes(host)) ? [...hosts, ...loopback] : hosts);
};

const originWith = (publicUrl: string, hostname: string): string => {
  const { protocol, port } = new URL(publicUrl);
  return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}`;
};

/** The name of an organisation itself that was found by one of its names. */
const findByName = async (
  db: Database,
  name: string,
): Promise<{ tenantId: string; current: string } | null> => {
  const [row] = await withRoutingKey(db, name, (tx) =>
    tx
      .select({ tenantId: handles.tenantId, isCurrent: handles.isCurrent })
      .from(handles)
      .where(and(eq(handles.name, name), isNull(handles.memberId))),
  );
  if (row === undefined) return null;
  const { tenantId } = row;
  if (row.isCurrent) return { tenantId, current: name };
  const current = await nameOf(db, tenantId);
  return current === null ? null : { tenantId, current };
};

const nameOf = (db: Database, tenantId: string): Promise<string | null> =>
  withTenant(db, tenantId, async (tx) => {
    const own = and(eq(handles.tenantId, tenantId), isNull(handles.memberId), eq(handles.isCurrent, true));
    const [row] = await tx.select({ name: handles.name }).from(handles).where(own);
    return row?.name ?? null;
  });

const findByDomain = async (db: Database, name: string): Promise<string | null> => {
  const [row] = await withRoutingKey(db, name, (tx) =>
    tx
      .select({ tenantId: domains.tenantId })
      .from(domains)
      .where(and(eq(domains.name, name), inArray(domains.state, servedStates))),
  );
  return row?.tenantId ?? null;
};

/** The domain that was proved first, if one is in order. */
const domainOf = (db: Database, tenantId: string): Promise<string | null> =>
  withTenant(db, tenantId, async (tx) => {
    const [row] = await tx
      .select({ name: domains.name })
      .from(domains)
      .where(and(eq(domains.tenantId, tenantId), eq(domains.state, 'verified')))
      .orderBy(asc(domains.verifiedAt), asc(domains.id))
      .limit(1);
    return row?.name ?? null;
  });

/** Which sites there are. Names move rarely: what was found is remembered for `lifeMs`. */
export const createSites = (db: Database, settings: SiteSettings, lifeMs = 15_000): Sites => {
  const { publicUrl, tenantDomain } = settings;
  const own = ownHosts(settings);
  const sites = createMemory<Site>(lifeMs);
  const origins = createMemory<string>(lifeMs);
  const below = tenantDomain === '' ? null : `.${tenantDomain}`;

  const findBelow = async (label: string): Promise<Site | null> => {
    const found = await findByName(db, label);
    if (found === null) return null;
    const origin = originWith(publicUrl, `${found.current}.${tenantDomain}`);
    return found.current === label
      ? { kind: 'tenant', tenantId: found.tenantId, origin }
      : { kind: 'moved', origin };
  };
  const findTenant = async (host: string): Promise<Site | null> => {
    if (below !== null && host.endsWith(below)) return findBelow(host.slice(0, -below.length));
    const tenantId = await findByDomain(db, host);
    return tenantId === null ? null : { kind: 'tenant', tenantId, origin: originWith(publicUrl, host) };
  };
  const readOrigin = async (tenantId: string): Promise<string> => {
    const domain = await domainOf(db, tenantId);
    if (domain !== null) return originWith(publicUrl, domain);
    const name = tenantDomain === '' ? null : await nameOf(db, tenantId);
    return name === null ? publicUrl : originWith(publicUrl, `${name}.${tenantDomain}`);
  };
  return {
    settings,
    find: async (host) => {
      const name = host.toLowerCase().replace(/\.$/, '');
      if (own.has(name)) return { kind: 'installation', origin: publicUrl };
      return (await sites(name, () => findTenant(name))) ?? { kind: 'unknown' };
    },
    originOf: async (tenantId) => (await origins(tenantId, () => readOrigin(tenantId))) ?? publicUrl,
  };
};

/**
 * Whether the proxy may have a certificate made for a host: for those of active organisations and nobody else. One query by the
 * index of served names.
 */
export const mayHaveCertificate = async (
  db: Database,
  settings: SiteSettings,
  host: string,
): Promise<boolean> => {
  const name = host.toLowerCase().replace(/\.$/, '');
  const { tenantDomain } = settings;
  const label =
    tenantDomain !== '' && name.endsWith(`.${tenantDomain}`) ? name.slice(0, -tenantDomain.length - 1) : null;
  const tenantId =
    label === null ? await findByDomain(db, name) : ((await findByName(db, label))?.tenantId ?? null);
  if (tenantId === null) return false;
  const [row] = await withTenant(db, tenantId, (tx) =>
    tx.select({ state: tenants.state }).from(tenants).where(eq(tenants.id, tenantId)),
  );
  return row?.state === 'active';
};
