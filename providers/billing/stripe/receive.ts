import { z } from 'zod';
import type { BillingHint } from '#domain/subscription/vendor.ts';
import { openSigned } from '#providers/payment/stripe/receive.ts';
import type { Received } from '#providers/receive.ts';
import { tenantOf } from './mapper.ts';

const Event = z.object({
  object: z.literal('event'),
  id: z.string().regex(/^[\x21-\x7e]{1,255}$/),
  livemode: z.boolean(),
  data: z.object({ object: z.looseObject({ object: z.string() }) }),
});

/** Events of the second kind say where to look and carry nothing; we ask for none. */
const Thin = z.object({ object: z.literal('v2.core.event') });

const Invoice = z.object({
  parent: z.object({ subscription_details: z.object({ metadata: z.unknown() }).nullish() }).nullish(),
});

/** What is authentic and about something else is no hint; refused, it would be repeated for days. */
function readEvent(text: string): Received<BillingHint> {
  const body = parse(text);
  if (Thin.safeParse(body).success) return { kind: 'hints', hints: [] };
  const event = Event.safeParse(body);
  if (!event.success) return { kind: 'refused', reason: 'malformed' };
  const { data, livemode, id: eventId } = event.data;
  const subject = data.object;
  const mark =
    subject.object === 'invoice'
      ? Invoice.safeParse(subject).data?.parent?.subscription_details?.metadata
      : subject['metadata'];
  const tenantId = tenantOf(mark);
  if (tenantId === null) return { kind: 'hints', hints: [] };
  return { kind: 'hints', hints: [{ eventId, mode: livemode ? 'live' : 'test', tenantId }] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A notification about the plans that an installation sells. */
export async function receiveBilling(
  request: Request,
  secrets: readonly string[],
  now: number,
): Promise<Received<BillingHint>> {
  const opened = await openSigned(request, secrets, now);
  return opened.kind === 'refused' ? opened : readEvent(opened.text);
}
