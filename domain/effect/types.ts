/** What can be owed to a vendor on behalf of a subject. */
export const effectNames = ['calendar', 'conference'] as const;
export type EffectName = (typeof effectNames)[number];

/** `owed` until the vendor has what is wanted, `given_up` after a week without success: then only a person tries again. */
export const effectStates = ['owed', 'done', 'given_up', 'dismissed'] as const;
export type EffectState = (typeof effectStates)[number];
