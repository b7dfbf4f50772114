import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Handle } from '#contracts/fields.ts';
import { addMember, addTenantHandle, findPersonId } from '#db/add-member.ts';
import { type Database, isRefusedBy, type Transaction } from '#db/client.ts';
import { handles, tenants } from '#db/schema/tenant.ts';
import { withRoutingKey } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import { foldHandle, handlesFor } from '#domain/member/handle.ts';
import type { Plan, PlanSource } from '#domain/plan/types.ts';
import { audit } from '#services/audit.ts';
import type { ServiceContext } from '#services/context.ts';
import { addWorkingHours } from '#services/schedule/add-working-hours.ts';

export type TenantData = {
  name: string;
  /** The tenant's own public name, or none yet. */
  handle: string | null;
  locale: 'en' | 'vi';
  timeZone: string;
  plan: Plan;
  /** Who has said so; left out: it is what newcomers have. */
  planSource?: PlanSource;
};

/** Whether a public name is or was in use. */
export const isTaken = async (db: Database, name: string): Promise<boolean> => {
  const rows = await withRoutingKey(db, name, (tx) =>
    tx.select({ name: handles.name }).from(handles).where(eq(handles.name, name)),
  );
  return rows.length > 0;
};

export const handleTaken = (pointer: string): AppError =>
  new AppError('handle_taken', 'This public name is or was in use.', {
    errors: [{ pointer, message: 'is or was in use' }],
  });

/** Throws `handle_taken` for a public name that somebody has or had, or that a reader would take for such a one. */
export const requireOwnHandle = async (db: Database, name: string, pointer: string): Promise<void> => {
  const folded = foldHandle(name);
  const [taken, similar] = await Promise.all([
    isTaken(db, name),
    withRoutingKey(db, folded, (tx) =>
      tx.select({ name: handles.name }).from(handles).where(eq(handles.folded, folded)).limit(1),
    ),
  ]);
  if (taken) throw handleTaken(pointer);
  if (similar.length > 0)
    throw new AppError('handle_taken', 'This public name looks like one that is or was in use.', {
      errors: [{ pointer, message: 'looks like one that is or was in use' }],
    });
};

/** A public name for somebody that nobody has, made of their address. */
export const freeUsername = async (db: Database, email: string, except: string | null): Promise<string> => {
  for (const name of handlesFor(email.split('@', 1)[0] ?? '', randomBytes(4).toString('hex')))
    if (name !== except && Handle.safeParse(name).success && !(await isTaken(db, name))) return name;
  throw handleTaken('/admin/username');
};

/** Somebody took the name at the same moment. */
export const isHandleConflict = (error: unknown): boolean => isRefusedBy(error, 'handles_pkey');

/** The person of an identity, or null for one that was never a member of anything. */
export const personOfUser = (db: Database, userId: string): Promise<string | null> =>
  withRoutingKey(db, userId, (tx) => findPersonId(tx, userId));

/** Writes a tenant with its owner, who has office hours, in a transaction inside that tenant. Answers who owns it. */
export const writeTenant = async (
  tx: Transaction,
  ctx: Pick<ServiceContext, 'tenantId' | 'actor' | 'now' | 'newId' | 'requestId'>,
  { name, handle, locale, timeZone, plan, planSource = 'standard' }: TenantData,
  owner: { person: Parameters<typeof addMember>[2]['person']; username: string },
): Promise<{ personId: string }> => {
  const { tenantId } = ctx;
  const memberId = ctx.newId('member');
  await tx
    .insert(tenants)
    .values({ id: tenantId, name, locale, timeZone, plan, planSource, createdAt: ctx.now() });
  const { person, username } = owner;
  const { personId } = await addMember(tx, tenantId, { memberId, person, role: 'owner', handle: username });
  if (handle !== null) await addTenantHandle(tx, tenantId, handle);
  const scheduleId = ctx.newId('schedule');
  await addWorkingHours(tx, { tenantId, memberId, scheduleId, timeZone, locale });
  await audit(tx, ctx, {
    action: 'tenant.create',
    targetKind: 'tenant',
    targetId: tenantId,
    after: { locale, timeZone, plan },
  });
  return { personId };
};
