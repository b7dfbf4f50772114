/** `open` until everything ahead is cancelled and told, `telling` once nothing names the guest but their last mail, then `erased`. */
export const guestErasureStates = ['open', 'telling', 'erased'] as const;
export type GuestErasureState = (typeof guestErasureStates)[number];

/** What guests and hosts see of it: nothing of theirs is left but for their last mail. */
export const erasureStages = ['erasing', 'erased'] as const;
export type ErasureStage = (typeof erasureStages)[number];

export const stageOf = (state: GuestErasureState): ErasureStage => (state === 'open' ? 'erasing' : 'erased');

/** What somebody has come for: the link in their mail leads there. */
export const guestWishes = ['see', 'erase'] as const;
export type GuestWish = (typeof guestWishes)[number];

/** How long the link to a guest's data works. */
export const guestLinkHours = 24;
