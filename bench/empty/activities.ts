/** Bodies of the baseline: nothing at all. */
export const emptyActivities = {
  emptyClaim: async (_input: { now: number }): Promise<{ outcome: { ok: boolean } }> => ({
    outcome: { ok: true },
  }),
  emptyMail: async (_input: {
    tenantId: string;
    bookingId: string;
    notice: { key: string };
  }): Promise<{ sent: number }> => ({ sent: 2 }),
};
export type EmptyActivities = typeof emptyActivities;
