import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { FaultRule } from './faults.ts';
import type { EmulatorEnv } from './interception.ts';
import type { EmulatorKit } from './kit.ts';
import { NotificationSettings } from './notifications.ts';

const ClockChange = z.strictObject({ advanceMs: z.int().optional(), set: z.int().optional() });

/** What a vendor adds to the common controls. */
type VendorControls = {
  /** Back to the state of a fresh start. */
  reset: (body: unknown) => void;
  settings: { schema: z.ZodType<object>; read: () => object };
  /** Something may have become due. */
  clockMoved?: () => void;
};

/** The body as `schema` has it, or a `Response` that says what is wrong with it. */
export async function readBody<T>(c: Context<EmulatorEnv>, schema: z.ZodType<T>): Promise<T | Response> {
  const text = await c.req.text();
  try {
    const parsed = schema.safeParse(text === '' ? {} : JSON.parse(text));
    return parsed.success ? parsed.data : c.json({ error: parsed.error.message }, 400);
  } catch {
    return c.json({ error: 'The body is not JSON.' }, 400);
  }
}

const assign = (target: object, change: object): void => {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  Object.assign(target, Object.fromEntries(given));
};

/** Controls that no vendor has: reset, settings, journal, clock, faults and notifications. Mounted under `/_admin`. */
export function createControls(kit: EmulatorKit, vendor: VendorControls): Hono<EmulatorEnv> {
  const { faults, journal, notifier, memory } = kit;
  const app = new Hono<EmulatorEnv>();
  app.post('/reset', async (c) => {
    const body = await readBody(c, z.unknown());
    if (body instanceof Response) return body;
    await notifier.drop();
    vendor.reset(body);
    faults.clear();
    journal.forget();
    notifier.forget();
    return c.json({ ok: true });
  });
  app.get('/settings', (c) => c.json(vendor.settings.read()));
  app.patch('/settings', async (c) => {
    const change = await readBody(c, vendor.settings.schema);
    if (change instanceof Response) return change;
    assign(vendor.settings.read(), change);
    kit.touch();
    return c.json(vendor.settings.read());
  });
  app.get('/journal', (c) => c.json({ entries: journal.entries() }));
  app.delete('/journal', (c) => {
    journal.forget();
    return c.json({ ok: true });
  });
  app.get('/clock', (c) => c.json({ now: kit.now() }));
  app.post('/clock', async (c) => {
    const change = await readBody(c, ClockChange);
    if (change instanceof Response) return change;
    const { set, advanceMs = 0 } = change;
    memory().clockOffsetMs = (set === undefined ? memory().clockOffsetMs : set - Date.now()) + advanceMs;
    vendor.clockMoved?.();
    kit.touch();
    return c.json({ now: kit.now() });
  });
  app.get('/faults', (c) => c.json({ rules: faults.list() }));
  app.post('/faults', async (c) => {
    const rule = await readBody(c, FaultRule);
    return rule instanceof Response ? rule : c.json(faults.add(rule), 201);
  });
  app.delete('/faults', (c) => {
    faults.clear();
    const seed = Number(c.req.query('seed'));
    if (Number.isInteger(seed)) memory().random = seed >>> 0;
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) =>
    faults.remove(c.req.param('id')) ? c.json({ ok: true }) : c.json({ error: 'no such rule' }, 404),
  );
  return app.route('/notifications', notificationControls(kit));
}

function notificationControls({ notifier, memory, touch }: EmulatorKit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  app.get('/', (c) => c.json({ settings: memory().notifications, deliveries: notifier.log() }));
  app.patch('/', async (c) => {
    const change = await readBody(c, NotificationSettings.partial());
    if (change instanceof Response) return change;
    assign(memory().notifications, change);
    touch();
    return c.json(memory().notifications);
  });
  /** Answers when no notification is on its way. */
  app.post('/settle', async (c) => {
    await notifier.settle();
    return c.json({ deliveries: notifier.log() });
  });
  app.post('/release', (c) =>
    c.json({ released: notifier.release(c.req.query('order') === 'reverse' ? 'reverse' : 'forward') }),
  );
  app.post('/replay/:id', (c) =>
    notifier.replay(c.req.param('id')) ? c.json({ ok: true }) : c.json({ error: 'no such event' }, 404),
  );
  return app;
}
