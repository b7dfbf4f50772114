import type {
  Assignment,
  AssignmentCandidate,
  AssignmentInput,
  AssignmentStrategy,
  CreditChange,
} from './model.ts';

type Filled = Required<Omit<AssignmentCandidate, 'lastAssignedAt'>> &
  Pick<AssignmentCandidate, 'lastAssignedAt'>;

const fill = (candidate: AssignmentCandidate): Filled => ({
  weight: 1,
  credit: 0,
  upcomingBookings: 0,
  upcomingMinutes: 0,
  priority: 0,
  ...candidate,
});

type Order = (a: Filled, b: Filled) => number;

const never = Number.NEGATIVE_INFINITY;

/** Longest without a booking first, then by id: no choice is left to the order of the input. */
const byRest: Order = (a, b) => {
  const [restA, restB] = [a.lastAssignedAt ?? never, b.lastAssignedAt ?? never];
  if (restA !== restB) return restA < restB ? -1 : 1;
  return a.hostId < b.hostId ? -1 : 1;
};

const shareOf = (candidates: readonly Filled[]): ((candidate: Filled) => number) => {
  const total = candidates.reduce((sum, candidate) => sum + candidate.weight, 0);
  return ({ weight }) => (total > 0 ? weight / total : 1 / candidates.length);
};

/** Sums of shares that are equal on paper must compare as equal. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9;

/** Whoever is owed most once this booking's shares are handed out; hosts of weight zero come last. */
const byCredit = (candidates: readonly Filled[]): Order => {
  const share = shareOf(candidates);
  const owed = (candidate: Filled): number => rounded(candidate.credit + share(candidate));
  const someoneHasWeight = candidates.some((candidate) => candidate.weight > 0);
  const rank = (candidate: Filled): number => (someoneHasWeight && candidate.weight === 0 ? 1 : 0);
  return (a, b) => rank(a) - rank(b) || owed(b) - owed(a);
};

const orders: Record<AssignmentStrategy, (candidates: readonly Filled[]) => Order> = {
  round_robin: byCredit,
  least_busy: () => (a, b) =>
    a.upcomingMinutes - b.upcomingMinutes || a.upcomingBookings - b.upcomingBookings,
  priority: () => (a, b) => a.priority - b.priority,
  named_host: () => () => 0,
};

/** Each free host earns its share of the booking, the chosen one pays for it whole. */
const creditChanges = (candidates: readonly Filled[], chosen: Filled): CreditChange[] => {
  const share = shareOf(candidates);
  return candidates.map((candidate) => ({
    hostId: candidate.hostId,
    change: share(candidate) - (candidate === chosen ? 1 : 0),
  }));
};

/**
 * Chooses the host of a booking among those free for it; undefined when there is none, or when the named host is
 * not among them. Deterministic, independent of the candidates' order, and repeatable from the returned `inputs`.
 *
 * Round robin gives the booking to the free host with the most credit. Credits add up to zero and stay bounded
 * whichever hosts are free when (Coppersmith, Nowicki, Paleologo, Tresser, Wu: The Optimality of the Online Greedy
 * Algorithm in Carpool and Chairman Assignment Problems, 2011), so that each host's bookings stay within a few of
 * its weighted share. Throws RangeError for a negative or non-finite weight and for a host named twice.
 */
export const assignHost = (input: AssignmentInput): Assignment | undefined => {
  const candidates = input.candidates.map(fill).sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  for (const [i, { hostId, weight }] of candidates.entries()) {
    if (!(weight >= 0 && Number.isFinite(weight))) throw new RangeError('a weight must be a number from 0');
    if (candidates[i + 1]?.hostId === hostId) throw new RangeError('a host may stand only once');
  }
  const inputs: AssignmentInput = { ...input, candidates };
  const pool =
    input.strategy === 'named_host'
      ? candidates.filter((candidate) => candidate.hostId === input.namedHostId)
      : candidates;
  const order = orders[input.strategy](pool);
  const [chosen] = [...pool].sort((a, b) => order(a, b) || byRest(a, b));
  if (chosen === undefined) return undefined;
  const changes = input.strategy === 'round_robin' ? creditChanges(candidates, chosen) : [];
  return { hostId: chosen.hostId, inputs, creditChanges: changes };
};
