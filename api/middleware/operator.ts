import type { Context } from 'hono';
import type { AppEnv } from '#api/variables.ts';
import type { Operators } from '#services/operator/find-operator.ts';
import type { IdentityGuard } from './sign-in.ts';

/** Who calls as an operator; `nobody` without a sign-in, `none` for somebody who is no operator. Asked with every request. */
export type OperatorGuard = (
  c: Context<AppEnv>,
) => Promise<{ userId: string; email: string; confirmedAt: number } | 'nobody' | 'none'>;

export const createOperatorGuard =
  (identify: IdentityGuard, operators: Operators): OperatorGuard =>
  async (c) => {
    const user = await identify(c);
    if (user === null) return 'nobody';
    const { userId, email, confirmedAt } = user;
    return (await operators.sourceOf(user)) === null ? 'none' : { userId, email, confirmedAt };
  };
