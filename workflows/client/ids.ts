import type { FollowerKind } from '#domain/follower.ts';

/** Workflow ids are `<noun>/<id>` and never random: whoever starts the same thing twice meets the first. */
export const workflowIdOf = (kind: FollowerKind, subjectId: string): string => `${kind}/${subjectId}`;

/** Where a workflow is shown in the Temporal UI. */
export const workflowUiUrl = (uiUrl: string, namespace: string, workflowId: string): string =>
  `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
