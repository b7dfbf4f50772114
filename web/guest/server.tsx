import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addDataRoutes } from './data/data-routes.tsx';
import { addBookRoutes } from './page/book-routes.tsx';
import { isOwnForm, pageHeaders } from './page/headers.ts';
import { addManageRoutes } from './page/manage-routes.tsx';
import { type GuestDeps, problemPage, refusal, scopeOf, siteOf } from './page/request-scope.tsx';

export type { GuestDeps } from './page/request-scope.tsx';

const formBytesMax = 64 * 1024;

/**
 * The guest pages: `/` under an organisation's own host, `/{username}`, `/{username}/{slug}`, `/b/{token}` with `/cancel` and `/reschedule`,
 * `/your-data/{username}` and `/your-data/open/{token}` with `/erase`. They read and
 * write through the public API alone, work without scripts, and never change anything on GET. Forms are accepted from
 * the pages' own origin only. Mount it last: every path that no other route has taken is a page or a 404.
 */
export const createGuestApp = (deps: GuestDeps): Hono => {
  const app = new Hono();
  app.use(pageHeaders());
  app.use(async (c, next) => {
    const { refusal: code } = siteOf(c, deps);
    return code === undefined ? next() : problemPage(scopeOf(c, deps), refusal(code, 421));
  });
  app.on('POST', '/*', async (c, next) => {
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    if (!isForm) return problemPage(scopeOf(c, deps), refusal('invalid_request', 400));
    if (!isOwnForm((name) => c.req.header(name), siteOf(c, deps).origin))
      return problemPage(scopeOf(c, deps), refusal('foreign_origin', 403));
    return next();
  });
  app.post(
    '/*',
    bodyLimit({
      maxSize: formBytesMax,
      onError: (c) => problemPage(scopeOf(c, deps), refusal('invalid_request', 413)),
    }),
  );
  addManageRoutes(app, deps);
  addDataRoutes(app, deps);
  addBookRoutes(app, deps);
  app.notFound((c) => problemPage(scopeOf(c, deps), refusal('not_found', 404)));
  app.onError((_, c) => problemPage(scopeOf(c, deps), refusal('internal', 500)));
  return app;
};
