import { z } from 'zod';
import { refuse } from '#api/request-fields.ts';
import { isWeakPassword } from '#services/account/weak-password.ts';

export const passwordLength = { least: 8, most: 128 } as const;

/** A password that somebody chooses. */
export const NewPassword = z
  .string()
  .min(passwordLength.least, { error: `must have at least ${passwordLength.least} characters` })
  .max(passwordLength.most, { error: `must have at most ${passwordLength.most} characters` });

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
