import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { createAdmin } from './emulator-admin.ts';
import { createCalendarRoutes } from './emulator-calendars.ts';
import { createEventRoutes } from './emulator-events.ts';
import { createFaults, withFaults } from './emulator-faults.ts';
import type { EmulatorEnv } from './emulator-http.ts';
import { toErrorResponse, VendorFailure } from './emulator-http.ts';
import { createWorld, emptyState, emulatorClient, loadState } from './emulator-model.ts';
import { createOauthRoutes, notImplemented } from './emulator-oauth.ts';
import { renderIndex } from './emulator-page.ts';
import { createPushSender } from './emulator-push.ts';
import { seedDemo } from './emulator-seed.ts';

export { emulatorClient } from './emulator-model.ts';

export type GoogleEmulatorOptions = {
  /** 0 takes a free port. */
  port: number;
  /** Loopback unless given. */
  host?: string;
  /** What people and clients did survives a restart. */
  stateFile?: string;
  /** Same seed and same requests, same ids and same chances. */
  seed?: number;
};

export type GoogleEmulator = { url: string; port: number; stop(): Promise<void> };

/**
 * The vendor's accounts and calendar API on a local port, an overview at `/` and controls under `/_admin`. Resolves
 * when it accepts connections, rejects when the port is taken. `stop` saves, cuts open connections and drops waiting
 * notifications.
 */
export async function startGoogleEmulator(options: GoogleEmulatorOptions): Promise<GoogleEmulator> {
  const host = options.host ?? '127.0.0.1';
  const saved = loadState(options.stateFile);
  const world = createWorld(saved ?? emptyState(options.seed ?? 1), options.stateFile);
  let url = '';
  const push = createPushSender(world, () => url);
  const faults = createFaults(world);
  if (saved === null) seedDemo(world);
  const app = new Hono<EmulatorEnv>();
  app.onError((error) =>
    toErrorResponse(
      error instanceof VendorFailure ? error : new VendorFailure(500, 'backendError', error.message),
    ),
  );
  app.use('*', guardHost(host));
  app.route('/_admin', createAdmin({ world, faults, push }));
  app.get('/', (c) => c.html(renderIndex(world)));
  app.use('*', withFaults(faults));
  app.route('/', createOauthRoutes(world));
  app.route('/', createCalendarRoutes(world));
  app.route('/', createEventRoutes(world));
  app.notFound((c) => toErrorResponse(notImplemented(c)));
  const server = await listen(app, host, options.port);
  const { port } = server.address() as AddressInfo;
  url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    url,
    port,
    async stop() {
      await push.drop();
      world.save();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** A page of the internet must not reach a loopback server by a name of its own. */
function guardHost(host: string): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const name = new URL(c.req.url).hostname;
    if (!isLoopback(host) || isLoopback(name)) return next();
    return toErrorResponse(
      new VendorFailure(403, 'forbidden', 'Reach this emulator by its loopback address.'),
    );
  };
}

const isLoopback = (name: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(name);

function listen(app: Hono<EmulatorEnv>, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port, overrideGlobalObjects: false }) as Server;
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** The environment that points the adapter at an emulator. */
export function googleEmulatorEnv(url: string): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: emulatorClient.clientId,
    GOOGLE_CLIENT_SECRET: emulatorClient.clientSecret,
    GOOGLE_API_BASE_URL: url,
    GOOGLE_AUTH_URL: `${url}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${url}/token`,
    GOOGLE_REVOKE_URL: `${url}/revoke`,
    GOOGLE_CERTS_URL: `${url}/oauth2/v1/certs`,
    ALLOW_LOOPBACK_PROVIDERS: 'true',
  };
}
