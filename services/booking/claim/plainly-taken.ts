import type { Transaction } from '#db/client.ts';
import type { LinkWithHosts } from '#services/link/public-link.ts';
import { hostsTaken } from '#services/session/blocks.ts';
import { findShared } from '#services/session/find-shared.ts';
import type { Claim } from './new-booking.ts';

const minuteMs = 60_000;

/** Whether live claims of the hosts stand in the way already, or all places are taken: a look that takes no lock, the claim itself decides. */
export const isPlainlyTaken = async (
  tx: Transaction,
  { link, hosts }: LinkWithHosts,
  { start, durationMinutes }: Pick<Claim, 'start' | 'durationMinutes'>,
  now: number,
): Promise<boolean> => {
  const end = start + durationMinutes * minuteMs;
  if (link.capacity > 1) {
    const shared = await findShared(tx, { tenantId: link.tenantId, linkId: link.id, start }, now);
    if (shared !== null) return shared.endsAt !== end || shared.placesLeft < 1;
  }
  const taken = await hostsTaken(tx, {
    tenantId: link.tenantId,
    hostIds: hosts.map((host) => host.id),
    start: start - link.bufferBeforeMinutes * minuteMs,
    end: end + link.bufferAfterMinutes * minuteMs,
    now,
  });
  return link.kind === 'round_robin' ? taken.length === hosts.length : taken.length > 0;
};
