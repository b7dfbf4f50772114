export type FileLockOptions = {
  /** Called once, with the holder's pid, when somebody else has the lock. */
  onWait?: (holderPid: number) => void;
  /** Milliseconds to wait before giving up; 0 waits for as long as the holder lives. */
  timeoutMs?: number;
  signal?: AbortSignal;
};

/** Waits for the lock and returns its release. A lock whose holder died is taken over. */
export function acquireFileLock(path: string, options?: FileLockOptions): Promise<() => Promise<void>>;

/** Runs `work` while holding the lock. */
export function withFileLock<T>(path: string, work: () => Promise<T>, options?: FileLockOptions): Promise<T>;

/** Takes the lock at once or tells who holds it. */
export function tryFileLock(path: string): Promise<{ release: () => Promise<void> } | { heldBy: number }>;

/** Start time of a process in clock ticks, "ended" for one not yet collected by its parent, '' where the system does not tell. */
export function startTimeOf(pid: number): Promise<string>;
