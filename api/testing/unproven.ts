import { eq } from 'drizzle-orm';
import type { AppDeps } from '#api/deps.ts';
import { SignInEmail } from '#contracts/fields.ts';
import { newId } from '#db/new-id.ts';
import { users } from '#db/schema/auth.ts';

/** An identity that somebody has made for an address without proving it, as earlier versions let them. */
export const addUnproven = async (
  { authDb, identity }: Pick<AppDeps, 'authDb' | 'identity'>,
  { email, password }: { email: string; password: string },
): Promise<void> => {
  const userId = newId('user');
  const passwordHash = await identity.hashPassword(password);
  const address = SignInEmail.parse(email);
  await identity.addProven({ userId, email: address, name: 'Mallory', way: { passwordHash } });
  await authDb.update(users).set({ emailVerified: false }).where(eq(users.id, userId));
};
