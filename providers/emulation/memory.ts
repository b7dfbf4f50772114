import type { NotificationSettings } from './notifications.ts';

/** What the kit remembers of an emulator; part of its own state, so that it is saved and restored with the rest. */
export type KitMemory = {
  clockOffsetMs: number;
  /** Memory of the source of chance; a seed at first. */
  random: number;
  notifications: NotificationSettings;
};

/** A number in [0, 1), the same sequence from the same memory (mulberry32: its whole memory is one number). */
export const createRandom = (memory: () => Pick<KitMemory, 'random'>) => (): number => {
  const held = memory();
  held.random = (held.random + 0x6d2b79f5) >>> 0;
  let t = held.random;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

/** Now on the emulator's own clock, in epoch milliseconds. */
export const createClock = (memory: () => Pick<KitMemory, 'clockOffsetMs'>) => (): number =>
  Date.now() + memory().clockOffsetMs;
