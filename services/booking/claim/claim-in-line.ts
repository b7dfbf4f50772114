import type { Database } from '#db/client.ts';
import { withTenant } from '#db/tenant.ts';
import type { AppError } from '#domain/errors.ts';
import type { ServiceContext } from '#services/context.ts';
import { recordRefusals, toAppError } from '#services/idempotency.ts';
import { loadPublicLink, type PublicLink } from '#services/link/public-link.ts';
import { createLine, type Line } from './line.ts';
import { refuseTaken } from './refuse-taken.ts';

/** A time of a link, by the link's address. */
type LinkTime = {
  route: { tenantId: string; memberId: string };
  slug: string;
  start: number;
  durationMinutes: number;
};

type Entry = {
  ctx: ServiceContext;
  /** Throws what is wrong with the request whether or not the time is free. */
  check: (target: PublicLink) => void;
};

const lines = new WeakMap<Database, Line<Entry>>();

const lineOf = (db: Database): Line<Entry> => {
  const line = lines.get(db) ?? createLine<Entry>();
  lines.set(db, line);
  return line;
};

const isSound = ({ check }: Entry, target: PublicLink): boolean => {
  try {
    check(target);
    return true;
  } catch {
    return false;
  }
};

/** Records under each key that the time is taken or held, if it still is. */
const refuseTogether = async (
  { db, tenantId, now }: ServiceContext,
  wanted: LinkTime,
  entries: readonly Entry[],
): Promise<ReadonlyMap<Entry, AppError>> =>
  withTenant(db, tenantId, async (tx) => {
    const target = await loadPublicLink(tx, wanted.route, wanted.slug);
    const { start, durationMinutes } = wanted;
    const taken = await refuseTaken(tx, { ...target, start, durationMinutes, now: now() });
    if (taken === null) return new Map();
    const { refusal } = taken;
    const sound = entries.filter((entry) => isSound(entry, target));
    const requests = sound.flatMap(({ ctx }) => ctx.request ?? []);
    const recorded = await recordRefusals(tx, { tenantId, now: now() }, requests, refusal);
    return new Map(
      sound
        .filter(({ ctx: { request } }) => request === undefined || recorded.has(request.keyHash))
        .map((entry) => [entry, toAppError(refusal)]),
    );
  });

/**
 * Claims a time in turn with everybody else who wants it at this moment; refused together with them once it is gone. Not for
 * a guest whose own hold may be what stands in the way.
 */
export const claimInLine = <Result>(
  wanted: LinkTime,
  entry: Entry,
  claim: () => Promise<Result>,
): Promise<Result> => {
  const { route, slug, start, durationMinutes } = wanted;
  const key = [route.tenantId, route.memberId, slug.toLowerCase(), start, durationMinutes].join(' ');
  return lineOf(entry.ctx.db)(key, entry, claim, (entries) => refuseTogether(entry.ctx, wanted, entries));
};
