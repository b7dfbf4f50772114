export type JournalEntry = {
  seq: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string[]>;
  /** Without what identifies the caller. */
  headers: Record<string, string>;
  requestBody: unknown;
  /** `null` while, or when, nothing was answered. */
  status: number | null;
  responseBody: unknown;
  fault: string | null;
};

const keptEntries = 5_000;

export type Journal = ReturnType<typeof createJournal>;

/** Every request of clients, oldest first, the latest few thousand. */
export function createJournal(now: () => number) {
  const entries: JournalEntry[] = [];
  let written = 0;
  return {
    entries: (): readonly JournalEntry[] => entries,
    /** The entry may still be completed by whoever wrote it. */
    write(entry: Omit<JournalEntry, 'seq' | 'at'>): JournalEntry {
      written += 1;
      const full = { seq: written, at: new Date(now()).toISOString(), ...entry };
      entries.push(full);
      if (entries.length > keptEntries) entries.shift();
      return full;
    },
    forget(): void {
      entries.length = 0;
      written = 0;
    },
  };
}
