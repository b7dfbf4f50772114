import type { StackSize } from '#scripts/stack/stack.ts';
import type { Evidence } from './evidence/evidence.ts';
import { heal, type Injected } from './faults/injector.ts';
import { type FaultKind, planFaults } from './faults/plan.ts';
import { checkInvariants, type Result } from './invariants.ts';
import { gatherEvidence, openLab } from './lab.ts';
import { type Counters } from './load/client.ts';
import { runLoad } from './load/load.ts';
import { quiesce, type Rest } from './quiesce.ts';
import { createRandom } from './random.ts';

export type RunOptions = {
  seed: number;
  minutes: number;
  stateDir: string;
  guests: number;
  size: StackSize;
  report: (line: string) => void;
};

export type Outcome = {
  seed: number;
  minutes: number;
  results: readonly Result[];
  injected: readonly Injected[];
  counters: Counters;
  quiesce: Rest;
  pushes: { dropped: number; repeated: number };
  paymentPushes: { dropped: number; repeated: number };
  totals: Readonly<Record<string, number>>;
  held: boolean;
};

/** From healing to rest. */
export const quiesceMs = 120_000;

const totalsOf = (evidence: Evidence): Record<string, number> => {
  const { bookings, sessions, mails, events, workflows, payments, refunds, agreements } = evidence;
  const byStatus = new Map<string, number>();
  for (const { status } of bookings) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  return {
    bookings: bookings.length,
    'in groups': bookings.filter(({ capacity }) => capacity > 1).length,
    'sessions that several shared': sessions.filter(({ capacity, taken }) => capacity > 1 && taken > 1)
      .length,
    ...Object.fromEntries([...byStatus].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    'moves and cancellations': bookings.reduce((sum, booking) => sum + booking.revision, 0),
    workflows: workflows.filter((workflow) => workflow.status !== 'MISSING').length,
    mails: mails.length,
    'mail requests answered again': mails.reduce((sum, mail) => sum + mail.requests - 1, 0),
    events: events.length,
    'payments taken': payments.filter(({ capturedMinor }) => capturedMinor > 0).length,
    'payments that nobody made': payments.filter(({ state }) => state === 'closed').length,
    'refunds that arrived': refunds.filter(({ state }) => state === 'succeeded').length,
    'paid for nothing and given back': agreements.filter(({ isReturned }) => isReturned).length,
  };
};

/**
 * A whole run on an installation of its own: load under faults, healing, rest, judgement. Resolves with what was found; rejects when the
 * run itself could not be carried out.
 */
export async function runChaos(options: RunOptions): Promise<Outcome> {
  const { seed, minutes, report } = options;
  const random = createRandom(seed);
  const durationMs = minutes * 60_000;
  const plan = planFaults(random.fork(), durationMs);
  report(
    `Seed ${seed}: ${minutes} minutes, ${plan.length} planned faults besides the vendors' usual ones. Starting …`,
  );
  const lab = await openLab({
    stateDir: options.stateDir,
    random: random.fork(),
    tenants: [3, 3, 2],
    size: options.size,
    report,
  });
  try {
    report(
      `${lab.world.hosts.length} hosts, ${lab.world.links.length} links; ${options.guests} guests begin.`,
    );
    const { counters, injected } = await runLoad(lab, {
      seed,
      random: random.fork(),
      guests: options.guests,
      thinkMs: 400,
      durationMs,
      plan,
      report,
    });
    const pushes = await lab.vendors.countPushes();
    const paymentPushes = await lab.vendors.countPaymentPushes();
    await heal(lab.vendors);
    report('The load has ended and everything is healed; waiting for rest …');
    const rest = await quiesce(lab, quiesceMs);
    report(`At rest after ${(rest.ms / 1000).toFixed(1)} s; gathering evidence …`);
    const evidence = await gatherEvidence(lab, injected);
    const results = checkInvariants(evidence);
    const held = results.every(({ violations }) => violations.length === 0);
    return {
      seed,
      minutes,
      results,
      injected,
      counters,
      quiesce: rest,
      pushes,
      paymentPushes,
      totals: totalsOf(evidence),
      held,
    };
  } finally {
    await lab.stop();
  }
}

/** How often each kind of fault was injected. */
export const countFaults = (injected: readonly Injected[]): Map<FaultKind, number> => {
  const counts = new Map<FaultKind, number>();
  for (const { kind } of injected) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};
