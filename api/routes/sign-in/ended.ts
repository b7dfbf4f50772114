import type { Context } from 'hono';
import type { OpenStreams } from '#api/sse/open-streams.ts';
import type { AppEnv } from '#api/variables.ts';
import type { ServiceContext } from '#services/context.ts';
import { endWithSignIns } from '#services/support/end-support-view.ts';

export type EndedDeps = Pick<ServiceContext, 'db' | 'now' | 'newId'> & { streams: OpenStreams };

/**
 * Sign-ins of an identity have ended: so do their streams and what they looked through. That the latter is written down later does
 * not keep anybody signed in.
 */
export const endedSignIns = async (
  c: Context<AppEnv>,
  { db, now, newId, streams }: EndedDeps,
  of: { userId: string; signInIds: readonly string[] },
  actor: ServiceContext['actor'] = { kind: 'system' },
): Promise<void> => {
  for (const id of of.signInIds) streams.endSignIn(id);
  await endWithSignIns({ db, now, newId, requestId: c.get('requestId'), actor }, of).catch((error: unknown) =>
    c.get('log').error({ err: error }, 'the end of a support view is written later'),
  );
};
