/** Workflow ids are `<noun>/<id>` and never random: whoever starts the same thing twice meets the first. */
export const bookingWorkflowId = (bookingId: string): string => `booking/${bookingId}`;
export const calendarWorkflowId = (calendarId: string): string => `calendar/${calendarId}`;

/** Where a workflow is shown in the Temporal UI. */
export const workflowUiUrl = (uiUrl: string, namespace: string, workflowId: string): string =>
  `${uiUrl}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
