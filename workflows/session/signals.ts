import { defineQuery } from '@temporalio/workflow';
import type { SessionView } from '#domain/session/types.ts';

export type SessionLifecycleInput = { tenantId: string; sessionId: string };

export type SessionState = { view: SessionView | null; underWay: readonly string[] };
/** For operators: where the session stands and what is under way. */
export const sessionStateQuery = defineQuery<SessionState>('state');
