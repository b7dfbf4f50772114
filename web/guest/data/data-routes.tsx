import type { Hono } from 'hono';
import { guestMessages } from '#web/i18n/guest/messages.ts';
import { isLanguage } from '#web/i18n/languages.ts';
import { voiceOf } from '../booking/model.ts';
import { carriedOn, hrefOf } from '../flow/url-state.ts';
import {
  formText,
  type GuestDeps,
  type PageStatus,
  page,
  problemPage,
  type Scope,
  scopeOf,
} from '../page/request-scope.tsx';
import { type Asked, AskPage, SentPage, type Wish } from './ask-page.tsx';
import { DataPage, type Listed } from './data-page.tsx';
import { ErasePage, ErasurePage } from './erase-page.tsx';

/** Guests of an organisation whose pages are switched off ask for their data all the same. */
const stillAsked: readonly string[] = ['pages_off', 'link_inactive'];

const readTenant = async (scope: Scope, username: string) => {
  const profile = await scope.api.get('/api/v1/public/profiles/{username}', {
    params: { path: { username } },
  });
  if (profile.ok) return { ok: true, brand: profile.data.brand } as const;
  return stillAsked.includes(profile.failure.code) ? ({ ok: true, brand: null } as const) : profile;
};

const ask = async (
  scope: Scope,
  username: string,
  asked: Asked = { email: '', wish: 'see', error: null },
  status: PageStatus = 200,
): Promise<Response> => {
  const tenant = await readTenant(scope, username);
  if (!tenant.ok) return problemPage(scope, tenant.failure);
  const locale = scope.locale(null);
  const voice = voiceOf(guestMessages(locale.language), locale);
  return page(
    scope,
    locale,
    { title: voice.text.yourData.title, status, dataOf: username, brand: tenant.brand },
    <AskPage
      voice={voice}
      tenantName={tenant.brand?.name ?? ''}
      path={hrefOf(scope.path, scope.url)}
      asked={asked}
    />,
  );
};

const wishOf = (text: string): Wish => (text === 'erase' ? 'erase' : 'see');

/** The answer is the same for every address. */
const send = async (before: Scope, username: string, form: FormData): Promise<Response> => {
  const [email, lang] = [formText(form, 'email').trim(), formText(form, 'lang')];
  const scope: Scope = isLanguage(lang) ? { ...before, url: { ...before.url, lang } } : before;
  const locale = scope.locale(null);
  const language = scope.url.lang ?? locale.language;
  const wish = wishOf(formText(form, 'wish'));
  const [tenant, outcome] = await Promise.all([
    readTenant(scope, username),
    scope.api.post('/api/v1/public/profiles/{username}/data-requests', {
      params: { path: { username } },
      body: { email, locale: language, wish },
    }),
  ]);
  const text = guestMessages(language);
  if (!outcome.ok && outcome.failure.code === 'invalid_request')
    return ask(scope, username, { email, wish, error: text.yourData.emailInvalid }, 422);
  if (!outcome.ok) return problemPage(scope, outcome.failure);
  return page(
    scope,
    { ...locale, language },
    { title: text.yourData.sentTitle, dataOf: username, brand: tenant.ok ? tenant.brand : null },
    <SentPage text={text} email={email} hours={outcome.data.hours} />,
  );
};

const pathTo = (scope: Scope, token: string, name: '' | '/erase' = ''): string =>
  hrefOf(`/your-data/open/${encodeURIComponent(token)}${name}`, carriedOn(scope.url));

const readData = (scope: Scope, token: string) =>
  scope.api.get('/api/v1/public/guest-data/{token}', { params: { path: { token } } });

type Found = Extract<Awaited<ReturnType<typeof readData>>, { ok: true }>['data'];

/** Once it was asked for, every page of the link says how far it is. */
const showErasure = (scope: Scope, { locale: own, erasure, brand }: Found): Response => {
  const locale = scope.locale(own);
  const text = guestMessages(locale.language);
  const stage = erasure?.stage ?? 'erased';
  return page(
    scope,
    locale,
    { title: text.yourData[stage], brand },
    <ErasurePage text={text} stage={stage} />,
  );
};

