import { join } from 'node:path';
import { Hono } from 'hono';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { createAdmin } from './admin.ts';
import { createCalendarRoutes } from './calendars.ts';
import { createEventRoutes } from './events.ts';
import { createFaults, withFaults } from './faults.ts';
import type { EmulatorEnv } from './http.ts';
import { toErrorResponse, VendorFailure } from './http.ts';
import { createWorld, emptyState, loadState } from './model.ts';
import { createOauthRoutes, notImplemented } from './oauth.ts';
import { renderIndex } from './page.ts';
import { createPushSender } from './push.ts';
import { seedDemo } from './seed.ts';

/** The vendor's accounts and calendar API on a local port, an overview at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const stateFile = options.stateFolder === undefined ? undefined : join(options.stateFolder, 'google.json');
  const saved = loadState(stateFile);
  const world = createWorld(saved ?? emptyState(options.seed ?? 1), stateFile);
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
  app.use(
    '*',
    guardHost(options.host, () =>
      toErrorResponse(new VendorFailure(403, 'forbidden', 'Reach this emulator by its loopback address.')),
    ),
  );
  app.route('/_admin', createAdmin({ world, faults, push }));
  app.get('/', (c) => c.html(renderIndex(world)));
  app.use('*', withFaults(faults));
  app.route('/', createOauthRoutes(world));
  app.route('/', createCalendarRoutes(world));
  app.route('/', createEventRoutes(world));
  app.notFound((c) => toErrorResponse(notImplemented(c)));
  const emulator = await serveEmulator(app, {
    ...options,
    beforeStop: async () => {
      await push.drop();
      world.save();
    },
  });
  url = emulator.url;
  return emulator;
}
