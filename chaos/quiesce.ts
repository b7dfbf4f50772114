import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { readBacklog } from './evidence/database-evidence.ts';
import { send } from './http.ts';
import type { Lab } from './lab.ts';

/** Changes something in every connected calendar: the notification of it heals whatever lost ones left behind. */
async function nudgeCalendars({ world, vendors }: Lab): Promise<void> {
  const start = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 20 * 86_400_000;
  // More than one each: a calendar that waits after failures looks again when hints pile up.
  for (const { calendarId } of [...world.hosts, ...world.hosts, ...world.hosts])
    if (calendarId !== '')
      await vendors.addEvent(calendarId, { summary: 'Rest', start, end: start + 900_000 });
  await vendors.settlePushes();
}

const restMs = 3_000;
/** Patience of a host before they press "try again" on a booking whose calendar or mail is behind, or on a payment. */
const patienceMs = 45_000;

/** What hosts do about bookings and payments that need attention. Returns how many were tried again. */
async function retryByHand({ world, sql }: Lab): Promise<number> {
  const { rows } = await sql.query<{ id: string; member: string }>(behindQuery);
  for (const { id, member } of rows) {
    const host = world.hosts.find((each) => each.id === member);
    if (host === undefined) continue;
    const { token, tenantId } = host;
    const path = `/api/v1/bookings/${id}/retry-sync`;
    await send(world.baseUrl, { path, body: {}, token, tenantId, key: randomUUID() });
  }
  const failing = await sql.query<{ id: string; tenantId: string }>(failingQuery);
  for (const { id, tenantId } of failing.rows) {
    const token = world.hosts.find((each) => each.tenantId === tenantId)?.token ?? '';
    const path = `/api/v1/payments/${id}/retry`;
    await send(world.baseUrl, { path, body: {}, token, tenantId, key: randomUUID() });
  }
  return rows.length + failing.rows.length;
}

const failingQuery = `
  select p.id, p.tenant_id as "tenantId" from payments p
  where p.failure is not null or exists (select 1 from refunds r
    where r.tenant_id = p.tenant_id and r.payment_id = p.id and r.state = 'owed' and r.failure is not null)`;

const behindQuery = `
  select b.id, h.member_id as member from bookings b
  join session_hosts h on h.tenant_id = b.tenant_id and h.session_id = b.session_id and h.is_organizer
  where exists (select 1 from effects e where e.tenant_id = b.tenant_id
      and (e.subject_kind, e.subject_id) in (('booking', b.id), ('session', b.session_id))
      and e.failure is not null and e.state in ('owed', 'given_up'))
    or exists (select 1 from notifications n where n.tenant_id = b.tenant_id and n.subject_id = b.id
      and n.failure is not null and n.state = 'due')`;

export type Rest = { ms: number; left: Record<string, number>; retriedByHand: number };

/**
 * Waits until nothing is left to do, for at most `limitMs`, and for three seconds of rest. What is still open at the end is returned
 * by name; the checks then say what it amounts to.
 */
export async function quiesce(lab: Lab, limitMs: number): Promise<Rest> {
  const started = Date.now();
  await nudgeCalendars(lab);
  let quietSince = 0;
  let retriedByHand = 0;
  let nextRetryAt = started + patienceMs;
  let left: Record<string, number> = {};
  while (Date.now() - started < limitMs) {
    left = await readBacklog(lab.sql);
    if (Object.keys(left).length > 0) quietSince = 0;
    else if (quietSince === 0) quietSince = Date.now();
    else if (Date.now() - quietSince >= restMs) break;
    if (Date.now() > nextRetryAt) {
      retriedByHand += await retryByHand(lab);
      nextRetryAt = Date.now() + patienceMs;
    }
    await delay(500);
  }
  return { ms: Date.now() - started, left, retriedByHand };
}
