import { z } from 'zod';
import { seededRandom } from './state.ts';

/** What goes wrong, for which requests, how often. `after` acts once the mail is stored: the caller cannot know. */
export const FaultRule = z.strictObject({
  method: z.string().optional(),
  /** Prefix of the path. */
  path: z.string().default('/emails'),
  /** Only requests whose body contains this text, e.g. a recipient or a key. */
  bodyIncludes: z.string().optional(),
  status: z.number().int().min(400).max(599).optional(),
  name: z.string().optional(),
  message: z.string().optional(),
  /** Sent instead of the vendor's envelope, e.g. a proxy's HTML page. */
  rawBody: z.string().optional(),
  retryAfterSeconds: z.number().int().min(0).optional(),
  latencyMs: z.number().int().min(0).max(120_000).optional(),
  /** Cuts the connection. */
  reset: z.enum(['before', 'after']).optional(),
  /** Never answers. */
  timeout: z.enum(['before', 'after']).optional(),
  times: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
});
export type FaultRule = z.infer<typeof FaultRule>;

type ActiveRule = FaultRule & { id: string; hits: number };

export type Faults = ReturnType<typeof createFaults>;

/** Rules in the order they were added; the first that matches a request acts. Chances come from a seed. */
export function createFaults(seed: number) {
  const rules: ActiveRule[] = [];
  const state = { random: seededRandom(seed), nextId: 1 };
  return {
    list: (): readonly ActiveRule[] => rules,
    add(rule: FaultRule): ActiveRule {
      const active = { ...rule, id: `fault_${state.nextId++}`, hits: 0 };
      rules.push(active);
      return active;
    },
    remove(id: string): boolean {
      const index = rules.findIndex((rule) => rule.id === id);
      if (index >= 0) rules.splice(index, 1);
      return index >= 0;
    },
    clear(newSeed?: number) {
      rules.length = 0;
      Object.assign(state, { random: seededRandom(newSeed ?? seed), nextId: 1 });
    },
    match(request: { method: string; path: string; body: string; key: string }): ActiveRule | null {
      for (const rule of rules) {
        if (rule.times !== undefined && rule.hits >= rule.times) continue;
        if (rule.method !== undefined && rule.method !== request.method) continue;
        if (!request.path.startsWith(rule.path)) continue;
        const { bodyIncludes } = rule;
        if (
          bodyIncludes !== undefined &&
          !request.body.includes(bodyIncludes) &&
          !request.key.includes(bodyIncludes)
        ) {
          continue;
        }
        if (rule.probability < 1 && state.random() >= rule.probability) continue;
        rule.hits += 1;
        return rule;
      }
      return null;
    },
  };
}
