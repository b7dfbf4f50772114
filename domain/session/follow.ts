import type { EffectName } from '#domain/effect/types.ts';
import type { SessionView } from './types.ts';

export type SessionPlan = {
  /** The effects that can be carried out now, side by side. */
  due: readonly EffectName[];
  /** The next moment at which one is tried, and why. Null: nothing more is to come. */
  next: { at: number; why: string } | null;
};

/** What the follower of a shared session does now and what it waits for. The same view gives the same plan. */
export const planSession = ({ effects }: Pick<SessionView, 'effects'>, now: number): SessionPlan => {
  const [next] = effects.filter(({ tryAt }) => tryAt > now).toSorted((a, b) => a.tryAt - b.tryAt);
  return {
    due: effects.filter(({ tryAt }) => tryAt <= now).map(({ name }) => name),
    next:
      next === undefined
        ? null
        : { at: next.tryAt, why: `${next.name}: next try after ${next.failure ?? 'a change'}` },
  };
};
