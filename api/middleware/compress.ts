import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import type { AppEnv } from '#api/variables.ts';

export const encoders = {
  br: (data: Uint8Array) =>
    promisify(brotliCompress)(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (data: Uint8Array) => promisify(gzip)(data, { level: 5 }),
} as const;
type Encoding = keyof typeof encoders;

const compressible =
  /^(?:text\/(?!event-stream)|application\/(?:problem\+)?json|application\/javascript|image\/svg\+xml|application\/manifest\+json)/;
/** Of what fits into three packets little is saved, and packing it takes a millisecond. */
const threshold = 4_096;

/** What a caller takes and likes best; null: neither. */
export const chooseEncoding = (header: string | undefined): Encoding | null => {
  const accepted = parseAccept(header ?? '');
  const quality = (name: string): number =>
    (
      accepted.find((entry) => entry.type.toLowerCase() === name) ??
      accepted.find((entry) => entry.type === '*')
    )?.q ?? 0;
  const best = quality('br') >= quality('gzip') ? 'br' : 'gzip';
  return quality(best) > 0 ? best : null;
};

/** Brotli or gzip for texts above 4 kB that are complete when answered; event streams pass through untouched. */
export const compress = (): MiddlewareHandler<AppEnv> => async (c, next) => {
  await next();
  const { res } = c;
  const type = res.headers.get('Content-Type') ?? '';
  if (!compressible.test(type) || res.body === null || res.headers.has('Content-Encoding')) return;
  if (res.headers.get('Cache-Control')?.includes('no-transform') === true) return;
  res.headers.append('Vary', 'Accept-Encoding');
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  if (encoding === null || c.req.method === 'HEAD') return;
  const plain = new Uint8Array(await res.arrayBuffer());
  const small = plain.length < threshold;
  const body = small ? plain : new Uint8Array(await encoders[encoding](plain));
  const headers = new Headers(res.headers);
  headers.delete('Content-Length');
  if (!small) headers.set('Content-Encoding', encoding);
  const tag = headers.get('ETag');
  if (!small && tag !== null && !tag.startsWith('W/')) headers.set('ETag', `W/${tag}`);
  c.res = undefined;
  c.res = new Response(body, { status: res.status, headers });
};
