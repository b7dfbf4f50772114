import { eq } from 'drizzle-orm';
import type { Transaction } from './client.ts';
import { newId } from './new-id.ts';
import { persons } from './schema/person.ts';
import { handles, members } from './schema/tenant.ts';

export type NewMember = {
  memberId: string;
  /** A person who is there already, or the data of a new one. */
  person: string | Omit<typeof persons.$inferInsert, 'id'>;
  role: (typeof members.$inferInsert)['role'];
  /** The public name, or several of which the first that nobody has or had is taken. */
  handle: string | readonly string[];
  bio?: string;
};

const takeFirst = async (
  tx: Transaction,
  owner: { tenantId: string; memberId: string },
  names: readonly string[],
): Promise<void> => {
  for (const name of names) {
    const taken = await tx
      .insert(handles)
      .values({ name, ...owner })
      .onConflictDoNothing({ target: handles.name })
      .returning({ name: handles.name });
    if (taken.length > 0) return;
  }
  throw new Error('none of the names is free');
};

/**
 * Adds a member with their public name, and their person unless there is one already. Throws the database's error when
 * the handle is taken or the person is a member already; with it the transaction is lost.
 */
export const addMember = async (
  tx: Transaction,
  tenantId: string,
  { memberId, person, role, handle, bio = '' }: NewMember,
): Promise<{ personId: string }> => {
  const personId = typeof person === 'string' ? person : newId('person');
  // First the member: row-level security lets a tenant write the persons of its members only.
  await tx.insert(members).values({ tenantId, id: memberId, personId, role, bio });
  if (typeof person !== 'string') await tx.insert(persons).values({ ...person, id: personId });
  if (typeof handle === 'string') await tx.insert(handles).values({ name: handle, tenantId, memberId });
  else await takeFirst(tx, { tenantId, memberId }, handle);
  return { personId };
};

/** The person of an identity, before a tenant is known: run it under the identity as routing key. */
export const findPersonId = async (tx: Transaction, userId: string): Promise<string | null> => {
  const [row] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.userId, userId));
  return row?.id ?? null;
};

/** Gives a tenant its own public name. Throws the database's error when it is or was in use. */
export const addTenantHandle = async (tx: Transaction, tenantId: string, name: string): Promise<void> => {
  await tx.insert(handles).values({ name, tenantId });
};
