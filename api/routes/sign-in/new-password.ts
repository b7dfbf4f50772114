import { refuse } from '#api/request-fields.ts';
import { isWeakPassword } from '#services/account/weak-password.ts';

export { NewPassword, passwordLength } from '#contracts/fields.ts';

/** Refuses what is easy to guess for whoever knows these words of its owner. */
export const requireStrong = async (
  password: string,
  owner: { email: string; name: string },
  pointer: string,
): Promise<void> => {
  const { email, name } = owner;
  if (await isWeakPassword(password, [email, email.split('@')[0] ?? '', name, 'everslot']))
    throw refuse([{ pointer, message: 'is easy to guess; several words make a good one' }]);
};
