import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';

const names = { en: 'Working hours', vi: 'Giờ làm việc' } as const;
const officeHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 17 * 60 }));

/** Gives a new member the hours they begin with, as their default schedule. */
export const addWorkingHours = async (
  tx: Transaction,
  of: { tenantId: string; memberId: string; scheduleId: string; timeZone: string; locale: 'en' | 'vi' },
): Promise<void> => {
  const { tenantId, memberId, scheduleId, timeZone, locale } = of;
  await tx.insert(schedules).values({
    tenantId,
    id: scheduleId,
    memberId,
    name: names[locale],
    timeZone,
    weekly: officeHours,
    isDefault: true,
  });
};
