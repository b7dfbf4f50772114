import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** A small build of both web apps: addresses of one script of each, and what both hold. */
export type WebBuild = {
  page: string;
  guestScript: string;
  script: string;
  writeTo: (folder: string) => Promise<void>;
};

/** Scripts and their names differ with the tag, as those of two builds do. */
export const makeWebBuild = (tag: string): WebBuild => {
  const script = `export const x = '${tag}';\n`.repeat(200);
  const digest = createHash('sha256').update(script).digest('base64url').slice(0, 8);
  const guestFiles = {
    'island/main.tsx': {
      file: `assets/booking-${digest}.js`,
      css: [`assets/booking-${digest}.css`],
    },
    'island/waiting.ts': { file: `assets/waiting-${digest}.js` },
    '../i18n/guest/en.ts': { file: `assets/en-${digest}.js` },
    '../i18n/guest/vi.ts': { file: `assets/vi-${digest}.js` },
  };
  const server = `export const createGuestApp = (deps) => ({
    fetch: async (request, env) => {
      const inner = await deps.api(new Request('http://localhost/api/ping'), env);
      return Response.json({ path: new URL(request.url).pathname, ...deps.assets, api: await inner.text() });
    },
  });`;
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'host/index.html': '<!doctype html><title>host</title>',
    [`host/assets/main-${digest}.js`]: script,
    [`host/assets/main-${digest}.js.br`]: brotliCompressSync(script),
    [`host/assets/main-${digest}.js.gz`]: gzipSync(script),
    [`host/assets/main-${digest}.js.map`]: '{}',
    'host/.vite/manifest.json': '{}',
    'guest/.vite/manifest.json': JSON.stringify(guestFiles),
    [`guest/assets/booking-${digest}.js`]: script,
    'guest/server.js': server,
  };
  return {
    page: `/app/assets/main-${digest}.js`,
    guestScript: `/_guest/assets/booking-${digest}.js`,
    script,
    writeTo: async (folder) => {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
    },
  };
};
