import type { Transaction } from '#db/client.ts';
import { schedules } from '#db/schema/schedule.ts';

const officeHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 9 * 60, endMinute: 17 * 60 }));

/** What somebody begins with: the usual hours of an office as their default schedule. */
export const insertOfficeHours = async (
  tx: Transaction,
  owner: { tenantId: string; id: string; memberId: string; timeZone: string; locale: 'en' | 'vi' },
): Promise<void> => {
  const { locale, ...columns } = owner;
  const name = locale === 'vi' ? 'Giờ làm việc' : 'Working hours';
  await tx.insert(schedules).values({ ...columns, name, weekly: officeHours, isDefault: true });
};
