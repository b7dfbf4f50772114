import { describe, expect, it } from 'vitest';
import { describeRule } from './describe-rule.ts';

/** A Tuesday. */
const series = { start: '2026-01-06T09:00:00', zone: 'America/New_York' };

describe('describeRule', () => {
  it.each([
    ['FREQ=DAILY', 'every day', 'mỗi ngày'],
    ['FREQ=DAILY;INTERVAL=2', 'every second day', '2 ngày một lần'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=5', 'every 3 days, 5 times', '3 ngày một lần, 5 lần'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every weekday', 'mỗi ngày làm việc'],
    ['FREQ=DAILY;BYMONTH=1', 'every day in January', 'mỗi ngày trong tháng 1'],
    ['FREQ=WEEKLY', 'every Tuesday', 'mỗi tuần vào thứ Ba'],
    [
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=20260505T035959Z',
      'every second Tuesday until 4 May',
      '2 tuần một lần vào thứ Ba đến ngày 4 tháng 5',
    ],
    [
      'FREQ=WEEKLY;UNTIL=20270504',
      'every Tuesday until 4 May 2027',
      'mỗi tuần vào thứ Ba đến ngày 4 tháng 5 năm 2027',
    ],
    ['FREQ=WEEKLY;BYDAY=TH,TU', 'every Tuesday and Thursday', 'mỗi tuần vào thứ Ba và thứ Năm'],
    ['FREQ=WEEKLY;BYDAY=SU,MO;WKST=SU', 'every Sunday and Monday', 'mỗi tuần vào Chủ nhật và thứ Hai'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every weekday', 'mỗi ngày làm việc'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'every day', 'mỗi ngày'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
      'every second week on Monday, Wednesday and Friday',
      '2 tuần một lần vào thứ Hai, thứ Tư và thứ Sáu',
    ],
    ['FREQ=WEEKLY;INTERVAL=3;BYDAY=FR', 'every 3 weeks on Friday', '3 tuần một lần vào thứ Sáu'],
    ['FREQ=WEEKLY;COUNT=6', 'every Tuesday, 6 times', 'mỗi tuần vào thứ Ba, 6 lần'],
    ['FREQ=WEEKLY;COUNT=1', 'every Tuesday, once', 'mỗi tuần vào thứ Ba, 1 lần'],
    [
      'FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,4',
      'every Tuesday in March and April',
      'mỗi tuần vào thứ Ba tháng 3 và 4',
    ],
    ['FREQ=MONTHLY', 'every month on the 6th', 'mỗi tháng vào ngày 6'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=1,2,3,11,22,31',
      'every month on the 1st, 2nd, 3rd, 11th, 22nd and 31st',
      'mỗi tháng vào ngày 1, 2, 3, 11, 22 và 31',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day', 'mỗi tháng vào ngày cuối cùng của tháng'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,-1',
      'every month on the 15th and last day',
      'mỗi tháng vào ngày 15 và ngày cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      'every month on the third-to-last day',
      'mỗi tháng vào ngày thứ 3 từ cuối của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=2TU',
      'every month on the second Tuesday',
      'mỗi tháng vào thứ Ba lần thứ 2 của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=1SU,-1SU',
      'every month on the first Sunday and the last Sunday',
      'mỗi tháng vào Chủ nhật đầu tiên và Chủ nhật cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=-2MO',
      'every second month on the second-to-last Monday',
      '2 tháng một lần vào thứ Hai lần thứ 2 từ cuối của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'every month on the last weekday',
      'mỗi tháng vào ngày làm việc cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3',
      'every month on the third Tuesday, Wednesday or Thursday',
      'mỗi tháng vào thứ Ba, thứ Tư hoặc thứ Năm lần thứ 3 của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
      'every month on Friday that is the 13th',
      'mỗi tháng vào thứ Sáu trùng ngày 13',
    ],
    ['FREQ=YEARLY', 'every year on 6 January', 'mỗi năm vào ngày 6 tháng 1'],
    ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4', 'every year on 4 May', 'mỗi năm vào ngày 4 tháng 5'],
    ['FREQ=YEARLY;BYMONTH=6,7', 'every year on the 6th in June and July', 'mỗi năm vào ngày 6 tháng 6 và 7'],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      'every year on the fourth Thursday in November',
      'mỗi năm vào thứ Năm lần thứ 4 tháng 11',
    ],
    ['FREQ=YEARLY;BYDAY=20MO', 'every year on the 20th Monday', 'mỗi năm vào thứ Hai lần thứ 20 của năm'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'every year on Tuesday in week 20', 'mỗi năm vào thứ Ba tuần 20'],
    ['FREQ=YEARLY;BYYEARDAY=100', 'every year on day 100 of the year', 'mỗi năm vào ngày thứ 100 của năm'],
    ['FREQ=HOURLY;INTERVAL=3', 'every 3 hours', '3 giờ một lần'],
    ['FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30', 'every day at 09:30 and 14:30', 'mỗi ngày lúc 09:30 và 14:30'],
  ])('%s', (rule, english, vietnamese) => {
    expect(describeRule(rule, series, 'en')).toBe(english);
    expect(describeRule(rule, series, 'vi')).toBe(vietnamese);
  });

  it('names the last day on the clock of the series, not of UTC', () => {
    const rule = 'FREQ=DAILY;UNTIL=20260504T020000Z';
    expect(describeRule(rule, series, 'en')).toBe('every day until 3 May');
    expect(describeRule(rule, { ...series, zone: 'Asia/Ho_Chi_Minh' }, 'en')).toBe('every day until 4 May');
  });

  it('refuses what is no rule', () => {
    expect(() => describeRule('FREQ=SECONDLY', series, 'en')).toThrow(RangeError);
  });
});
