import type { z } from 'zod';
import { type Database, openDatabase } from '#db/client.ts';
import { applicationRole, ensureRole } from '#db/role.ts';
import { SetupError } from '#scripts/report.ts';
import { parseEnvironment } from '#services/env.ts';

/** What an operator's command reads. Throws a SetupError that names everything missing or malformed. */
export function readSettings<Shape extends z.ZodRawShape>(shape: Shape): z.output<z.ZodObject<Shape>> {
  try {
    return parseEnvironment(shape, process.env);
  } catch (error) {
    throw new SetupError(
      `${error instanceof Error ? error.message : String(error)} See .env.example; npm run reads .env, a container the environment.`,
    );
  }
}

/** The application's database. Throws a SetupError when it is away or of a role that row-level security does not bind. */
export async function openApplicationDatabase(url: string): Promise<Database> {
  const db = openDatabase(url, { poolSize: 2 });
  const refuse = (problem: string): never => {
    throw new SetupError(`${problem}.`);
  };
  await ensureRole(db, applicationRole, { onAway: refuse, onWrong: ({ message }) => refuse(message) }).catch(
    (error: Error) => {
      throw new SetupError(error.message);
    },
  );
  return db;
}
