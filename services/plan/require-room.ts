import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { tenants } from '#db/schema/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { hasRoom, limitFor, type TenantPlan } from '#domain/plan/limits.ts';
import { monthOf } from '#domain/plan/month.ts';
import type { LimitName } from '#domain/plan/types.ts';
import type { ServiceContext } from '#services/context.ts';
import { countOf } from './count-usage.ts';
import { tellOfLimit } from './tell-of-limit.ts';

/** Who adds something to a tenant with a limit waits for who does so already: of two, one gets the last place. */
const lockRoom = (tx: Transaction, tenantId: string, name: LimitName) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${name}`}, 0))`);

const planOf = async (tx: Transaction, tenantId: string): Promise<TenantPlan> => {
  const [row] = await tx
    .select({ plan: tenants.plan, limits: tenants.limits })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  if (row === undefined) throw new Error('a tenant without a row');
  return row;
};

type Asked = {
  name: LimitName;
  /** Where the caller has read it already. */
  plan?: TenantPlan;
  /** A hold that gives way to what is added. */
  without?: string | undefined;
};

type Room = { hasRoom: boolean; plan: TenantPlan['plan']; allowed: number | null; used: number };

/**
 * Whether a tenant's plan has room for one more; until the transaction ends nobody else adds one. Without a limit nothing is
 * locked or counted. The admins hear of a limit that is nearly or just reached by what is added.
 */
export const findRoom = async (
  tx: Transaction,
  { tenantId, now }: Pick<ServiceContext, 'tenantId' | 'now'>,
  { name, plan, without }: Asked,
): Promise<Room> => {
  const tenant = plan ?? (await planOf(tx, tenantId));
  const allowed = limitFor(tenant, name);
  if (allowed === null) return { hasRoom: true, plan: tenant.plan, allowed, used: 0 };
  await lockRoom(tx, tenantId, name);
  const counted = { tenantId, month: monthOf(now()), now: now(), without, most: allowed + 1 };
  const used = await countOf[name](tx, counted);
  const isFree = hasRoom(allowed, used);
  if (isFree && name === 'bookings') await tellOfLimit(tx, { tenantId, now }, { allowed, used: used + 1 });
  return { hasRoom: isFree, plan: tenant.plan, allowed, used };
};

/** The one place where limits of plans are enforced: `plan_limit_reached`, which says what is limited and how much is used. */
export const requireRoom = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'now'>,
  asked: Asked,
): Promise<void> => {
  const { hasRoom: isFree, plan, allowed, used } = await findRoom(tx, ctx, asked);
  if (isFree) return;
  throw new AppError(
    'plan_limit_reached',
    `The plan ${plan} allows ${allowed} ${asked.name}; ${used} are used.`,
    {
      extra: { planLimit: { name: asked.name, plan, allowed, used } },
    },
  );
};
