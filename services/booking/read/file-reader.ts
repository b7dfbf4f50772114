import { and, eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { memberProfiles, tenants } from '#db/schema/tenant.ts';
import { wallTimeOf } from '#domain/time.ts';
import type { Caller } from '#services/authorize.ts';
import type { ServiceContext } from '#services/context.ts';

/** Whose language and clock a file is written in. */
export type Reader = { locale: 'en' | 'vi'; timeZone: string; now: number };

const pad = (value: number): string => String(Math.abs(value)).padStart(2, '0');

/** ISO 8601 on the reader's clock with its offset: `2026-12-01T09:00:00+07:00`. */
export const onClockOf = (instant: number, { timeZone }: Reader): string => {
  const wall = wallTimeOf(instant, timeZone);
  const offset = Math.round(wall.offsetMinutes);
  const sign = offset < 0 ? '-' : '+';
  const date = `${wall.year}-${pad(wall.month)}-${pad(wall.day)}`;
  const time = `${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`;
  return `${date}T${time}${sign}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}`;
};

/** A key of the organisation reads in its language, and in UTC. */
export const readerOf = async (
  tx: Transaction,
  ctx: ServiceContext,
  { memberId }: Caller,
): Promise<Reader> => {
  if (memberId === null) {
    const [tenant] = await tx
      .select({ locale: tenants.locale })
      .from(tenants)
      .where(eq(tenants.id, ctx.tenantId));
    return { locale: tenant?.locale ?? 'en', timeZone: 'UTC', now: ctx.now() };
  }
  const [profile] = await tx
    .select({ locale: memberProfiles.locale, timeZone: memberProfiles.timeZone })
    .from(memberProfiles)
    .where(and(eq(memberProfiles.tenantId, ctx.tenantId), eq(memberProfiles.id, memberId)));
  return { locale: profile?.locale ?? 'en', timeZone: profile?.timeZone ?? 'UTC', now: ctx.now() };
};
