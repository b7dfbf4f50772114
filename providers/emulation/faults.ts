import { z } from 'zod';

/** What goes wrong, for which requests, how often. `after` acts once the work is done: the caller cannot know. */
export const FaultRule = z.strictObject({
  /** Regular expressions over method and path; absent matches all. */
  method: z.string().optional(),
  path: z.string().default('.*'),
  /** Only requests whose body or idempotency key contains this text. */
  bodyIncludes: z.string().optional(),
  status: z.int().min(400).max(599).optional(),
  /** The vendor's own code that goes with the status. */
  reason: z.string().optional(),
  /** Sent instead of the vendor's envelope, e.g. a proxy's HTML page. */
  rawBody: z.string().optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  latencyMs: z.int().min(0).max(120_000).optional(),
  /** Cuts the connection. */
  reset: z.enum(['before', 'after']).optional(),
  /** Never answers; the caller's own time limit ends it. */
  timeout: z.enum(['before', 'after']).optional(),
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
});
export type FaultRule = z.infer<typeof FaultRule>;
export type ActiveFault = FaultRule & { id: string; hits: number };

type FaultedRequest = { method: string; path: string; body: string; key: string };

export type Faults = ReturnType<typeof createFaults>;

/** Rules in the order they were added; the first that matches a request acts. */
export function createFaults(random: () => number) {
  const rules: ActiveFault[] = [];
  let added = 0;
  return {
    list: (): readonly ActiveFault[] => rules,
    add(rule: FaultRule): ActiveFault {
      added += 1;
      const active = { ...rule, id: `fault_${added}`, hits: 0 };
      rules.push(active);
      return active;
    },
    /** True when there was such a rule. */
    remove(id: string): boolean {
      const index = rules.findIndex((rule) => rule.id === id);
      if (index >= 0) rules.splice(index, 1);
      return index >= 0;
    },
    clear(): void {
      rules.length = 0;
      added = 0;
    },
    match(request: FaultedRequest): ActiveFault | null {
      for (const rule of rules) {
        if (!isMeant(rule, request)) continue;
        if (rule.probability < 1 && random() >= rule.probability) continue;
        rule.hits += 1;
        return rule;
      }
      return null;
    },
  };
}

function isMeant(rule: ActiveFault, { method, path, body, key }: FaultedRequest): boolean {
  if (rule.times !== undefined && rule.hits >= rule.times) return false;
  if (rule.method !== undefined && !new RegExp(`^(?:${rule.method})$`, 'i').test(method)) return false;
  if (!new RegExp(rule.path).test(path)) return false;
  const { bodyIncludes: text } = rule;
  return text === undefined || body.includes(text) || key.includes(text);
}
