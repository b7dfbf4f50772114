import { setTimeout as delay } from 'node:timers/promises';
import { at, listOf, numberAt, send, textAt } from '../http.ts';
import type { ChaosHost } from '../world.ts';
import type { HostDeps } from './hosts.ts';

/** A sign-in that gives money back must be younger than ten minutes. */
const signInAgainMs = 7 * 60_000;

const paidOf = async ({ world }: HostDeps, host: ChaosHost): Promise<unknown[]> => {
  const answer = await send(world.baseUrl, {
    path: '/api/v1/payments?state=paid&limit=20',
    token: host.token,
    tenantId: host.tenantId,
  });
  return answer.kind === 'answer' && answer.status === 200 ? listOf(at(answer.body, 'items')) : [];
};

const giveBack = async (deps: HostDeps, host: ChaosHost, payment: unknown): Promise<void> => {
  const { client, random, nextKey } = deps;
  const left = numberAt(payment, 'refundableMinor') ?? 0;
  const paymentId = textAt(payment, 'id') ?? '';
  if (left === 0) return;
  // A part, all that is left, or more than that.
  const amountMinor = random.pick([Math.ceil(left / 3), Math.ceil(left / 3), left, left + 1]);
  await client.perform(
    {
      kind: 'refund',
      key: nextKey(),
      linkId: '',
      bookingId: textAt(payment, 'booking', 'id') ?? '',
      paymentId,
      amountMinor,
    },
    {
      operation: 'refundPayment',
      params: { paymentId },
      memberId: host.id,
      path: `/api/v1/payments/${paymentId}/refunds`,
      body: { amountMinor },
      token: host.token,
      tenantId: host.tenantId,
    },
  );
};

const callOff = async (deps: HostDeps, host: ChaosHost, payment: unknown): Promise<void> => {
  const { client, random, nextKey } = deps;
  const bookingId = textAt(payment, 'booking', 'id') ?? '';
  await client.perform(
    { kind: 'cancel', key: nextKey(), linkId: '', bookingId },
    {
      operation: 'cancelBooking',
      params: { bookingId },
      memberId: host.id,
      path: `/api/v1/bookings/${bookingId}/cancel`,
      body: { refund: random.pick(['whole', 'whole', 'policy', 'none'] as const) },
      token: host.token,
      tenantId: host.tenantId,
    },
  );
};

/** Owners who give money back, a part or more than there is, and call paid bookings off with or without it. */
export async function moneyLoop(deps: HostDeps, stop: AbortSignal): Promise<void> {
  const { world, random } = deps;
  const owners = world.tenants.flatMap(({ tenantId }) =>
    world.hosts.filter((host) => host.tenantId === tenantId).slice(0, 1),
  );
  let signedInAt = Date.now();
  while (!stop.aborted) {
    if (Date.now() - signedInAt > signInAgainMs) {
      for (const owner of owners) owner.token = await world.signIn(owner).catch(() => owner.token);
      signedInAt = Date.now();
    }
    const owner = random.pick(owners);
    const paid = await paidOf(deps, owner);
    if (paid.length > 0) await (random.chance(0.6) ? giveBack : callOff)(deps, owner, random.pick(paid));
    await delay(1_000 + random.below(2_500));
  }
}
