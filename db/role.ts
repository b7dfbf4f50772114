import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from './client.ts';

/** A role of ours and the variable whose connection must be of it. */
export type WantedRole = {
  variable: 'DATABASE_URL' | 'DATABASE_AUTH_URL' | 'DATABASE_OPS_URL';
  role: 'everslot_app' | 'everslot_auth' | 'everslot_ops';
  /** A table the role works with. */
  table: string;
};

export const applicationRole: WantedRole = {
  variable: 'DATABASE_URL',
  role: 'everslot_app',
  table: 'public.tenants',
};
export const identityRole: WantedRole = {
  variable: 'DATABASE_AUTH_URL',
  role: 'everslot_auth',
  table: 'auth.users',
};
export const operatorRole: WantedRole = {
  variable: 'DATABASE_OPS_URL',
  role: 'everslot_ops',
  table: 'public.operators',
};

type State = { problem: string; passes: boolean } | null;
type Answer = { name: string; bypasses: boolean; member: boolean; is_owner: boolean; migrated: boolean };

/** The server lets us in and says no: it will say so again. `28…` credentials, `3D000` no such database. */
const isRefusal = (code: string): boolean => /^28|^3D000$|^42501$/.test(code);

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
};

const wrongWith = (answer: Answer | undefined, { variable, role }: WantedRole): string | null => {
  if (answer === undefined) return null;
  if (answer.bypasses)
    return `${variable} is of role ${answer.name}, which may bypass row-level security: every tenant would see the others; use ${role}`;
  if (!answer.member || answer.is_owner)
    return `${variable} is of role ${answer.name}, which is not ${role}: use that role`;
  return answer.migrated
    ? null
    : `${variable} leads to a database without our tables: run npm run migrate first`;
};

const stateOf = async (db: Database, wanted: WantedRole): Promise<State> => {
  try {
    const { rows } = await db.execute<Answer>(sql`
      select current_user as name, rolsuper or rolbypassrls as bypasses,
        coalesce(pg_has_role(to_regrole(${wanted.role}), 'usage'), false) as member,
        coalesce(pg_has_role(to_regrole('everslot_owner'), 'usage'), false) as is_owner,
        case when pg_has_role(to_regrole(${wanted.role}), 'usage')
          then to_regclass(${wanted.table}) is not null else false end as migrated
      from pg_roles where rolname = current_user`);
    const problem = wrongWith(rows[0], wanted);
    return problem === null ? null : { problem, passes: false };
  } catch (error) {
    const code = codeOf(error);
    return isRefusal(code)
      ? {
          problem: `${wanted.variable} is refused by its server (${code}): correct user, password and database`,
          passes: false,
        }
      : {
          problem: `the server of ${wanted.variable} cannot be reached (${code || 'no answer'})`,
          passes: true,
        };
  }
};

const everyMs = 1_000;

/**
 * Makes sure before anything is done that a connection is of the role it has to be: row-level security would be off in silence
 * otherwise. Throws an `Error` with a sentence for the operator when it is not. A server that is away is no mistake:
 * `onAway` is told once, and `onWrong` later if it turns out then that the role is wrong.
 */
export const ensureRole = async (
  db: Database,
  wanted: WantedRole,
  told: { onAway: (problem: string) => void; onWrong: (error: Error) => void },
): Promise<void> => {
  const first = await stateOf(db, wanted);
  if (first === null) return;
  if (!first.passes) throw new Error(`Configuration: ${first.problem}.`);
  told.onAway(first.problem);
  const again = async (): Promise<void> => {
    for (;;) {
      await setTimeout(everyMs, undefined, { ref: false });
      const state = await stateOf(db, wanted);
      if (state === null || db.$client.ending) return;
      if (!state.passes) return told.onWrong(new Error(`Configuration: ${state.problem}.`));
    }
  };
  void again();
};
