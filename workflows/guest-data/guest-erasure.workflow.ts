import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type GuestErasureStep, type GuestErasureView, planGuestErasure } from '#domain/guest-data/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, erasePolicy } from '../policies.ts';
import { type GuestErasureWorkflowInput, guestErasureStateQuery } from './signals.ts';

const { lookAtGuestErasure } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { eraseGuest, finishGuestErasure } = proxyActivities<Activities>(erasePolicy);

const describe = ({ state, failure }: GuestErasureView): string =>
  `**${state}**${failure === null ? '' : `, last try failed: ${failure}`}`;

/**
 * Follows the erasure of a guest: cancels what is ahead, takes away what names them once hosts have been told, and the address once
 * they have been told themselves. Losing it loses nothing: it is started again and finds what is left.
 */
export async function guestErasure(input: GuestErasureWorkflowInput): Promise<void> {
  const follower = createFollower<GuestErasureStep>();
  let view: GuestErasureView | null = null;
  setHandler(guestErasureStateQuery, () => ({ view, underWay: follower.underWay() }));
  const look = async () => {
    const seen = await lookAtGuestErasure({ ...input, now: Date.now() });
    if (seen === null) return { due: [], next: null };
    view = seen;
    setCurrentDetails(describe(seen));
    return planGuestErasure(seen, Date.now());
  };
  await follower.follow({
    look,
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'erase' ? eraseGuest : finishGuestErasure;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
}
