const mostKept = 10_000;

/**
 * Remembers what was read under a key for `lifeMs`, by the clock that never goes back. That nothing was found is asked again each
 * time. For what rarely changes, in one process.
 */
export const createMemory = <Value>(lifeMs: number) => {
  const kept = new Map<string, { value: Value; readAt: number }>();
  return async (key: string, read: () => Promise<Value | null>): Promise<Value | null> => {
    const known = kept.get(key);
    if (known !== undefined && performance.now() - known.readAt < lifeMs) return known.value;
    const value = await read();
    kept.delete(key);
    if (value === null) return null;
    if (kept.size > mostKept) kept.clear();
    kept.set(key, { value, readAt: performance.now() });
    return value;
  };
};