const cursorIn = (scope: Scope, name: 'bookings' | 'mails'): string | undefined =>
  scope.c.req.query(name) || undefined;

/** A list, and where its next page and its first one are. */
const listed = <Item,>(
  scope: Scope,
  token: string,
  name: 'bookings' | 'mails',
  { items, nextCursor }: { items: Item[]; nextCursor: string | null },
): Listed<Item> => {
  const path = pathTo(scope, token);
  const next = nextCursor === null ? '' : `${name}=${encodeURIComponent(nextCursor)}`;
  return {
    items,
    nextHref: next === '' ? null : `${path}${path.includes('?') ? '&' : '?'}${next}#${name}`,
    firstHref: cursorIn(scope, name) === undefined ? null : `${path}#${name}`,
  };
};

const show = async (scope: Scope, token: string): Promise<Response> => {
  const found = await readData(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  const { kept, locale: own, brand, expiresAt } = found.data;
  if (kept === null) return showErasure(scope, found.data);
  const locale = scope.locale(own);
  const { language } = locale;
  const pageAt = (name: 'bookings' | 'mails') => {
    const cursor = cursorIn(scope, name);
    return { limit: 10, ...(cursor === undefined ? {} : { cursor }) };
  };
  const [bookings, mails] = await Promise.all([
    scope.api.get('/api/v1/public/guest-data/{token}/bookings', {
      params: { path: { token }, query: { ...pageAt('bookings'), locale: language } },
    }),
    scope.api.get('/api/v1/public/guest-data/{token}/mails', {
      params: { path: { token }, query: pageAt('mails') },
    }),
  ]);
  if (!bookings.ok) return problemPage(scope, bookings.failure);
  if (!mails.ok) return problemPage(scope, mails.failure);
  const voice = voiceOf(guestMessages(language), locale);
  return page(
    scope,
    locale,
    { title: voice.text.yourData.title, brand },
    <DataPage
      voice={voice}
      clock={scope.url.clock}
      tenantName={brand.name}
      expiresAt={expiresAt}
      person={kept.person}
      bookings={listed(scope, token, 'bookings', bookings.data)}
      mails={listed(scope, token, 'mails', mails.data)}
      fileHref={`/api/v1/public/guest-data/${encodeURIComponent(token)}/file?locale=${language}`}
      eraseHref={pathTo(scope, token, '/erase')}
    />,
  );
};

/** Asks once more: opening the link alone, as mail scanners do, changes nothing. */
const askErase = async (scope: Scope, token: string): Promise<Response> => {
  const found = await readData(scope, token);
  if (!found.ok) return problemPage(scope, found.failure);
  const { kept, locale: own, brand } = found.data;
  if (kept === null) return showErasure(scope, found.data);
  const locale = scope.locale(own);
  const text = guestMessages(locale.language);
  return page(
    scope,
    locale,
    { title: text.yourData.eraseTitle, brand },
    <ErasePage
      text={text}
      tenantName={brand.name}
      kept={kept}
      path={pathTo(scope, token, '/erase')}
      viewHref={pathTo(scope, token)}
    />,
  );
};

const erase = async (scope: Scope, token: string): Promise<Response> => {
  const outcome = await scope.api.post('/api/v1/public/guest-data/{token}/erasure', {
    params: { path: { token } },
  });
  return outcome.ok ? scope.c.redirect(pathTo(scope, token), 303) : problemPage(scope, outcome.failure);
};

/** Pages on which guests ask for their data, and those behind the link they are sent. Opening one changes nothing. */
export const addDataRoutes = (app: Hono, deps: GuestDeps): void => {
  app.get('/your-data/:username', (c) => ask(scopeOf(c, deps), c.req.param('username')));
  app.post('/your-data/:username', async (c) =>
    send(scopeOf(c, deps), c.req.param('username'), await c.req.formData()),
  );
  app.get('/your-data/open/:token', (c) => show(scopeOf(c, deps), c.req.param('token')));
  app.get('/your-data/open/:token/erase', (c) => askErase(scopeOf(c, deps), c.req.param('token')));
  app.post('/your-data/open/:token/erase', (c) => erase(scopeOf(c, deps), c.req.param('token')));
};
