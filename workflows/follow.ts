import { condition, defineSignal, setHandler } from '@temporalio/workflow';

/** "Look": something has changed, or may have. Repeating or losing it changes only timing. */
export const wakeSignal = defineSignal('wake');

export type Moment = { at: number; why: string };

/** What can be done now, side by side, and the next moment at which something falls due by itself. */
export type Plan<Step> = { due: readonly Step[]; next: Moment | null };

export type Following<Step> = {
  /** Reads the subject from Postgres and says what is to be done. */
  look: () => Promise<Plan<Step>>;
  /** Names a step among those under way: the same is never done twice at a time. */
  keyOf: (step: Step) => string;
  /** Does one step; what came of it is in Postgres when it resolves or fails. */
  run: (step: Step) => Promise<void>;
};

/** A step that is due again right after its failure could not write it down: it is left alone for this long. */
const coolAfterFailureMs = 30_000;
/** A step is not begun again sooner than this unless something has changed. */
const coolMs = 1_000;

const soonestOf = (moments: readonly Moment[]): Moment | undefined =>
  moments.toSorted((a, b) => a.at - b.at)[0];

export type Follower<Step> = {
  /** Looks and acts until nothing is under way and nothing more is to come. */
  follow: (following: Following<Step>) => Promise<void>;
  wake: () => void;
  underWay: () => string[];
};

/**
 * The shape of every follower: look, do what is due, wait for a wake-up or the next due moment. It carries no state of its
 * own beyond what is under way, so it does the same in whatever order it is woken. Call it before anything is awaited.
 */
export const createFollower = <Step>(): Follower<Step> => {
  const underWay = new Set<string>();
  const coolUntil = new Map<string, number>();
  const failed = new Set<string>();
  /** The change that each step's end was. */
  const ended = new Map<string, number>();
  let changes = 0;
  const wake = (): void => {
    changes += 1;
    coolUntil.clear();
  };
  setHandler(wakeSignal, wake);

  const begin = (key: string, work: () => Promise<void>): void => {
    underWay.add(key);
    coolUntil.set(key, Date.now() + coolMs);
    work()
      .catch(() => {
        failed.add(key);
      })
      .finally(() => {
        underWay.delete(key);
        changes += 1;
        ended.set(key, changes);
      });
  };

  /** Begins what is due and not under way; answers when what has to cool down may begin. */
  const beginDue = ({ keyOf, run }: Following<Step>, due: readonly Step[], seen: number): Moment[] => {
    const cooling: Moment[] = [];
    for (const step of due) {
      const key = keyOf(step);
      // What has ended since the look began is looked at anew first.
      if (underWay.has(key) || (ended.get(key) ?? 0) > seen) continue;
      if (failed.has(key)) coolUntil.set(key, Date.now() + coolAfterFailureMs);
      const until = coolUntil.get(key) ?? 0;
      if (until > Date.now()) cooling.push({ at: until, why: `${key} again` });
      else begin(key, () => run(step));
    }
    for (const key of failed) if ((ended.get(key) ?? 0) <= seen) failed.delete(key);
    return cooling;
  };

  const follow = async (following: Following<Step>): Promise<void> => {
    for (;;) {
      const seen = changes;
      const { due, next } = await following.look();
      const moments = [...beginDue(following, due, seen), ...(next === null ? [] : [next])];
      const soonest = soonestOf(moments);
      const changed = (): boolean => changes > seen;
      if (soonest !== undefined)
        await condition(changed, Math.max(0, soonest.at - Date.now()), { summary: soonest.why });
      else if (underWay.size > 0) await condition(changed);
      else if (!changed()) return;
    }
  };

  return { follow, wake, underWay: () => [...underWay] };
};
