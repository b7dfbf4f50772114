import { randomBytes } from 'node:crypto';
import type { Database, Transaction } from '#db/client.ts';
import { withinTenant } from '#db/tenant.ts';
import { wake } from '#db/wakeups.ts';
import type { Identity } from '#services/account/identity.ts';
import { requireOperator } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';
import { inCommand } from '#services/idempotency.ts';
import { oweNotifications } from '#services/notification/owe-notifications.ts';
import {
  freeUsername,
  handleTaken,
  isHandleConflict,
  isTaken,
  personOfUser,
  type TenantData,
  writeTenant,
} from './write-tenant.ts';

export type NewTenant = TenantData & {
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

/** A public name for the admin that nobody has, the one asked for or one made of their address. */
const chooseUsername = async (db: Database, { admin, handle }: NewTenant): Promise<string> => {
  const { username } = admin;
  if (username === undefined) return freeUsername(db, admin.email, handle);
  if (await isTaken(db, username)) throw handleTaken('/admin/username');
  return username;
};

/** Whoever owns it from now on is mailed so, with a way in where they have none. */
const tellOwner = async (
  tx: Transaction,
  { tenantId, now }: ServiceContext,
  { personId, isKnown }: { personId: string; isKnown: boolean },
): Promise<void> => {
  const template = isKnown ? 'tenant_ownership' : 'tenant_activation';
  await oweNotifications(tx, [
    {
      tenantId,
      subjectKind: 'person',
      subjectId: personId,
      template,
      key: `${template}/${tenantId}`,
      dueAt: now(),
      createdAt: now(),
    },
  ]);
  wake(tx, { tenantId, kind: 'notify', subjectId: personId });
};

type Owner = { userId: string; known: string | null; username: string };

const writeOwned = async (
  tx: Transaction,
  ctx: ServiceContext,
  input: NewTenant,
  { userId, known, username }: Owner,
): Promise<void> => {
  const { locale, timeZone, admin } = input;
  const person = known ?? { userId, name: admin.name, email: admin.email, timeZone, locale };
  const { personId } = await writeTenant(tx, ctx, input, { person, username });
  if (input.password === undefined) await tellOwner(tx, ctx, { personId, isKnown: known !== null });
};

type Deps = { ctx: ServiceContext; identity: Pick<Identity, 'createUser'> };

/** Who is to own it, with a sign-in; `handle_taken` before one is made. */
const prepareOwner = async ({ ctx, identity }: Deps, input: NewTenant) => {
  if (input.handle !== null && (await isTaken(ctx.db, input.handle))) throw handleTaken('/handle');
  const username = await chooseUsername(ctx.db, input);
  const password = input.password ?? randomBytes(24).toString('base64url');
  const { email, name } = input.admin;
  // Identities lie behind another role; one that is made and then not needed is nobody's member.
  const { userId, isNew } = await identity.createUser({ email, name, password });
  const known = await personOfUser(ctx.db, userId);
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
        writeOwned(tx, there, input, owner),
      ).catch((error: unknown) => {
        throw isHandleConflict(error) ? handleTaken('/handle') : error;
      });
      return { subjectId: tenantId, answer: { tenantId, isNewUser: owner.isNew } };
    },
    replay: async (_tx, id) => ({ tenantId: id, isNewUser: false }),
  });
};
