import type { Report } from '#scripts/report.ts';
import { SetupError } from '#scripts/report.ts';

/** One way to come by a tool. */
export type Way<T> = {
  /** What a person would do to make this way work; completes "…, or …". */
  advice: string;
  /** Looks for what is already there; quick, changes nothing. Throws a SetupError when a setting points to nothing. */
  find?: () => Promise<T | undefined>;
  /** Whether this machine has what `obtain` needs, as far as can be told without trying; completes "can be …". */
  means?: () => Promise<string | undefined>;
  /** Fetches or builds it; undefined when the means are missing, an Error when the attempt failed. */
  obtain?: (report: Report) => Promise<T | undefined>;
};

export type Tool<T> = { name: string; ways: readonly Way<T>[] };

/** The same way to come by something made from the tool. */
export function convertWay<A, B>(way: Way<A>, convert: (tool: A) => B): Way<B> {
  const { find, obtain, ...rest } = way;
  const lift = (tool: A | undefined): B | undefined => (tool === undefined ? undefined : convert(tool));
  return {
    ...rest,
    ...(find && { find: async () => lift(await find()) }),
    ...(obtain && { obtain: async (report: Report) => lift(await obtain(report)) }),
  };
}

/**
 * Tries the ways in order and returns the first result.
 * Throws a SetupError naming every way when none works.
 */
export async function obtainTool<T>(tool: Tool<T>, report: Report): Promise<T> {
  const failures: string[] = [];
  for (const way of tool.ways) {
    try {
      const result = (await way.find?.()) ?? (await way.obtain?.(report));
      if (result !== undefined) return result;
    } catch (error) {
      if (error instanceof SetupError) throw error;
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const advice = tool.ways.map((way) => way.advice).join(', or ');
  const tried = failures.length > 0 ? ` (tried: ${failures.join('; ')})` : '';
  throw new SetupError(`${tool.name} could not be found or fetched${tried}: ${advice}.`);
}

/** What is there already, without fetching anything; undefined when a fetch would be needed. */
export async function findTool<T>(tool: Tool<T>): Promise<T | undefined> {
  for (const way of tool.ways) {
    const found = await way.find?.();
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ways in which a missing tool could be fetched on this machine; completes "can be …". */
export async function meansOf<T>(tool: Tool<T>): Promise<string[]> {
  const means = await Promise.all(tool.ways.map(async (way) => way.means?.()));
  return means.filter((text) => text !== undefined);
}
