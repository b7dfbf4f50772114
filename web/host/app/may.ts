import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '#web/api/schemas.ts';
import { meQuery } from '#web/host/queries/account/account.ts';

export type Permission = Me['permissions'][number];

/** Whether the one signed in may do something here. What they may not do is not offered. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { data: me } = useSuspenseQuery(meQuery);
  return (permission) => me.permissions.includes(permission);
};
