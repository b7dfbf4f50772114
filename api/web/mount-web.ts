import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { AppEnv } from '#api/variables.ts';
import type { Site } from '#services/domain/sites.ts';
import { isAssetName, type KeptAssets } from './kept-assets.ts';
import {
  answerFile,
  askedForEachTime,
  keptForEver,
  readStaticFiles,
  type StaticFile,
} from './static-files.ts';

const Manifest = z.record(z.string(), z.object({ file: z.string(), css: z.array(z.string()).optional() }));

type GuestAssets = { script: string; styles: string; waiting: string; texts: { en: string; vi: string } };
type GuestApp = { fetch: (request: Request, env?: unknown) => Response | Promise<Response> };
type GuestModule = {
  createGuestApp: (deps: {
    api: (request: Request, env?: unknown) => Promise<Response>;
    assets: GuestAssets;
    publicUrl: string;
    now: () => Date;
  }) => GuestApp;
};

type WebSettings = {
  publicUrl: string;
  now: () => number;
  /** Hashed assets of this build and of the others. */
  kept: KeptAssets;
};
type Files = ReadonlyMap<string, StaticFile>;

const hostBase = '/app/';
const guestBase = '/_guest/';

/** First parts of addresses that are no host's name. */
const taken = new Set(['api', 'app', 'health', 'metrics', 'problems', '_guest']);

const readGuestAssets = async (folder: string): Promise<GuestAssets> => {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')));
  const entry = manifest['island/main.tsx'];
  const waiting = manifest['island/waiting.ts']?.file;
  const texts = (language: string): string | undefined =>
    Object.entries(manifest).find(([source]) => source.endsWith(`/guest/${language}.ts`))?.[1].file;
  const [styles, en, vi] = [entry?.css?.[0], texts('en'), texts('vi')];
  if (
    entry === undefined ||
    waiting === undefined ||
    styles === undefined ||
    en === undefined ||
    vi === undefined
  ) {
    throw new Error('The build of the guest pages is not complete; build the web anew.');
  }
  return {
    script: guestBase + entry.file,
    styles: guestBase + styles,
    waiting: guestBase + waiting,
    texts: { en: guestBase + en, vi: guestBase + vi },
  };
};

const hostPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const isInstallation = (site: Site | undefined): boolean =>
  site === undefined || site.kind === 'installation';

/** What pages are told of the host they are asked under. */
const shownOf = (
  site: Site | undefined,
  publicUrl: string,
): { origin: string; isTenants?: boolean; refusal?: string } => {
  if (site === undefined) return { origin: publicUrl };
  return 'origin' in site
    ? { origin: site.origin, isTenants: site.kind === 'tenant' }
    : { origin: publicUrl, refusal: 'unknown_host' };
};

/** Hashed assets, for ever: of this build, or else of another one, which a page that is open still needs or another API has drawn. */
const mountAssets = (app: Hono<AppEnv>, base: string, files: Files, kept: KeptAssets): void => {
  const route = `${base}assets/*`;
  app.get(route, async (c) => {
    c.set('route', route);
    const file = files.get(c.req.path.slice(base.length)) ?? (await kept.find(c.req.path.slice(1)));
    return file === null ? c.notFound() : answerFile(c, file, keptForEver);
  });
};

/** The host app: its page is at every address below `/app` that is no file. The site itself begins there. */
const mountHost = (app: Hono<AppEnv>, files: Files): void => {
  const answer = (c: Context<AppEnv>, name: string): Response | null => {
    const file = files.get(name);
    return file === undefined ? null : answerFile(c, file, askedForEachTime);
  };
  app.get('/', (c, next) => {
    if (!isInstallation(c.get('site'))) return next();
    c.set('route', '/');
    return c.redirect('/app');
  });
  app.on('GET', ['/app', '/app/*'], (c) => {
    c.set('route', '/app/*');
    c.header('Content-Security-Policy', hostPolicy);
    const name = c.req.path.slice(hostBase.length);
    const answered = answer(c, name) ?? answer(c, 'index.html');
    answered?.headers.set('Content-Security-Policy', hostPolicy);
    return answered ?? c.notFound();
  });
};

/** What stands behind an address in a sentence: as it is, or as mail programs encode it. No address of ours ends so. */
const trailing =
  /(?:[/.,;:!?'"*)\]>]|%(?:20|22|27|28|29|2[ace]|3[abcef]|5d|7d|c2%bb|e2%80%(?:9[89cd]|a6)))+$/i;

/** The path as its page has it, without what mail programs and people add: slashes too many, and punctuation. */
const plainAddress = (pathname: string): string =>
  `/${pathname
    .replaceAll(/\/{2,}/g, '/')
    .slice(1)
    .replace(trailing, '')}`;

const mountGuest = async (app: Hono<AppEnv>, folder: string, settings: WebSettings): Promise<void> => {
  const { publicUrl, now } = settings;
  const module = (await import(pathToFileURL(join(folder, 'server.js')).href)) as GuestModule;
  const guest = module.createGuestApp({
    api: async (request, env) => {
      const answer = await app.fetch(request, env as object | undefined);
      // A former name has no page of its own: the whole address is redirected, not what its page asks for.
      return answer.status === 308 ? new Response(null, { status: 404 }) : answer;
    },
    assets: await readGuestAssets(folder),
    publicUrl,
    now: () => new Date(now()),
  });
  app.on(['GET', 'POST'], '/*', async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (taken.has(pathname.split('/')[1] ?? '')) return next();
    c.set('route', 'guest page');
    const plain = plainAddress(pathname);
    if (c.req.method === 'GET' && plain !== pathname) return c.redirect(plain + search, 301);
    return guest.fetch(c.req.raw, { ...c.env, site: shownOf(c.get('site'), publicUrl) });
  });
};

const assetsOf = (base: string, files: Files) =>
  [...files].flatMap(([path, file]) => {
    const name = base.slice(1) + path;
    return isAssetName(name) ? { name, ...file } : [];
  });

/**
 * Serves what lies built in `dist`: the host app below `/app` and, last of all routes, the guest pages. All of it is of the build that `dist`
 * leads to now, whatever is built later; its hashed assets are kept for other APIs before this resolves. Throws an `Error` with a sentence
 * for the operator when `dist` does not hold both.
 */
export const mountWeb = async (app: Hono<AppEnv>, dist: string, settings: WebSettings): Promise<void> => {
  const missing = [join(dist, 'host', 'index.html'), join(dist, 'guest', 'server.js')].find(
    (file) => !existsSync(file),
  );
  if (missing !== undefined)
    throw new Error(
      `WEB_DIST: there is no ${missing}; give the folder dist/web of npm run build, or leave it empty to serve the API alone.`,
    );
  const build = await realpath(dist);
  const [host, guest] = await Promise.all([
    readStaticFiles(join(build, 'host')),
    readStaticFiles(join(build, 'guest')),
  ]);
  mountAssets(app, hostBase, host, settings.kept);
  mountHost(app, host);
  mountAssets(app, guestBase, guest, settings.kept);
  await mountGuest(app, join(build, 'guest'), settings);
  await settings.kept.keep([...assetsOf(hostBase, host), ...assetsOf(guestBase, guest)]);
};
