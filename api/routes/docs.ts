import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Scalar } from '@scalar/hono-api-reference';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import { codeOfProblemPath } from '#api/middleware/problem.ts';
import type { AppEnv } from '#api/variables.ts';
import { answerFile, packFile } from '#api/web/static-files.ts';
import { problems } from '#contracts/problems.ts';
import { AppError, errorCodes } from '#domain/errors.ts';

const viewerPath = '/api/docs/viewer.js';

/** Made by the first who asks; a failure is tried again by the next. */
const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  const forget = (error: unknown): never => {
    made = undefined;
    throw error;
  };
  return () => (made ??= make().catch(forget));
};

const require = createRequire(import.meta.url);
/** A file that the production bundle brings along, or where it lies without one. */
const bundledOr = (name: string, elsewhere: () => string): string => {
  const beside = join(import.meta.dirname, name);
  return existsSync(beside) ? beside : elsewhere();
};
const document = once(() =>
  packFile(bundledOr('openapi.json', () => require.resolve('#contracts/openapi.json'))),
);
// The package names its entry only; the self-contained script lies beside it.
const viewer = once(() =>
  packFile(
    bundledOr('viewer.js', () =>
      join(dirname(require.resolve('@scalar/api-reference')), 'browser', 'standalone.js'),
    ),
  ),
);

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
/** The viewer makes styles and data URLs of its own; scripts and connections stay with this installation. */
const viewerPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'self'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ].join('; ');

const page = (title: string, body: ReturnType<typeof html>) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <style>
        body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark; }
        code { font-size: 0.95em; }
        dt { font-weight: 600; margin-top: 1rem; }
        dd { margin: 0; }
      </style>
    </head>
    <body>${body}</body>
  </html>`;

/** Browsable documentation, wholly served by this installation. */
export const docsRoutes = (app: Hono<AppEnv>): void => {
  app.get('/api/v1/openapi.json', async (c) => {
    c.set('route', '/api/v1/openapi.json');
    return answerFile(c, await document(), 'public, max-age=300');
  });
  app.get(viewerPath, async (c) => {
    c.set('route', viewerPath);
    return answerFile(c, await viewer(), 'public, max-age=86400');
  });
  app.get('/api/docs', async (c, next) => {
    c.set('route', '/api/docs');
    const nonce = randomBytes(16).toString('base64url');
    c.header('Content-Security-Policy', viewerPolicy(nonce));
    const show = Scalar<AppEnv>({
      url: '/api/v1/openapi.json',
      pageTitle: 'Everslot API',
      cdn: viewerPath,
      nonce,
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      mcp: { disabled: true },
      agent: { disabled: true },
    });
    return show(c, next);
  });
  app.get('/problems', (c) => {
    c.set('route', '/problems');
    c.header('Content-Security-Policy', pagePolicy);
    const rows = errorCodes.map(
      (code) =>
        html`<dt><a href="/problems/${code.replaceAll('_', '-')}"><code>${code}</code></a> (${problems[code].status})</dt><dd>${problems[code].title}</dd>`,
    );
    return c.html(page('Problems', html`<h1>Problems</h1><dl>${rows}</dl>`));
  });
  app.get('/problems/:slug', (c) => {
    c.set('route', '/problems/{code}');
    const code = codeOfProblemPath(c.req.param('slug'));
    if (code === null) throw new AppError('not_found', 'There is no such problem.');
    const { title, status, retryable } = problems[code];
    const advice = retryable
      ? 'The same request may succeed later: wait as long as Retry-After says and repeat it with the same Idempotency-Key.'
      : 'Repeating the same request gives the same answer: change what the problem names first.';
    c.header('Content-Security-Policy', pagePolicy);
    return c.html(
      page(
        title,
        html`<h1>${title}</h1><p><code>${code}</code>, HTTP status ${status}.</p><p>${advice}</p><p><a href="/problems">All problems</a> · <a href="/api/docs">API documentation</a></p>`,
      ),
    );
  });
};
