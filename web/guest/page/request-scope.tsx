import type { Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { type Api, createApi } from '#web/api/client.ts';
import { type Failure, failureOf } from '#web/api/failure.ts';
import type { Brand } from '#web/api/schemas.ts';
import { chooseLocale, type Locale } from '#web/i18n/choose-locale.ts';
import { guestMessages, type ServerMessages } from '#web/i18n/guest/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { textOf } from '#web/ui/text-of.ts';
import { problemText } from '../booking/problem-text.ts';
import { carriedOn, hrefOf, parseUrlState, type UrlState } from '../flow/url-state.ts';
import { brandStyle } from './brand.tsx';
import { type Assets, type PageHead, renderPage } from './document.tsx';
import { pagePolicy } from './headers.ts';
import { ProblemPage } from './problem-page.tsx';

export type GuestDeps = {
  /** The API in this process. `env` is the server's own (the caller's address is read from it). */
  api: (request: Request, env?: unknown) => Promise<Response>;
  /** Addresses of the built script and style sheet. */
  assets: Assets;
  /** Origin under which guests reach these pages, where the server names no other; never that of the Host header. */
  publicUrl: string;
  /** The clock; the system's when absent. */
  now?: () => Date;
};

/** What the server says of the host that a request is for. */
export type PageSite = {
  origin: string;
  /** It is an organisation's own. */
  isTenants?: boolean;
  /** Why there are no pages. */
  refusal?: string;
};

/** The site of a request: canonical links, redirects and the check of forms are made of it. */
export const siteOf = (c: Context, { publicUrl }: GuestDeps): PageSite => {
  const env: { site?: PageSite } | undefined = c.env;
  return env?.site ?? { origin: new URL(publicUrl).origin };
};

/** What is known of one request for a page. */
export type Scope = {
  c: Context;
  deps: GuestDeps;
  origin: string;
  isTenants: boolean;
  api: Api;
  path: string;
  url: UrlState;
  now: Date;
  /** `own`: the language of the host or of the booking. */
  locale: (own: Language | null) => Locale;
};

const forwarded = [
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-request-id',
  'traceparent',
  'user-agent',
] as const;

export const scopeOf = (c: Context, deps: GuestDeps): Scope => {
  const headers = Object.fromEntries(
    forwarded.flatMap((name) => {
      const value = c.req.header(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const address = new URL(c.req.url);
  const { origin, isTenants = false } = siteOf(c, deps);
  const url = parseUrlState(address.searchParams);
  return {
    c,
    deps,
    origin,
    isTenants,
    api: createApi((request) => deps.api(request, c.env), origin, headers),
    path: address.pathname,
    url,
    now: deps.now?.() ?? new Date(),
    locale: (own) => chooseLocale(url.lang, c.req.header('accept-language'), own),
  };
};

export type PageStatus = 200 | 400 | 403 | 404 | 409 | 410 | 413 | 421 | 422 | 429 | 500 | 502 | 503;

/** Answers with a page. */
export const page = (
  { c, deps, path, url }: Scope,
  locale: Locale,
  {
    dataOf = null,
    ...head
  }: PageHead & {
    brand: Brand | null;
    state?: unknown;
    waitsFor?: string;
    status?: PageStatus;
    /** The host whose organisation guests can ask for their data. */
    dataOf?: string | null;
  },
  children: ComponentChildren,
): Response => {
  const style = brandStyle(head.brand);
  if (style !== null) c.header('Content-Security-Policy', pagePolicy(style.hash));
  const html = renderPage({
    ...head,
    style,
    language: locale.language,
    theme: url.theme,
    assets: deps.assets,
    variant: (patch) => hrefOf(path, url, patch),
    dataHref: dataOf === null ? null : hrefOf(`/your-data/${dataOf}`, carriedOn(url)),
    children,
  });
  return c.html(html, head.status ?? 200);
};

const shownStatuses: readonly PageStatus[] = [400, 403, 404, 409, 410, 413, 421, 422, 429, 500, 502, 503];

export const statusOf = (failure: Failure): PageStatus =>
  shownStatuses.find((status) => status === failure.status) ?? 503;

/** Heading and sentence: those of whole pages, which no browser loads, else those that the script knows as well. */
const pageProblem = (code: string, text: ServerMessages) =>
  textOf(text.pageProblems, code, problemText(code, text));

/** How the organisation looks whose own host this is. Where something fails on our side, nothing more is asked of it. */
const brandOfSite = async ({ api, isTenants }: Scope, { status }: Failure): Promise<Brand | null> => {
  if (!isTenants || status >= 500) return null;
  const found = await api.get('/api/v1/public/brand', {});
  return found.ok ? found.data : null;
};

type Refused = {
  own?: Language;
  retryHref?: string | null;
  hostHref?: string | null;
  /** Whose page it would be, where that is known. */
  brand?: Brand;
};

/** Answers with a refusal in words and the status of its kind. */
export const problemPage = async (
  scope: Scope,
  failure: Failure,
  { own, retryHref = hrefOf(scope.path, scope.url), hostHref = null, brand: known }: Refused = {},
): Promise<Response> => {
  const brand = known ?? (await brandOfSite(scope, failure));
  const locale = scope.locale(own ?? brand?.locale ?? null);
  const text = guestMessages(locale.language);
  const status = statusOf(failure);
  if (failure.retryAfterSeconds !== null) scope.c.header('Retry-After', String(failure.retryAfterSeconds));
  const shown = failure.code === 'unreachable' ? { ...failure, code: 'temporarily_unavailable' } : failure;
  const problem = pageProblem(shown.code, text);
  return page(
    scope,
    locale,
    { title: problem.title, status, brand },
    <ProblemPage problem={problem} failure={shown} text={text} retryHref={retryHref} hostHref={hostHref} />,
  );
};

/** A refusal by the pages themselves; a failure on our side (5xx) counts as retryable. */
export const refusal = (code: string, status: PageStatus): Failure => failureOf(code, status, status >= 500);

/** A form's fields as text; files and repetitions are dropped. */
export const formText = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** The key that the form was drawn with, or none: then the API says what is missing. */
export const formKey = (form: FormData): string => {
  const key = formText(form, 'key');
  return /^[\w-]{16,128}$/.test(key) ? key : '';
};

/** Path and query of an address on our own pages; anything else is not followed. */
export const ownPath = (address: string | undefined, own: string): string | null => {
  if (address === undefined || !URL.canParse(address, own)) return null;
  const { origin, pathname, search } = new URL(address, own);
  return origin === own && pathname.startsWith('/b/') ? `${pathname}${search}` : null;
};
