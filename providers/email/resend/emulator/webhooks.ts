import { z } from 'zod';
import { signResendWebhook } from '../receive.ts';
import type { EmulatedEmail, EmulatorState } from './state.ts';
import { seededRandom } from './state.ts';

const attemptTimeoutMs = 5_000;
/** Shorter than the vendor's hours, so that a local run sees the repeats. */
const retryDelaysMs = [500, 2_000, 5_000, 15_000, 60_000];
const deliveriesKept = 2_000;
const wrongSecret = `whsec_${Buffer.from('another secret altogether').toString('base64')}`;

/** How notifications misbehave; chances are drawn from the seed in the order of the events. */
export const WebhookControls = z.strictObject({
  url: z.url().nullable().optional(),
  secret: z.string().optional(),
  dropProbability: z.number().min(0).max(1).optional(),
  duplicateProbability: z.number().min(0).max(1).optional(),
  wrongSignatureProbability: z.number().min(0).max(1).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** Collects events until `release`, to deliver them in another order. */
  hold: z.boolean().optional(),
  clockSkewMs: z.number().int().optional(),
});
export type WebhookControls = z.infer<typeof WebhookControls>;

type Attempt = { at: number; status: number | null };
type Delivery = {
  eventId: string;
  type: string;
  emailId: string;
  body: string;
  state: 'pending' | 'held' | 'dropped' | 'delivered' | 'failed';
  attempts: Attempt[];
};

type Controls = ReturnType<typeof createControls>;
export type Webhooks = ReturnType<typeof createWebhooks>;

/** Signed notifications with repeats until a 2xx; nothing is sent without a URL. `stop` cancels what is waiting. */
export function createWebhooks(
  state: EmulatorState,
  options: { url?: string; secret?: string; seed: number },
) {
  const controls = createControls(options);
  const sender = createSender(controls);
  const deliveries: Delivery[] = [];
  const chance = { random: seededRandom(options.seed) };

  // Chances are drawn here, where events are in order, and not in timers: a seed then repeats a run.
  const dispatch = (delivery: Delivery) => {
    const forged = chance.random() < controls.wrongSignatureProbability;
    const twice = chance.random() < controls.duplicateProbability;
    delivery.state = 'pending';
    sender.schedule(delivery, controls.delayMs, forged);
    if (twice) sender.schedule(delivery, controls.delayMs, false);
  };

  return {
    controls: () => ({ ...controls, pending: sender.pending() }),
    configure(change: WebhookControls) {
      for (const [key, value] of Object.entries(change)) {
        if (value !== undefined) Object.assign(controls, { [key]: value });
      }
    },
    log: (): readonly Delivery[] => deliveries,
    emit(type: string, email: EmulatedEmail, extra: Record<string, unknown> = {}) {
      if (controls.url === null) return;
      const at = new Date(state.now()).toISOString();
      const body = JSON.stringify({ type, created_at: at, data: { ...eventData(email), ...extra } });
      const eventId = `msg_${state.newId().replaceAll('-', '').slice(0, 27)}`;
      const delivery: Delivery = { eventId, type, emailId: email.id, body, state: 'pending', attempts: [] };
      deliveries.push(delivery);
      if (deliveries.length > deliveriesKept) deliveries.shift();
      if (controls.hold) delivery.state = 'held';
      else if (chance.random() < controls.dropProbability) delivery.state = 'dropped';
      else dispatch(delivery);
    },
    release(order: 'forward' | 'reverse'): number {
      const held = deliveries.filter((delivery) => delivery.state === 'held');
      for (const delivery of order === 'forward' ? held : held.toReversed()) dispatch(delivery);
      return held.length;
    },
    replay(eventId: string): boolean {
      const delivery = deliveries.find((item) => item.eventId === eventId);
      if (delivery !== undefined) dispatch(delivery);
      return delivery !== undefined;
    },
    reset() {
      sender.cancel();
      deliveries.length = 0;
      Object.assign(controls, createControls(options));
      chance.random = seededRandom(options.seed);
    },
    async stop() {
      controls.url = null;
      await sender.drain();
    },
  };
}

const createControls = (options: { url?: string; secret?: string }) => ({
  url: options.url ?? null,
  secret: options.secret ?? `whsec_${Buffer.from('local mail emulator secret').toString('base64')}`,
  dropProbability: 0,
  duplicateProbability: 0,
  wrongSignatureProbability: 0,
  delayMs: 0,
  hold: false,
  clockSkewMs: 0,
});

/** Attempts with their timers. A forged first attempt is followed by a genuine one, as the refusal is a failure. */
function createSender(controls: Controls) {
  const timers = new Set<NodeJS.Timeout>();
  const inFlight = new Set<Promise<void>>();
  const later = (delivery: Delivery, delayMs: number, attempt: number, forged: boolean) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const sending = send(delivery, attempt, forged).finally(() => inFlight.delete(sending));
      inFlight.add(sending);
    }, delayMs);
    timers.add(timer);
  };
  const cancel = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
  async function send(delivery: Delivery, attempt: number, forged: boolean): Promise<void> {
    if (controls.url === null) return;
    const status = await post(controls.url, delivery, controls, forged);
    delivery.attempts.push({ at: Date.now(), status });
    if (status !== null && status >= 200 && status < 300) {
      delivery.state = 'delivered';
      return;
    }
    const delayMs = retryDelaysMs[attempt];
    if (delayMs !== undefined) later(delivery, delayMs, attempt + 1, false);
    else if (delivery.state !== 'delivered') delivery.state = 'failed';
  }
  return {
    schedule: (delivery: Delivery, delayMs: number, forged: boolean) => later(delivery, delayMs, 0, forged),
    pending: () => timers.size + inFlight.size,
    cancel,
    async drain() {
      cancel();
      await Promise.allSettled(inFlight);
      cancel();
    },
  };
}

async function post(
  url: string,
  delivery: Delivery,
  controls: Controls,
  forged: boolean,
): Promise<number | null> {
  const { eventId: id, body } = delivery;
  const timestamp = Math.floor((Date.now() + controls.clockSkewMs) / 1000);
  const secret = forged ? wrongSecret : controls.secret;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Svix-Webhooks/1.0 (emulated)',
        'svix-id': id,
        'svix-timestamp': String(timestamp),
        'svix-signature': signResendWebhook({ id, timestamp, body, secret }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(attemptTimeoutMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

function eventData(email: EmulatedEmail) {
  return {
    created_at: new Date(email.createdAt).toISOString(),
    email_id: email.id,
    message_id: email.messageId,
    from: email.from,
    to: email.to,
    subject: email.subject,
    tags: Object.fromEntries(email.tags.map((tag) => [tag.name, tag.value])),
  };
}
