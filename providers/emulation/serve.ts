import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import type { Emulator } from './emulator.ts';

/** Every emulator reaches the socket of a request: faults cut it. */
export type EmulatorBindings = HttpBindings;

const standardHost = '127.0.0.1';

/**
 * Serves an emulator on its own port. Resolves when it accepts connections, rejects when the port is taken. `stop` runs
 * `beforeStop`, then cuts open connections.
 */
export async function serveEmulator<Env extends { Bindings: EmulatorBindings }>(
  app: Hono<Env>,
  options: { port: number; host?: string; beforeStop?: () => Promise<void> | void },
): Promise<Emulator> {
  const host = options.host ?? standardHost;
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({
      fetch: app.fetch,
      hostname: host,
      port: options.port,
      overrideGlobalObjects: false,
    }) as Server;
    starting.once('error', reject);
    starting.once('listening', () => {
      starting.off('error', reject);
      resolve(starting);
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    async stop() {
      await options.beforeStop?.();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const isLoopback = (name: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(name);

/**
 * A page elsewhere must reach nothing of a loopback emulator: neither by a name of its own that resolves to loopback nor
 * by a plain form. `refuse` answers in the vendor's envelope.
 */
export const guardHost =
  (host: string = standardHost, refuse: () => Response): MiddlewareHandler =>
  async (c, next) => {
    const named = c.req.header('host') ?? '';
    const isStranger = isLoopback(host) && !isLoopback(named.replace(/:\d+$/, ''));
    const origin = c.req.header('origin');
    const isForeign = origin !== undefined && origin !== `http://${named}`;
    return isStranger || isForeign ? refuse() : next();
  };
