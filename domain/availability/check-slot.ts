import type { SlotQuestion } from '#domain/availability/explain/without-causes.ts';
import { explainSlot } from './explain-slot.ts';
import { findSlots } from './list-slots.ts';
import type { SlotCheck } from './model.ts';

/**
 * Whether a slot may start at `start`, and if not why: membership in the list that `listSlots` gives for any
 * window around it, by construction. What a guest may be told of the reasons is `guestRefusal`. Throws as `listSlots`.
 */
export const checkSlot = (query: SlotQuestion): SlotCheck => {
  const [slot] = findSlots({ ...query, from: query.start, to: query.start + 1 });
  return slot === undefined ? { offered: false, reasons: explainSlot(query) } : { offered: true, slot };
};
