import { z } from 'zod';
import { missing, VendorError } from './errors.ts';
import { expand, int } from './form.ts';
import type { Owner, Stored, World } from './model.ts';

export const paging = {
  limit: int.refine((value) => value >= 1 && value <= 100).optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z.union([int, z.strictObject({ gt: int, gte: int, lt: int, lte: int }).partial()]).optional(),
  expand,
};

export type Paging = {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: number | { [Bound in 'gt' | 'gte' | 'lt' | 'lte']?: number | undefined } | undefined;
};

const isWithin = (at: number, bounds: Paging['created']): boolean => {
  if (bounds === undefined) return true;
  if (typeof bounds === 'number') return at === bounds;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = bounds;
  return at > gt && at >= gte && at < lt && at <= lte;
};

/** The newest first, in the vendor's envelope. */
export function listOf<Body extends { id: string; created: number }>(
  table: Record<string, Stored<Body>>,
  owner: Owner,
  request: { paging: Paging; url: string; matches?: (body: Body) => boolean },
): { object: 'list'; data: Body[]; has_more: boolean; url: string } {
  const { paging: page, url, matches = () => true } = request;
  const all = Object.values(table)
    .filter(({ account, livemode }) => account === owner.account && livemode === owner.livemode)
    .toSorted((a, b) => b.ordinal - a.ordinal)
    .map(({ body }) => body)
    .filter((body) => matches(body) && isWithin(body.created, page.created));
  const { limit = 10, starting_after: after, ending_before: before } = page;
  if (after !== undefined && before !== undefined)
    throw new VendorError(400, 'You cannot parameterize both starting_after and ending_before.');
  const cursor = after ?? before;
  const at = cursor === undefined ? -1 : all.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && at < 0)
    throw missing('object', cursor, after === undefined ? 'ending_before' : 'starting_after');
  const start = before === undefined ? at + 1 : Math.max(0, at - limit);
  const end = before === undefined ? start + limit : at;
  const hasMore = before === undefined ? end < all.length : start > 0;
  return { object: 'list', data: all.slice(start, end), has_more: hasMore, url };
}

/** The object with the ids at these paths replaced by what they stand for. */
export function expanded(world: World, value: unknown, paths: readonly string[] = []): unknown {
  const copy: unknown = structuredClone(value);
  for (const path of paths) expandPath(world, copy, path.split('.'));
  return copy;
}

function expandPath(world: World, value: unknown, [name, ...rest]: readonly string[]): void {
  if (name === undefined || typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  if (!(name in holder))
    throw new VendorError(400, `This property cannot be expanded (${name}).`, { param: 'expand' });
  const held = holder[name];
  if (Array.isArray(held)) {
    for (const item of held) expandPath(world, item, rest);
    return;
  }
  if (typeof held === 'string') holder[name] = structuredClone(lookUp(world, held)) ?? held;
  expandPath(world, holder[name], rest);
}

function lookUp({ state }: World, id: string): unknown {
  const tables = { pi: state.intents, ch: state.charges, re: state.refunds, du: state.disputes };
  const prefix = id.split('_')[0] ?? '';
  if (!Object.hasOwn(tables, prefix)) return undefined;
  return tables[prefix as keyof typeof tables][id]?.body;
}
