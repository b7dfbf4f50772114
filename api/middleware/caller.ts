import type { Context } from 'hono';
import { addressPrefixOf } from '#api/client-address.ts';
import type { AppEnv } from '#api/variables.ts';
import { AppError } from '#domain/errors.ts';
import { findKeyCaller, type KeyCaller } from '#services/api-key/find-key.ts';
import type { ServiceContext } from '#services/context.ts';
import type { SignInGuards } from './sign-in.ts';
import type { Looking } from './support.ts';

/** Who calls and in which tenant, by an API key or a sign-in; null for anybody else, whatever it is that they sent. */
export type CallerGuard = (c: Context<AppEnv>) => Promise<(KeyCaller & Confirmed) | Looking | null>;

/** When the person who calls last showed that it is them; null for a program. */
type Confirmed = {
  confirmedAt: number | null;
  /** The organisation requires a second factor, and the person who calls has none. */
  lacksSecondFactor: boolean;
};

const keyHeader = /^Bearer +(evk_\S*)$/i;

export const createCallerGuard = ({
  db,
  now,
  signedIn,
}: {
  db: ServiceContext['db'];
  now: () => number;
  signedIn: SignInGuards['any'];
}): CallerGuard => {
  const bySignIn: CallerGuard = async (c) => {
    const member = await signedIn(c);
    if (member === null || 'actor' in member) return member;
    const { tenantId, tenantState, confirmedAt, lacksSecondFactor, ...who } = member;
    return { tenantId, tenantState, confirmedAt, lacksSecondFactor, actor: { kind: 'member', ...who } };
  };
  return async (c) => {
    const [, text] = keyHeader.exec(c.req.header('authorization') ?? '') ?? [];
    if (text === undefined) return bySignIn(c);
    const use = { now: now(), addressPrefix: addressPrefixOf(c.get('address')) };
    const caller = await findKeyCaller(db, text, use);
    const asked = c.req.header('everslot-tenant');
    if (caller !== null && asked !== undefined && asked !== caller.tenantId)
      throw new AppError('forbidden', 'This API key belongs to another organisation.');
    return caller === null ? null : { ...caller, confirmedAt: null, lacksSecondFactor: false };
  };
};
