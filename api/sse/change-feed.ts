import { z } from 'zod';
import type { Logger } from '#api/log.ts';

export type Change = { noun: string; id: string };

const Announcement = z.object({ tenantId: z.string(), noun: z.string(), id: z.string() });

/** Subscribes to a channel of the database on one connection and subscribes again after the database was away. */
export type Listen = (
  channel: string,
  onNotify: (payload: string) => void,
  onListening: () => void,
) => Promise<{ unlisten: () => Promise<void> }>;

export type ChangeFeed = {
  /** Calls `onChange` for every change of the tenant until the returned function is called. */
  follow: (tenantId: string, onChange: (change: Change) => void) => () => void;
  close: () => Promise<void>;
};

/**
 * One listening connection of this process, fanned out by tenant. After the database was away the followers get a
 * `resync`: what happened meanwhile was not announced to them, so they should read anew.
 */
export const createChangeFeed = (listen: Listen, log: Logger): ChangeFeed => {
  const followers = new Map<string, Set<(change: Change) => void>>();
  const tell = (tenantId: string, change: Change): void => {
    for (const onChange of followers.get(tenantId) ?? []) onChange(change);
  };
  const onNotify = (payload: string): void => {
    const parsed = Announcement.safeParse(JSON.parse(payload));
    if (parsed.success) tell(parsed.data.tenantId, { noun: parsed.data.noun, id: parsed.data.id });
  };
  let heard = false;
  const onListening = (): void => {
    if (heard) for (const tenantId of followers.keys()) tell(tenantId, { noun: 'resync', id: '' });
    heard = true;
  };
  let stopped = false;
  const subscription = listen('everslot_changes', onNotify, onListening).catch((error: unknown) => {
    if (!stopped) log.warn({ err: error }, 'changes cannot be followed yet');
    return null;
  });
  return {
    follow: (tenantId, onChange) => {
      const mine = followers.get(tenantId) ?? new Set();
      followers.set(tenantId, mine.add(onChange));
      return () => {
        mine.delete(onChange);
        if (mine.size === 0 && followers.get(tenantId) === mine) followers.delete(tenantId);
      };
    },
    close: async () => {
      stopped = true;
      followers.clear();
      await (await subscription)?.unlisten().catch(() => undefined);
    },
  };
};
