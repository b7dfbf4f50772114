import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context } from 'hono';
import { chooseEncoding, encoders } from '#api/middleware/compress.ts';
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
const packedNames = new Set(['.br', '.gz']);

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

const strongEtagOf = (plain: Uint8Array): string =>
  `"${createHash('sha1').update(plain).digest('base64url').slice(0, 16)}"`;

const load = async (path: string, name: string): Promise<StaticFile> => {
  const [plain, br, gzip] = await Promise.all([
    readFile(path),
    readIfThere(`${path}.br`),
    readIfThere(`${path}.gz`),
  ]);
  const contentType = types[extname(name)] ?? 'application/octet-stream';
  return { contentType, etag: strongEtagOf(plain), plain: new Uint8Array(plain), br, gzip };
};

/** Reads and packs a text that no build has packed: half a second of work for a few megabytes, so once in a process. */
export const packFile = async (path: string): Promise<StaticFile> => {
  const plain = new Uint8Array(await readFile(path));
  const [br, gzip] = await Promise.all([encoders.br(plain), encoders.gzip(plain)]);
  return {
    contentType: types[extname(path)] ?? 'application/octet-stream',
    etag: strongEtagOf(plain),
    plain,
    br: new Uint8Array(br),
    gzip: new Uint8Array(gzip),
  };
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
    if (!hidden && extname(name) !== '.map' && !packedNames.has(extname(name)))
      files.set(name, await load(path, name));
  }
  return files;
};

/** For how long a file is kept without asking: for ever where its name changes with its content. */
export const keptForEver = 'public, max-age=31536000, immutable';
export const askedForEachTime = 'no-cache';

/** Answers with a file, packed as the browser takes it, or with 304 to a browser that has it. */
export const answerFile = (c: Context<AppEnv>, file: StaticFile, cacheControl: string): Response => {
  const headers = new Headers({
    'Content-Type': file.contentType,
    'Cache-Control': cacheControl,
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (matchesNone(c.req.header('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers });
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  const packed = encoding === null ? null : file[encoding];
  if (encoding !== null && packed !== null) headers.set('Content-Encoding', encoding);
  return new Response(packed ?? file.plain, { headers });
};
