import { AppError, type ErrorCode } from '#domain/errors.ts';

/** Somebody who waits: told the refusal of all who wait, or null when it is their turn to ask by themselves. */
type Waiting<Entry> = { entry: Entry; turn: PromiseWithResolvers<AppError | null> };

/** Refuses those of whom it is plain what they would be told; who is left out of the answer asks alone. */
export type RefuseTogether<Entry> = (entries: readonly Entry[]) => Promise<ReadonlyMap<Entry, AppError>>;

export type Line<Entry> = <Result>(
  key: string,
  entry: Entry,
  ask: () => Promise<Result>,
  refuseTogether: RefuseTogether<Entry>,
) => Promise<Result>;

const takenCodes: ReadonlySet<ErrorCode> = new Set(['slot_taken', 'slot_held']);

/** Of one statement that records their refusals. */
const mostTogether = 500;

/**
 * Lets those who want the same ask one after another within this process, so that a thousand of them hold one connection
 * and not all there are. Once one of them is refused as taken or held, those behind are refused together. The database
 * decides as before: the line only spares it the asking.
 */
export const createLine = <Entry>(): Line<Entry> => {
  /** Who waits behind the one whose turn it is. */
  const lines = new Map<string, Waiting<Entry>[]>();

  const refuseWaiting = async (
    line: Waiting<Entry>[],
    refuseTogether: RefuseTogether<Entry>,
  ): Promise<void> => {
    const asked = line.splice(0, mostTogether);
    const refusals = await refuseTogether(asked.map(({ entry }) => entry)).catch(
      () => new Map<Entry, AppError>(),
    );
    for (const { entry, turn } of asked) {
      const refusal = refusals.get(entry);
      if (refusal !== undefined) turn.resolve(refusal);
    }
    line.unshift(...asked.filter(({ entry }) => !refusals.has(entry)));
  };

  const passOn = async (
    key: string,
    isTaken: boolean,
    refuseTogether: RefuseTogether<Entry>,
  ): Promise<void> => {
    const line = lines.get(key) ?? [];
    if (isTaken && line.length > 1) await refuseWaiting(line, refuseTogether);
    const next = line.shift();
    if (next === undefined) lines.delete(key);
    else next.turn.resolve(null);
  };

  return async (key, entry, ask, refuseTogether) => {
    const line = lines.get(key);
    if (line === undefined) lines.set(key, []);
    else {
      const turn = Promise.withResolvers<AppError | null>();
      line.push({ entry, turn });
      const refusal = await turn.promise;
      if (refusal !== null) throw refusal;
    }
    let isTaken = false;
    try {
      return await ask();
    } catch (error) {
      isTaken = error instanceof AppError && takenCodes.has(error.code);
      throw error;
    } finally {
      void passOn(key, isTaken, refuseTogether);
    }
  };
};
