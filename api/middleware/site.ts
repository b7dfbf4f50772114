import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import type { HandleRoute } from '#services/account/find-handle.ts';
import type { Site, Sites } from '#services/domain/sites.ts';

/** What machines ask for, by whatever name or address they reach a process. */
const forMachines = /^\/(?:health|internal)\/|^\/metrics$/;
/** What a page of an organisation is made of. */
const ofPages = /^\/(?:api\/v1\/public|_guest)\//;
/** Scripts and styles, in which nothing is of any organisation: the page that refuses a host has them as well. */
const ofEveryPage = /^\/_guest\/assets\//;
/** First parts of paths that are no page: what lies there belongs to the installation's own host. */
const ofInstallation = /^\/(?:api|app|problems|_guest)(?:\/|$)/;

const unknownHost = (): AppError => new AppError('unknown_host', 'Nothing is served under this host.');

/** Pages draw the refusal themselves, where there are pages; what else answers under a strange host is refused here. */
const refuseHost = async (c: Context<AppEnv>, next: () => Promise<void>): Promise<void> => {
  if (ofInstallation.test(c.req.path)) throw unknownHost();
  await next();
  if (c.res.status !== 421) throw unknownHost();
};

/**
 * Says which site a request is for, by its host alone: the installation, an organisation's, or none (421). Under an organisation's
 * host there are its pages and what they ask for; members sign in nowhere but under the installation's, so no cookie is ever set
 * there. What proxies say of a host in headers of their own is not listened to.
 */
export const findSite =
  (sites: Sites): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const { hostname, pathname, search } = new URL(c.req.url);
    if (forMachines.test(pathname)) {
      c.set('site', { kind: 'installation', origin: sites.settings.publicUrl });
      return next();
    }
    const site = await sites.find(hostname);
    c.set('site', site);
    if (site.kind === 'installation') return next();
    if (site.kind === 'unknown') return ofEveryPage.test(pathname) ? next() : refuseHost(c, next);
    if (site.kind === 'moved') return c.redirect(`${site.origin}${pathname}${search}`, 308);
    if (ofInstallation.test(pathname) && !ofPages.test(pathname))
      throw new AppError('not_found', 'There is nothing at this address.');
    return next();
  };

/** Whether something of a tenant may be shown here: under the host of another one it does not exist. */
export const isOnSite = (site: Site | undefined, tenantId: string): boolean =>
  site === undefined || site.kind !== 'tenant' || site.tenantId === tenantId;

/** Finds whose a public name is, among those that the request's host shows. */
export const findOnSite =
  (c: Context<AppEnv>, find: (name: string) => Promise<HandleRoute | null>) =>
  async (name: string): Promise<HandleRoute | null> => {
    const found = await find(name);
    return found !== null && isOnSite(c.get('site'), found.tenantId) ? found : null;
  };

/** Origin of the addresses that an answer leads to: of the site it is for. */
export const originOf = (c: Context<AppEnv>, sites: Sites): string => {
  const site = c.get('site');
  return site !== undefined && 'origin' in site ? site.origin : sites.settings.publicUrl;
};
