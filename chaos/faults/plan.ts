import type { Random } from '../random.ts';

export const faultKinds = [
  'kill api',
  'kill api after an answer',
  'kill worker',
  'kill background',
  'kill temporal',
  'kill postgres',
  'temporal is down',
  'workflows terminated',
  'calendar fails (500)',
  'calendar throttles (429)',
  'calendar commits, then is silent',
  'calendar is down',
  'mail fails (500)',
  'mail throttles (429)',
  'mail commits, then is silent',
  'mail is down',
  'payment fails (500)',
  'payment keeps failures',
  'payment throttles (429)',
  'payment commits, then is silent',
  'payment is down',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type PlannedFault = {
  /** Milliseconds after the start of the load. */
  at: number;
  kind: FaultKind;
  /** How long it lasts; 0 for what happens at once. */
  forMs: number;
};

export const isKill = (kind: FaultKind): boolean => kind.startsWith('kill ');
/** Whether it goes on for a while. */
export const lasts = (kind: FaultKind): boolean =>
  !isKill(kind) && kind !== 'workflows terminated' && kind !== 'payment keeps failures';

/** How long Temporal is away: a minute, or a fifth of a short run. */
const temporalDownMs = 60_000;

/**
 * Which fault comes when: each kind at least once, one at a time for the first round, then in random order with pairs among them. The
 * same seed and length give the same plan.
 */
export function planFaults(random: Random, totalMs: number): PlannedFault[] {
  const plan: PlannedFault[] = [];
  const firstRound = Math.min(totalMs * 0.85, 180_000);
  const pace = firstRound / (faultKinds.length + 1);
  const vendorMs = (): number => Math.min(pace * 1.2, 4_000 + random.below(8_000));
  const lastingMs = (kind: FaultKind): number => {
    if (!lasts(kind)) return 0;
    return Math.round(kind === 'temporal is down' ? Math.min(totalMs / 5, temporalDownMs) : vendorMs());
  };
  const fault = (at: number, kind: FaultKind): PlannedFault => ({
    at: Math.round(at),
    kind,
    forMs: lastingMs(kind),
  });
  for (const [index, kind] of random.shuffle(faultKinds).entries())
    plan.push(fault(pace * (index + 0.7), kind));
  let at = firstRound;
  while (at < totalMs - 15_000) {
    plan.push(fault(at, random.pick(faultKinds)));
    if (random.chance(0.2)) plan.push(fault(at + random.below(1_500), random.pick(faultKinds)));
    at += 6_000 + random.below(10_000);
  }
  return plan.toSorted((a, b) => a.at - b.at);
}
