import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import { Handle } from '#contracts/fields.ts';
import type { HandleRoute } from '#services/account/find-handle.ts';

type Find = (c: Context<AppEnv>, name: string) => Promise<HandleRoute | null>;

/** Where a path with a former public name leads today, its query kept, or null. */
const currentAddress = async (c: Context<AppEnv>, prefix: string, find: Find): Promise<string | null> => {
  const { pathname, search } = new URL(c.req.url);
  const [name = '', ...rest] = pathname.slice(prefix.length).split('/');
  const handle = Handle.safeParse(name.toLowerCase());
  if (!handle.success) return null;
  const found = await find(c, handle.data);
  if (found === null || found.current === handle.data) return null;
  return `${prefix}${[found.current, ...rest].join('/')}${search}`;
};

/**
 * Sends whoever uses a former public name to the current one. The name stands behind `prefix`. Asked only where nothing was
 * found, so it costs nobody else anything; 308 keeps the method, so what is sent to a former address is done all the same.
 */
export const redirectFormerHandles =
  (prefix: string, find: Find): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    await next();
    if (c.res.status !== 404) return;
    const address = await currentAddress(c, prefix, find);
    if (address !== null) c.res = new Response(null, { status: 308, headers: { Location: address } });
  };
