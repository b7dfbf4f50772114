import type { Random } from './random.ts';

export const faultKinds = [
  'kill api',
  'kill worker',
  'kill background',
  'kill temporal',
  'kill postgres',
  'calendar fails (500)',
  'calendar throttles (429)',
  'calendar commits, then is silent',
  'calendar is down',
  'mail fails (500)',
  'mail throttles (429)',
  'mail commits, then is silent',
  'mail is down',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type PlannedFault = {
  /** Milliseconds after the start of the load. */
  at: number;
  kind: FaultKind;
  /** How long a vendor misbehaves; 0 for a kill. */
  forMs: number;
};

export const isKill = (kind: FaultKind): boolean => kind.startsWith('kill ');

/**
 * Which fault comes when: each kind at least once, one at a time for the first round, then in random order with pairs among them. The
 * same seed and length give the same plan.
 */
export function planFaults(random: Random, totalMs: number): PlannedFault[] {
  const plan: PlannedFault[] = [];
  const firstRound = Math.min(totalMs * 0.85, 180_000);
  const pace = firstRound / (faultKinds.length + 1);
  const vendorMs = (): number => Math.min(pace * 1.2, 4_000 + random.below(8_000));
  const fault = (at: number, kind: FaultKind): PlannedFault => ({
    at: Math.round(at),
    kind,
    forMs: isKill(kind) ? 0 : Math.round(vendorMs()),
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
