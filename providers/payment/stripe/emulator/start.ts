import { join } from 'node:path';
import { Hono } from 'hono';
import type { Emulator, EmulatorOptions } from '#providers/emulation/emulator.ts';
import type { ActiveFault } from '#providers/emulation/faults.ts';
import { type EmulatorEnv, intercept } from '#providers/emulation/interception.ts';
import { createKit } from '#providers/emulation/kit.ts';
import { guardHost, serveEmulator } from '#providers/emulation/serve.ts';
import { createAdmin } from './admin.ts';
import { createVendorApi } from './api.ts';
import { settleSessions } from './checkout.ts';
import { toErrorResponse, VendorError } from './errors.ts';
import { connectEvents, eventRetries } from './events.ts';
import { createHostedPage } from './hosted-page.ts';
import { createWorld, emptyState, loadState } from './model.ts';
import { renderOverview } from './overview.ts';

/** The vendor's API on a local port, its page for guests, an overview at `/` and controls under `/_admin`. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const stateFile =
    options.stateFolder === undefined ? undefined : join(options.stateFolder, 'payments.json');
  let url = '';
  const world = createWorld(loadState(stateFile) ?? emptyState(options.seed ?? 1), stateFile, () => url);
  const kit = createKit({ memory: () => world.state, touch: () => world.touch(), ...eventRetries });
  connectEvents(world, kit.notifier);
  const app = new Hono<EmulatorEnv>();
  app.onError(toErrorResponse);
  app.use(
    '*',
    guardHost(options.host, () =>
      toErrorResponse(new VendorError(403, 'Reach this emulator by its loopback address.')),
    ),
  );
  app.route('/_admin', createAdmin(world, kit));
  app.all('/_admin/*', (c) => c.json({ error: `no control ${c.req.method} ${c.req.path}` }, 404));
  app.get('/', (c) => c.html(renderOverview(world, kit.journal)));
  app.route('/', createHostedPage(world));
  app.use('*', intercept({ ...kit, refuse: toFault, isSecret, gated: true }));
  app.route('/', createVendorApi(world));
  const due = setInterval(() => settleSessions(world), 1_000);
  try {
    const emulator = await serveEmulator(app, {
      ...options,
      beforeStop: async () => {
        clearInterval(due);
        await kit.notifier.drop();
        world.save();
      },
    });
    url = emulator.url;
    return emulator;
  } catch (error) {
    clearInterval(due);
    throw error;
  }
}

/** The answer to the creation of an endpoint holds its secret. */
const isSecret = (path: string): boolean => path.startsWith('/v1/webhook_endpoints');

const toFault = (status: number, { reason }: ActiveFault): Response =>
  toErrorResponse(
    new VendorError(status, 'Something went wrong (injected).', {
      code: reason ?? (status === 429 ? 'rate_limit' : undefined),
    } as { code: string }),
  );
