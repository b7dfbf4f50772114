import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { sessionHosts, sessions } from '#db/schema/session.ts';
import { withTenant } from '#db/tenant.ts';
import { putOff, wakeupVersion } from '#db/wakeups.ts';
import type { Wakeup } from '#domain/follower.ts';
import { planSession } from '#domain/session/follow.ts';
import type { SessionView } from '#domain/session/types.ts';
import { owedEffects, toEffectView } from '#services/effect/owed-effects.ts';

const hostIds = sql<string[]>`array(
  select h.member_id from ${sessionHosts} h
  where h.tenant_id = "sessions"."tenant_id" and h.session_id = "sessions"."id"
  order by h.is_organizer desc, h.member_id)`;

/**
 * What the follower of a shared session sees now, or null when there is no such session; with it the moment is written down
 * at which the follower has to look again, so that a lost one is started again. `now`: the workflow's clock, epoch
 * milliseconds.
 */
export const lookAtSession = async (
  db: Database,
  { tenantId, sessionId, now }: { tenantId: string; sessionId: string; now: number },
): Promise<SessionView | null> =>
  withTenant(db, tenantId, async (tx) => {
    const wakeup: Wakeup = { tenantId, kind: 'session', subjectId: sessionId };
    const version = await wakeupVersion(tx, wakeup);
    const [row] = await tx
      .select({
        status: sessions.status,
        startsAt: sessions.startsAt,
        endsAt: sessions.endsAt,
        capacity: sessions.capacity,
        taken: sessions.taken,
        revision: sessions.revision,
        hostIds,
        effects: owedEffects('session', sql`"sessions"."tenant_id"`, sql`"sessions"."id"`),
      })
      .from(sessions)
      .where(and(eq(sessions.tenantId, tenantId), eq(sessions.id, sessionId)));
    const view = row === undefined ? null : { ...row, effects: row.effects.map(toEffectView) };
    const plan = view === null ? null : planSession(view, now);
    const until = plan === null ? null : plan.due.length > 0 ? now : (plan.next?.at ?? null);
    await putOff(tx, wakeup, { version, until });
    return view;
  });
