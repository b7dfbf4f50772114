import { assignHost } from './assign-host.ts';
import type { AssignmentInput, CreditChange } from './model.ts';

/** Credits of a link's hosts by host id; a host without an entry has none. */
export type Credits = Readonly<Record<string, number>>;

/**
 * The credits after a booking. Hosts that were not free keep theirs, and so do hosts that have left the link: who
 * comes back, or is joined by a newcomer, finds the account as it was.
 */
export const applyCredits = (credits: Credits, changes: readonly CreditChange[]): Credits => {
  const result: Record<string, number> = { ...credits };
  for (const { hostId, change } of changes) result[hostId] = (result[hostId] ?? 0) + change;
  return result;
};

/** What undoes a booking's changes: a cancelled booking counts for nobody. */
export const refundCredits = (changes: readonly CreditChange[]): CreditChange[] =>
  changes.map(({ hostId, change }) => ({ hostId, change: -change }));

/** The changes of a stored choice, found again from its inputs. */
export const creditChangesOf = (inputs: AssignmentInput): readonly CreditChange[] =>
  assignHost(inputs)?.creditChanges ?? [];

/** The account after a history of stored choices, oldest first. */
export const creditsAfter = (history: readonly AssignmentInput[], start: Credits = {}): Credits =>
  history.reduce<Credits>((credits, inputs) => applyCredits(credits, creditChangesOf(inputs)), start);
