import { proxyActivities, proxyLocalActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Activities } from '#activities/index.ts';
import type { EffectName } from '#domain/effect/types.ts';
import { planSession } from '#domain/session/follow.ts';
import type { SessionView } from '#domain/session/types.ts';
import { createFollower } from '../follow.ts';
import { databasePolicy, effectPolicy } from '../policies.ts';
import { type SessionLifecycleInput, sessionStateQuery } from './signals.ts';

const { lookAtSession } = proxyLocalActivities<Activities>({ ...databasePolicy, summary: 'look' });
const { performEffect } = proxyActivities<Activities>(effectPolicy);

const iso = (instant: number): string => new Date(instant).toISOString();

const describe = (view: SessionView): string =>
  [
    `**${view.status}**, ${iso(view.startsAt)} – ${iso(view.endsAt)}, ${view.taken} of ${view.capacity} places`,
    ...view.effects.map(({ name, failure, tryAt }) =>
      failure === null ? `- ${name}: owed` : `- ${name} needs attention: ${failure}, next try ${iso(tryAt)}`,
    ),
  ].join('\n');

/**
 * Follows a session that guests share: brings vendors to it as its guests come, move and leave. The bookings in it have
 * followers of their own. Losing it loses nothing: it is started again and finds everything it needs.
 */
export async function sessionLifecycle(input: SessionLifecycleInput): Promise<void> {
  const follower = createFollower<EffectName>();
  let view: SessionView | null = null;
  setHandler(sessionStateQuery, () => ({ view, underWay: follower.underWay() }));
  const look = async () => {
    const seen = await lookAtSession({ ...input, now: Date.now() });
    if (seen === null) return { due: [], next: null };
    view = seen;
    setCurrentDetails(describe(seen));
    return planSession(seen, Date.now());
  };
  await follower.follow({
    look,
    keyOf: (name) => `effect ${name}`,
    run: (name) =>
      performEffect.executeWithOptions({ summary: name }, [
        {
          tenantId: input.tenantId,
          subjectKind: 'session',
          subjectId: input.sessionId,
          name,
          now: Date.now(),
        },
      ]),
  });
}
