import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context } from 'hono';
import { matchesNone } from '#api/middleware/etag.ts';
import type { AppEnv } from '#api/variables.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
/** Made by the build beside the files they pack. */
const packed = new Set(['.br', '.gz']);

type Bytes = Uint8Array<ArrayBuffer>;
/** A file with what the build packed of it; null where that saves nothing. */
export type StaticFile = {
  contentType: string;
  etag: string;
  plain: Bytes;
  br: Bytes | null;
  gzip: Bytes | null;
};

const readIfThere = async (path: string): Promise<Bytes | null> =>
  readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );

const load = async (path: string, name: string): Promise<StaticFile> => {
  const [plain, br, gzip] = await Promise.all([
    readFile(path),
    readIfThere(`${path}.br`),
    readIfThere(`${path}.gz`),
  ]);
  const etag = `"${createHash('sha1').update(plain).digest('base64url').slice(0, 16)}"`;
  const contentType = types[extname(name)] ?? 'application/octet-stream';
  return { contentType, etag, plain: new Uint8Array(plain), br, gzip };
};

/**
 * Reads a built folder once, with what the build packed: no file system at request time, and no path that could leave the folder. Files
 * by their names below the folder.
 */
export const readStaticFiles = async (folder: string): Promise<ReadonlyMap<string, StaticFile>> => {
  const files = new Map<string, StaticFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    const hidden = name.split('/').some((part) => part.startsWith('.'));
    if (!hidden && extname(name) !== '.map' && !packed.has(extname(name)))
      files.set(name, await load(path, name));
  }
  return files;
};

/** Answers with a file, packed as the browser takes it. `immutable`: its name changes with its content. */
export const answerFile = (c: Context<AppEnv>, file: StaticFile, immutable: boolean): Response => {
  const headers = new Headers({
    'Content-Type': file.contentType,
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (matchesNone(c.req.header('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers });
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding =
    /\bbr\b/.test(accepted) && file.br !== null
      ? 'br'
      : /\bgzip\b/.test(accepted) && file.gzip !== null
        ? 'gzip'
        : null;
  if (encoding !== null) headers.set('Content-Encoding', encoding);
  return new Response((encoding === null ? null : file[encoding]) ?? file.plain, { headers });
};
