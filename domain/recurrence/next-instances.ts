import { dayMs } from '#domain/availability/civil-date.ts';
import { expand, type Instance } from './expand.ts';
import type { Series } from './series.ts';

const horizonsDays = [62, 366, 4 * 366, 20 * 366] as const;

/**
 * The first `count` instances that start at or after an instant (epoch milliseconds), for previews and reminders. Looks
 * twenty years ahead, and only as far as needed. Throws RangeError as `expand` does.
 */
export const nextInstances = <Details>(
  series: Series<Details>,
  from: number,
  count: number,
): Instance<Details>[] => {
  let found: Instance<Details>[] = [];
  for (const days of horizonsDays) {
    const { instances } = expand(series, { from, to: from + days * dayMs }, { match: 'start' });
    found = instances.slice(0, count);
    if (found.length === count) break;
  }
  return found;
};
