import { failureIn } from '#web/host/queries/api.ts';
import type { Messages } from '#web/i18n/host/messages.ts';

type Issue = keyof Messages['profile']['password']['issues'];

/** What is wrong with a password that is chosen, as far as a page can know. */
export const issueOfNew = (password: string): Issue | undefined =>
  password.length < 8 || password.length > 128 ? 'short' : undefined;

/** What the server has refused, by field: whatever it says of a new password that is long enough, it is easy to guess. */
export const refusedFields = (error: unknown): { current: Issue | undefined; next: Issue | undefined } => {
  const pointers = failureIn(error).errors.map(({ pointer }) => pointer);
  return {
    current: pointers.includes('/currentPassword') ? 'wrong' : undefined,
    next: pointers.includes('/newPassword') || pointers.includes('/password') ? 'weak' : undefined,
  };
};
