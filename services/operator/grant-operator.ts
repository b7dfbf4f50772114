import { operators } from '#db/schema/installation.ts';
import { withOperators } from '#db/tenant.ts';
import { AppError } from '#domain/errors.ts';
import type { Identity } from '#services/account/identity.ts';
import { audit } from '#services/audit.ts';
import { requireOperator } from '#services/authorize.ts';
import type { OperatorContext } from '#services/context.ts';
import type { Operators } from './find-operator.ts';

/**
 * Makes somebody who signs in here an operator; whoever is one already, by a grant or by the settings, stays one.
 * `invalid_request` for an address that nobody has proved.
 */
export const grantOperator = async (
  ctx: OperatorContext,
  {
    identity,
    operators: { emails },
  }: { identity: Pick<Identity, 'findUser'>; operators: Pick<Operators, 'emails'> },
  input: { email: string; reason: string },
): Promise<void> => {
  const actor = requireOperator(ctx);
  const userId = await identity.findUser(input.email);
  if (userId === null)
    throw new AppError('invalid_request', 'Nobody signs in with this address.', {
      errors: [{ pointer: '/email', message: 'must be the address of somebody who signs in here' }],
    });
  if (emails.includes(input.email.toLowerCase())) return;
  await withOperators(ctx.ops, async (tx) => {
    const [row] = await tx
      .insert(operators)
      .values({
        id: ctx.newId('operator'),
        userId,
        email: input.email.toLowerCase(),
        grantedBy: actor.kind === 'operator' ? actor.userId : actor.kind,
        grantedAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: operators.id });
    if (row === undefined) return;
    await audit(tx, ctx, {
      action: 'operator.grant',
      targetKind: 'operator',
      targetId: row.id,
      after: { userId },
      reason: input.reason,
    });
  });
};
