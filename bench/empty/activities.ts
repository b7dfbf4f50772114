/** Bodies of the baseline: nothing at all, and a count of what was done. */
export const createEmptyActivities = (onDone: () => void) => ({
  emptyLook: async (_input: { now: number }): Promise<{ due: readonly string[] }> => ({ due: ['notify'] }),
  emptyMail: async (_input: { tenantId: string; bookingId: string; now: number }): Promise<void> => {
    onDone();
  },
});
export type EmptyActivities = ReturnType<typeof createEmptyActivities>;
