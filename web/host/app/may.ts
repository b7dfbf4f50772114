import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '#web/api/schemas.ts';
import { meQuery } from '#web/host/queries/account/account.ts';

export type Permission = Me['permissions'][number];

/** Whether the one signed in may do something here. What they may not do is not offered. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { data: me } = useSuspenseQuery(meQuery);
  return (permission) => me.permissions.includes(permission);
};

/** Whether the plan has no place for the one signed in: of what they may do some is closed to them. */
export const useIsFrozen = (): boolean => useSuspenseQuery(meQuery).data.frozen !== null;
