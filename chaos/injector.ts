import { setTimeout as delay } from 'node:timers/promises';
import type { PartName, Stack } from '#scripts/stack.ts';
import { type FaultKind, isKill, type PlannedFault } from './plan.ts';
import type { Fault, VendorName, Vendors } from './vendors.ts';

export type Injected = {
  at: number;
  kind: FaultKind /** Until a killed part was ready again. */;
  recoveryMs?: number;
};

export type InjectorDeps = { stack: Stack; vendors: Vendors; report: (line: string) => void };

const severe: Readonly<Partial<Record<FaultKind, [VendorName, Fault[]]>>> = {
  'calendar fails (500)': ['calendar', [{ status: 500, probability: 0.6 }]],
  'calendar throttles (429)': ['calendar', [{ status: 429, retryAfterSeconds: 3, probability: 0.6 }]],
  'calendar commits, then is silent': [
    'calendar',
    [
      { timeout: 'after', probability: 0.25 },
      { reset: 'after', probability: 0.5 },
    ],
  ],
  'calendar is down': ['calendar', [{ reset: 'before' }]],
  'mail fails (500)': ['mail', [{ status: 500, probability: 0.6 }]],
  'mail throttles (429)': ['mail', [{ status: 429, retryAfterSeconds: 3, probability: 0.6 }]],
  'mail commits, then is silent': [
    'mail',
    [
      { timeout: 'after', probability: 0.25 },
      { reset: 'after', probability: 0.5 },
    ],
  ],
  'mail is down': ['mail', [{ reset: 'before' }]],
};

/** What vendors do all the time. */
const background: readonly [VendorName, Fault][] = (['calendar', 'mail'] as const).flatMap(
  (vendor): [VendorName, Fault][] => [
    [vendor, { status: 500, probability: 0.05 }],
    [vendor, { status: 429, retryAfterSeconds: 1, probability: 0.03 }],
    [vendor, { reset: 'after', probability: 0.04 }],
    [vendor, { latencyMs: 400, probability: 0.05 }],
  ],
);

export async function misbehave(vendors: Vendors): Promise<void> {
  for (const [vendor, fault] of background) await vendors.addFault(vendor, fault);
  await vendors.misbehavePushes(true);
}

export async function heal(vendors: Vendors): Promise<void> {
  await vendors.clearFaults();
  await vendors.misbehavePushes(false);
}

const partOf = (kind: FaultKind): PartName => kind.slice('kill '.length) as PartName;

/** Resolves with the running process of a part, as soon as it is up; undefined when it stays down too long. */
async function untilUp(stack: Stack, part: PartName, timeoutMs: number) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const running = stack.parts.get(part)?.current();
    if (running !== undefined || Date.now() > deadline) return running;
    await delay(50);
  }
}

async function kill({ stack, report }: InjectorDeps, fault: PlannedFault): Promise<Injected | null> {
  const part = partOf(fault.kind);
  const running = await untilUp(stack, part, 45_000);
  if (running === undefined) {
    report(`${part} was not up in time to be killed`);
    return null;
  }
  const at = Date.now();
  await running.kill();
  const again = await untilUp(stack, part, 100_000);
  return { at, kind: fault.kind, ...(again === undefined ? {} : { recoveryMs: Date.now() - at }) };
}

async function disturb(
  { vendors }: InjectorDeps,
  fault: PlannedFault,
  stop: AbortSignal,
): Promise<Injected | null> {
  const [vendor, faults] = severe[fault.kind] ?? [];
  if (vendor === undefined || faults === undefined) return null;
  const at = Date.now();
  await vendors.clearFaults();
  for (const each of faults) await vendors.addFault(vendor, each);
  await misbehave(vendors);
  await delay(fault.forMs, undefined, { signal: stop }).catch(() => undefined);
  await vendors.clearFaults();
  await misbehave(vendors);
  return { at, kind: fault.kind };
}

/** Carries the plan out. Kills of one part never overlap; what is due is done even when it comes late. */
export async function inject(
  deps: InjectorDeps,
  plan: readonly PlannedFault[],
  stop: AbortSignal,
): Promise<Injected[]> {
  const started = Date.now();
  const done: Injected[] = [];
  const running: Promise<void>[] = [];
  const chains = new Map<string, Promise<void>>();
  await misbehave(deps.vendors);
  for (const fault of plan) {
    const wait = started + fault.at - Date.now();
    if (wait > 0) await delay(wait, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) break;
    deps.report(`${((Date.now() - started) / 1000).toFixed(0)} s: ${fault.kind}`);
    const lane = isKill(fault.kind) ? fault.kind : 'vendors';
    const work = (chains.get(lane) ?? Promise.resolve()).then(async () => {
      const injected = isKill(fault.kind) ? await kill(deps, fault) : await disturb(deps, fault, stop);
      if (injected !== null) done.push(injected);
    });
    chains.set(lane, work);
    running.push(work);
  }
  await Promise.all(running);
  return done.toSorted((a, b) => a.at - b.at);
}
