import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { PartName, Stack } from '#scripts/stack/stack.ts';
import type { Outage } from '../evidence/evidence.ts';
import { followedBy, listRunning } from '../evidence/workflow-evidence.ts';
import type { Random } from '../random.ts';
import type { Fault, VendorName, Vendors } from '../vendors.ts';
import { type FaultKind, isKill, type PlannedFault } from './plan.ts';

export type Injected = {
  at: number;
  kind: FaultKind;
  /** The part that went down. */
  part?: PartName;
  /** Until it was ready again. */
  recoveryMs?: number;
  /** Bookings, sessions and payments whose workflow was terminated. */
  terminated?: readonly string[];
};

export type InjectorDeps = {
  stack: Stack;
  vendors: Vendors;
  random: Random;
  /** Resolves with the next answer that did what was asked. */
  nextAnswer: () => Promise<void>;
  report: (line: string) => void;
};

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
  'payment fails (500)': ['payment', [{ status: 500, probability: 0.6 }]],
  'payment throttles (429)': ['payment', [{ status: 429, retryAfterSeconds: 3, probability: 0.6 }]],
  'payment commits, then is silent': [
    'payment',
    [
      { timeout: 'after', probability: 0.2 },
      { reset: 'after', probability: 0.5 },
    ],
  ],
  'payment is down': ['payment', [{ reset: 'before' }]],
};

/** What vendors do all the time. */
const background: readonly [VendorName, Fault][] = (['calendar', 'mail', 'payment'] as const).flatMap(
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
  await vendors.storeFailures(0);
}

/** One of the processes that a kill is about. */
const partOf = ({ stack, random }: InjectorDeps, kind: FaultKind): PartName => {
  const name = kind.split(' ')[1];
  const parts = [...stack.parts.keys()].filter((part) => part.replace(/-\d+$/, '') === name);
  return random.pick(parts);
};

/** Resolves with the running process of a part, as soon as it is up; undefined when it stays down too long. */
async function untilUp(stack: Stack, part: PartName, timeoutMs: number) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const running = stack.parts.get(part)?.current();
    if (running !== undefined || Date.now() > deadline) return running;
    await delay(50);
  }
}

/** In the moment between an answer and the wake-up of the follower it needs, at best. */
const afterAnAnswer = async ({ nextAnswer }: InjectorDeps, stop: AbortSignal): Promise<void> => {
  await Promise.race([nextAnswer(), delay(20_000, undefined, { signal: stop }).catch(() => undefined)]);
};

async function kill(deps: InjectorDeps, fault: PlannedFault, stop: AbortSignal): Promise<Injected | null> {
  const { stack, report } = deps;
  const part = partOf(deps, fault.kind);
  const running = await untilUp(stack, part, 45_000);
  if (running === undefined) {
    report(`${part} was not up in time to be killed`);
    return null;
  }
  if (fault.kind === 'kill api after an answer') await afterAnAnswer(deps, stop);
  const at = Date.now();
  await running.kill();
  const again = await untilUp(stack, part, 100_000);
  return { at, kind: fault.kind, part, ...(again === undefined ? {} : { recoveryMs: Date.now() - at }) };
}

/** Dead, and not back before its time is over. */
async function keepTemporalDown(
  { stack, report }: InjectorDeps,
  fault: PlannedFault,
  stop: AbortSignal,
): Promise<Injected | null> {
  const running = await untilUp(stack, 'temporal', 45_000);
  const supervised = stack.parts.get('temporal');
  if (running === undefined || supervised === undefined) {
    report('Temporal was not up in time to be taken down');
    return null;
  }
  const at = Date.now();
  const release = supervised.holdBack();
  await running.kill();
  await delay(fault.forMs, undefined, { signal: stop }).catch(() => undefined);
  release();
  const again = await untilUp(stack, 'temporal', 100_000);
  return {
    at,
    kind: fault.kind,
    part: 'temporal',
    ...(again === undefined ? {} : { recoveryMs: Date.now() - at }),
  };
}

const mostTerminated = 1_000;

/** Half of all followers, at random: each is back once something falls due. */
async function terminateWorkflows(deps: InjectorDeps, fault: PlannedFault): Promise<Injected | null> {
  const { stack, random, report } = deps;
  await untilUp(stack, 'temporal', 45_000);
  const at = Date.now();
  const terminated: string[] = [];
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    const client = new Client({ connection });
    const running = random.shuffle(await listRunning(client));
    for (const workflowId of running.slice(0, Math.min(mostTerminated, Math.ceil(running.length / 2)))) {
      const handle = client.workflow.getHandle(workflowId);
      // One that has ended meanwhile is left alone.
      const done = await handle.terminate('chaos').then(
        () => true,
        () => false,
      );
      if (done) terminated.push(followedBy(workflowId).subjectId);
    }
  } finally {
    await connection.close();
  }
  report(`${terminated.length} workflows terminated`);
  return { at, kind: fault.kind, terminated };
}

/** Failures that the vendor answers again for each repeat under one key. */
async function storeFailures({ vendors, random }: InjectorDeps, { kind }: PlannedFault): Promise<Injected> {
  const at = Date.now();
  await vendors.storeFailures(3 + random.below(3));
  return { at, kind };
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

const laneOf = (kind: FaultKind): string => {
  if (kind === 'temporal is down' || kind === 'workflows terminated') return 'temporal';
  return isKill(kind) ? (kind.split(' ')[1] ?? '') : 'vendors';
};

const carryOut = (deps: InjectorDeps, fault: PlannedFault, stop: AbortSignal): Promise<Injected | null> => {
  if (isKill(fault.kind)) return kill(deps, fault, stop);
  if (fault.kind === 'temporal is down') return keepTemporalDown(deps, fault, stop);
  if (fault.kind === 'workflows terminated') return terminateWorkflows(deps, fault);
  if (fault.kind === 'payment keeps failures') return storeFailures(deps, fault);
  return disturb(deps, fault, stop);
};

/** When which part was down. */
export const outagesOf = (injected: readonly Injected[]): Outage[] =>
  injected.flatMap(({ at, part, recoveryMs }) =>
    part === undefined
      ? []
      : [{ part, from: at, until: recoveryMs === undefined ? Number.POSITIVE_INFINITY : at + recoveryMs }],
  );

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
    const lane = laneOf(fault.kind);
    const work = (chains.get(lane) ?? Promise.resolve()).then(async () => {
      const injected = await carryOut(deps, fault, stop);
      if (injected !== null) done.push(injected);
    });
    chains.set(lane, work);
    running.push(work);
  }
  await Promise.all(running);
  return done.toSorted((a, b) => a.at - b.at);
}
