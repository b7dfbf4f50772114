import { setTimeout as delay } from 'node:timers/promises';
import { at, send, textAt } from '../http.ts';
import type { Random } from '../random.ts';
import type { Vendors } from '../vendors.ts';
import type { ChaosHost, World } from '../world.ts';
import type { Client } from './client.ts';

export type HostDeps = {
  world: World;
  client: Client;
  random: Random;
  nextKey: () => string;
  vendors: Vendors;
};

const pendingOf = async (world: World, host: ChaosHost): Promise<unknown[]> => {
  const answer = await send(world.baseUrl, {
    path: '/api/v1/bookings?view=needs_approval&limit=20',
    token: host.token,
    tenantId: host.tenantId,
  });
  const items = answer.kind === 'answer' && answer.status === 200 ? at(answer.body, 'items') : [];
  return Array.isArray(items) ? items : [];
};

/** Hosts who look at what waits for them and approve most of it. */
export async function approvalLoop(deps: HostDeps, stop: AbortSignal): Promise<void> {
  const { world, client, random } = deps;
  while (!stop.aborted) {
    const host = random.pick(world.hosts);
    for (const item of (await pendingOf(world, host)).slice(0, 4)) {
      // Moves that guests ask for run out.
      if (textAt(item, 'status') !== 'pending_approval') continue;
      const bookingId = textAt(item, 'id') ?? '';
      const kind = random.chance(0.75) ? 'approve' : 'decline';
      await client.perform(
        { kind, key: deps.nextKey(), linkId: textAt(item, 'linkId') ?? '', bookingId },
        {
          operation: `${kind}Booking`,
          params: { bookingId },
          memberId: host.id,
          path: `/api/v1/bookings/${bookingId}/${kind}`,
          body: kind === 'approve' ? { start: textAt(item, 'start') ?? '' } : {},
          token: host.token,
          tenantId: host.tenantId,
        },
      );
    }
    await delay(400 + random.below(1_200));
  }
}

const dayMs = 24 * 60 * 60_000;

/** Hosts who add, move and remove events of their own at the vendor, days away from what guests book. */
export async function calendarLoop(deps: HostDeps, stop: AbortSignal): Promise<void> {
  const { world, random, vendors } = deps;
  const calendars = world.hosts.map((host) => host.calendarId).filter((id) => id !== '');
  const events: { calendarId: string; eventId: string }[] = [];
  const span = () => {
    const start = Math.ceil(Date.now() / dayMs) * dayMs + 4 * dayMs + random.below(400) * 900_000;
    return { start, end: start + 900_000 };
  };
  while (!stop.aborted && calendars.length > 0) {
    const known = events.length === 0 ? undefined : random.pick(events);
    if (known === undefined || random.chance(0.5)) {
      const calendarId = random.pick(calendars);
      const summary = `Private matter of ${world.canary}`;
      events.push({ calendarId, eventId: await vendors.addEvent(calendarId, { summary, ...span() }) });
    } else if (random.chance(0.6)) await vendors.moveEvent(known.calendarId, known.eventId, span());
    else {
      await vendors.removeEvent(known.calendarId, known.eventId);
      events.splice(events.indexOf(known), 1);
    }
    await delay(800 + random.below(2_500));
  }
}
