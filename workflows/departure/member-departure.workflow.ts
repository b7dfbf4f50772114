import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import { type DepartureStep, type DepartureView, planDeparture } from '#domain/departure/follow.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, settlePolicy } from '../policies.ts';
import { departureStateQuery, type MemberDepartureInput } from './signals.ts';

const { lookAtDeparture } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { settleDeparture, finishDeparture } = proxyActivities<Activities>(settlePolicy);

const describe = ({ state, settled, total, failure }: DepartureView): string =>
  `**${state}**, ${settled} of ${total} bookings settled${failure === null ? '' : `, some fail: ${failure}`}`;

/**
 * Follows a member who goes: settles the bookings that were theirs, in rounds, then ends the accounts they have connected.
 * Losing it loses nothing: it is started again and finds what is left.
 */
export async function memberDeparture(input: MemberDepartureInput): Promise<void> {
  const follower = createFollower<DepartureStep>();
  let view: DepartureView | null = null;
  setHandler(departureStateQuery, () => ({ view, underWay: follower.underWay() }));
  const look = async () => {
    const seen = await lookAtDeparture({ ...input, now: Date.now() });
    if (seen === null) return { due: [], next: null };
    view = seen;
    setCurrentDetails(describe(seen));
    return planDeparture(seen, Date.now());
  };
  await follower.follow({
    look,
    keyOf: (step) => step,
    run: (step) => {
      const perform = step === 'settle' ? settleDeparture : finishDeparture;
      return perform.executeWithOptions({ summary: step }, [{ ...input, now: Date.now() }]);
    },
  });
}
