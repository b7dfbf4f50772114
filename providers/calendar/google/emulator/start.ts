import { join } from 'node:path';
import { Hono } from 'hono';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import type { ActiveFault } from '#providers/emulation/faults.ts';
import { type EmulatorEnv, intercept } from '#providers/emulation/interception.ts';
import { createKit } from '#providers/emulation/kit.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { createAdmin } from './admin.ts';
import { createCalendarRoutes } from './calendars.ts';
import { createEventRoutes } from './events.ts';
import { toErrorResponse, VendorFailure } from './http.ts';
import { createWorld, emptyState, loadState } from './model.ts';
import { createOauthRoutes, notImplemented } from './oauth.ts';
import { renderIndex } from './page.ts';
import { connectPushes, pushRetries } from './push.ts';
import { seedDemo } from './seed.ts';

/** The vendor's accounts and calendar API on a local port, an overview at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const stateFile = options.stateFolder === undefined ? undefined : join(options.stateFolder, 'google.json');
  const saved = loadState(stateFile);
  const world = createWorld(saved ?? emptyState(options.seed ?? 1), stateFile);
  let url = '';
  const kit = createKit({ memory: () => world.state, touch: () => world.touch(), ...pushRetries });
  connectPushes(world, kit.notifier, () => url);
  if (saved === null) seedDemo(world);
  const app = new Hono<EmulatorEnv>();
  app.onError((error) =>
    toErrorResponse(
      error instanceof VendorFailure ? error : new VendorFailure(500, 'backendError', error.message),
    ),
  );
  app.use(
    '*',
    guardHost(options.host, () =>
      toErrorResponse(new VendorFailure(403, 'forbidden', 'Reach this emulator by its loopback address.')),
    ),
  );
  app.route('/_admin', createAdmin(world, kit));
  app.get('/', (c) => c.html(renderIndex(world)));
  app.use('*', intercept({ ...kit, refuse: toFault, isSecret }));
  app.route('/', createOauthRoutes(world));
  app.route('/', createCalendarRoutes(world));
  app.route('/', createEventRoutes(world));
  app.notFound((c) => toErrorResponse(notImplemented(c)));
  const emulator = await serveEmulator(app, {
    ...options,
    beforeStop: async () => {
      await kit.notifier.drop();
      world.save();
    },
  });
  url = emulator.url;
  return emulator;
}

/** Bodies that hold credentials. */
const isSecret = (path: string): boolean => path === '/token' || path === '/revoke' || path.startsWith('/o/');

const toFault = (status: number, { reason }: ActiveFault): Response => {
  const standard = status === 429 ? 'rateLimitExceeded' : status >= 500 ? 'backendError' : 'forbidden';
  return toErrorResponse(new VendorFailure(status, reason ?? standard, 'Injected by a fault rule'));
};
