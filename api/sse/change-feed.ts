import { z } from 'zod';
import { Change as ChangeRow } from '#contracts/account.ts';
import type { Logger } from '#services/log.ts';

export type Change = z.output<typeof ChangeRow>;

const Announcement = ChangeRow.extend({ tenantId: z.string() });

/** Subscribes to a channel of the database on one connection and subscribes again after the database was away. */
export type Listen = (
  channel: string,
  onNotify: (payload: string) => void,
  onListening: () => void,
) => Promise<{ unlisten: () => Promise<void> }>;

/** Told of one change, or of `null`: something may have been missed. */
type OnChange = (change: Change | null) => void;

export type ChangeFeed = {
  /** Calls `onChange` for every change of the tenant until the returned function is called. */
  follow: (tenantId: string, onChange: OnChange) => () => void;
  close: () => Promise<void>;
};

const readAnnouncement = (payload: string): z.output<typeof Announcement> | null => {
  try {
    return Announcement.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
};

/**
 * One listening connection of this process, fanned out by tenant. After the database was away the followers are told
 * `null`: what happened meanwhile was not announced to them, so they should read anew. A payload that is no announcement
 * is passed over and told to `onIgnored`: whoever may connect to the database can send one.
 */
export const createChangeFeed = (listen: Listen, log: Logger, onIgnored: () => void): ChangeFeed => {
  const followers = new Map<string, Set<OnChange>>();
  const tell = (tenantId: string, change: Change | null): void => {
    for (const onChange of followers.get(tenantId) ?? []) onChange(change);
  };
  const onNotify = (payload: string): void => {
    const announcement = readAnnouncement(payload);
    if (announcement === null) return onIgnored();
    const { tenantId, ...change } = announcement;
    tell(tenantId, change);
  };
  let heard = false;
  const onListening = (): void => {
    if (heard) for (const tenantId of followers.keys()) tell(tenantId, null);
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
