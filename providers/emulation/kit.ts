import { createFaults, type Faults } from './faults.ts';
import { createJournal, type Journal } from './journal.ts';
import { createClock, createRandom, type KitMemory } from './memory.ts';
import { createNotifier, type Notifier } from './notifications.ts';

/** What every emulator has besides its vendor's HTTP. */
export type EmulatorKit = {
  memory: () => KitMemory;
  /** The memory changed and should be saved. */
  touch: () => void;
  now: () => number;
  faults: Faults;
  journal: Journal;
  notifier: Notifier;
};

export function createKit(options: {
  memory: () => KitMemory;
  touch?: () => void;
  retryDelaysMs: readonly number[];
  isRepeated: (status: number | null) => boolean;
}): EmulatorKit {
  const { memory, touch = () => undefined, retryDelaysMs, isRepeated } = options;
  const now = createClock(memory);
  const random = createRandom(memory);
  return {
    memory,
    touch,
    now,
    faults: createFaults(random),
    journal: createJournal(now),
    notifier: createNotifier({
      settings: () => memory().notifications,
      now,
      random,
      retryDelaysMs,
      isRepeated,
    }),
  };
}
