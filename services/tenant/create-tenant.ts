import { randomBytes } from 'node:crypto';
import { addMember, addTenantHandle, findPersonId } from '#db/add-member.ts';
import type { Database, Transaction } from '#db/client.ts';
import { handles, tenants } from '#db/schema/tenant.ts';
import { withinTenant, withRoutingKey } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import { AppError } from '#domain/errors.ts';
import { handlesFor } from '#domain/member/handle.ts';
import type { Plan } from '#domain/plan/types.ts';
import type { Identity } from '#services/account/identity.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import { addWorkingHours } from '#services/schedule/add-working-hours.ts';

export type NewTenant = {
  name: string;
  /** The tenant's own public name, or none yet. */
  handle: string | null;
  locale: 'en' | 'vi';
  timeZone: string;
  plan: Plan;
  /** Without a username one is made of the address. */
  admin: { name: string; email: string; username?: string };
  /**
   * The password of an admin who does not sign in here yet. Left out: they choose one themselves, by a link that is mailed to them,
   * as everybody else is mailed that they own the tenant.
   */
  password?: string;
};

export type Created = {
  tenantId: string /** The admin could not sign in here before. */;
  isNewUser: boolean;
};

const isTaken = async (db: Database, name: string): Promise<boolean> => {
  const rows = await withRoutingKey(db, name, (tx) => tx.select({ name: handles.name }).from(handles));
  return rows.length > 0;
};

const taken = (pointer: string): AppError =>
  new AppError('handle_taken', 'This public name is or was in use.', {
    errors: [{ pointer, message: 'is or was in use' }],
  });

/** A public name for the admin that nobody has, the one asked for or one made of their address. */
const chooseUsername = async (db: Database, { admin, handle }: NewTenant): Promise<string> => {
  if (admin.username !== undefined) {
    if (await isTaken(db, admin.username)) throw taken('/admin/username');
    return admin.username;
  }
  for (const name of handlesFor(admin.email.split('@', 1)[0] ?? '', randomBytes(4).toString('hex')))
    if (name !== handle && !(await isTaken(db, name))) return name;
  throw taken('/admin/username');
};

/** Somebody took the name at the same moment. */
const isHandleConflict = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  return ('constraint' in error && error.constraint === 'handles_pkey') || isHandleConflict(error.cause);
};

type Owner = { userId: string; known: string | null; username: string };

const writeTenant = async (
  tx: Transaction,
  ctx: ServiceContext,
  input: NewTenant,
  { userId, known, username }: Owner,
): Promise<void> => {
  const { tenantId } = ctx;
  const { name, handle, locale, timeZone, plan, admin } = input;
  const memberId = ctx.newId('member');
  const now = ctx.now();
  await tx.insert(tenants).values({ id: tenantId, name, locale, timeZone, plan, createdAt: now });
  const person = known ?? { userId, name: admin.name, email: admin.email, timeZone, locale };
  const { personId } = await addMember(tx, tenantId, { memberId, person, role: 'owner', handle: username });
  if (handle !== null) await addTenantHandle(tx, tenantId, handle);
  await addWorkingHours(tx, {
    tenantId,
    memberId,
    scheduleId: ctx.newId('schedule'),
    timeZone,
    locale,
  });
  await audit(tx, ctx, {
    action: 'tenant.create',
    targetKind: 'tenant',
    targetId: tenantId,
    after: { locale, timeZone, plan },
  });
  if (input.password !== undefined) return;
  const template = known === null ? 'tenant_activation' : 'tenant_ownership';
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template,
      key: `${template}/${tenantId}`,
      dueAt: now,
      createdAt: now,
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: personId });
};

type Deps = { ctx: ServiceContext; identity: Pick<Identity, 'createUser'> };

/** Who is to own it, with a sign-in; `handle_taken` before one is made. */
const prepareOwner = async ({ ctx, identity }: Deps, input: NewTenant) => {
  if (input.handle !== null && (await isTaken(ctx.db, input.handle))) throw taken('/handle');
  const username = await chooseUsername(ctx.db, input);
  const password = input.password ?? randomBytes(24).toString('base64url');
  const { email, name } = input.admin;
  // Identities lie behind another role; one that is made and then not needed is nobody's member.
  const { userId, isNew } = await identity.createUser({ email, name, password });
  const known = await withRoutingKey(ctx.db, userId, (tx) => findPersonId(tx, userId));
  return { userId, known, username, isNew };
};

/**
 * Makes a tenant with its owner, who has office hours. Somebody who signs in here already gets one membership more and keeps
 * their password. `handle_taken`, with nothing made, when a public name is or was in use. The context is the installation's.
 */
export const createTenant = async (
  ctx: ServiceContext,
  identity: Pick<Identity, 'createUser'>,
  input: NewTenant,
): Promise<Created> => {
  requireOperator(ctx);
  const tenantId = ctx.newId('tenant');
  return inCommand<Created>(ctx, {
    run: async (tx) => {
      const owner = await prepareOwner({ ctx, identity }, input);
      const there = { ...ctx, tenantId };
      await withinTenant(tx, { tenantId, from: ctx.tenantId }, () =>
        writeTenant(tx, there, input, owner),
      ).catch((error: unknown) => {
        throw isHandleConflict(error) ? taken('/handle') : error;
      });
      return { subjectId: tenantId, answer: { tenantId, isNewUser: owner.isNew } };
    },
    replay: async (_tx, id) => ({ tenantId: id, isNewUser: false }),
  });
};
