import { useSyncExternalStore } from 'react';

/** Something that answers of the server say, which the page shows until it is put away. */
export const createNotice = () => {
  let isNoticed = false;
  const listeners = new Set<() => void>();
  const set = (noticed: boolean): void => {
    isNoticed = noticed;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { set, use: (): boolean => useSyncExternalStore(subscribe, () => isNoticed) };
};
