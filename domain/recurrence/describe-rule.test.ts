import { describe, expect, it } from 'vitest';
import { describeRule } from './describe-rule.ts';

/** A Tuesday. */
const series = { start: '2026-01-06T09:00:00', zone: 'America/New_York' };

describe('describeRule', () => {
  it.each([
    ['FREQ=DAILY', 'every day', 'mỗi ngày'],
    ['FREQ=DAILY;INTERVAL=2', 'every second day', '2 ngày một lần'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=5', 'every 3 days, 5 times', '3 ngày một lần, tổng cộng 5 lần'],
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
    ['FREQ=WEEKLY;COUNT=6', 'every Tuesday, 6 times', 'mỗi tuần vào thứ Ba, tổng cộng 6 lần'],
    ['FREQ=WEEKLY;COUNT=1', 'every Tuesday, once', 'mỗi tuần vào thứ Ba, chỉ một lần'],
    [
      'FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,4',
      'every Tuesday in March and April',
      'mỗi tuần vào thứ Ba trong các tháng 3 và 4',
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
      'mỗi tháng vào ngày thứ 3 tính từ cuối tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=2TU',
      'every month on the second Tuesday',
      'mỗi tháng vào thứ Ba lần thứ 2 của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=1SU,-1SU',
      'every month on the first and last Sunday',
      'mỗi tháng vào Chủ nhật đầu tiên và Chủ nhật cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=-2MO',
      'every second month on the second-to-last Monday',
      '2 tháng một lần vào thứ Hai lần thứ 2 tính từ cuối tháng',
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
      'FREQ=MONTHLY;BYDAY=2TU,-1FR;BYSETPOS=-1',
      'every month on the last of the second Tuesday and the last Friday',
      'mỗi tháng vào ngày cuối cùng trong thứ Ba lần thứ 2 và thứ Sáu cuối cùng của tháng',
    ],
    [
      'FREQ=YEARLY;BYDAY=MO,20FR;BYSETPOS=2',
      'every year on the second of every Monday and the 20th Friday of the year',
      'mỗi năm vào ngày lần thứ 2 trong mọi thứ Hai và thứ Sáu lần thứ 20 của năm',
    ],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every Friday the 13th', 'mỗi tháng vào thứ Sáu trùng ngày 13'],
    ['FREQ=YEARLY', 'every year on 6 January', 'mỗi năm vào ngày 6 tháng 1'],
    ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4', 'every year on 4 May', 'mỗi năm vào ngày 4 tháng 5'],
    ['FREQ=YEARLY;BYMONTH=6,7', 'every year on 6 June and 6 July', 'mỗi năm vào ngày 6 các tháng 6 và 7'],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      'every year on the fourth Thursday in November',
      'mỗi năm vào thứ Năm lần thứ 4 của tháng 11',
    ],
    [
      'FREQ=YEARLY;BYDAY=20MO',
      'every year on the 20th Monday of the year',
      'mỗi năm vào thứ Hai lần thứ 20 của năm',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=20',
      'every year on Tuesday in week 20',
      'mỗi năm vào thứ Ba của tuần 20 trong năm',
    ],
    [
      'FREQ=YEARLY;BYYEARDAY=100',
      'every year on the 100th day of the year',
      'mỗi năm vào ngày thứ 100 của năm',
    ],
    ['FREQ=HOURLY;INTERVAL=3', 'every 3 hours', '3 giờ một lần'],
    ['FREQ=DAILY;BYHOUR=9,14;BYMINUTE=30', 'every day at 09:30 and 14:30', 'mỗi ngày lúc 09:30 và 14:30'],
    ['FREQ=DAILY;BYDAY=SA,SU', 'every Saturday and Sunday', 'mỗi tuần vào thứ Bảy và Chủ nhật'],
    [
      'FREQ=DAILY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR',
      'every second day but only on weekdays',
      '2 ngày một lần nhưng chỉ vào các ngày làm việc',
    ],
    [
      'FREQ=DAILY;INTERVAL=2;BYDAY=MO,WE',
      'every second day but only on Monday or Wednesday',
      '2 ngày một lần nhưng chỉ vào thứ Hai và thứ Tư',
    ],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'every day', 'mỗi ngày'],
    ['FREQ=DAILY;BYMONTHDAY=1,15', 'every month on the 1st and 15th', 'mỗi tháng vào ngày 1 và 15'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR',
      'every second week on weekdays',
      '2 tuần một lần vào các ngày làm việc',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=3',
      'every second week on Tuesday in March',
      '2 tuần một lần vào thứ Ba trong tháng 3',
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1',
      'every week on the first Monday, Wednesday or Friday',
      'mỗi tuần vào thứ Hai, thứ Tư hoặc thứ Sáu đầu tiên',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-1,-2',
      'every month on the second-to-last and last day',
      'mỗi tháng vào ngày thứ 2 tính từ cuối và ngày cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=1MO,3MO',
      'every month on the first and third Monday',
      'mỗi tháng vào thứ Hai đầu tiên và thứ Hai lần thứ 3 của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=2TU,-1FR',
      'every month on the second Tuesday and the last Friday',
      'mỗi tháng vào thứ Ba lần thứ 2 và thứ Sáu cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=1MO,WE',
      'every month on every Wednesday and the first Monday',
      'mỗi tháng vào mọi thứ Tư và thứ Hai đầu tiên của tháng',
    ],
    ['FREQ=MONTHLY;BYDAY=TU', 'every Tuesday', 'mỗi tuần vào thứ Ba'],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
      'every second month on every Tuesday',
      '2 tháng một lần vào mọi thứ Ba',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1',
      'every month on the first and last weekday',
      'mỗi tháng vào ngày làm việc đầu tiên và cuối cùng của tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      'every month on the second-to-last weekday',
      'mỗi tháng vào ngày làm việc lần thứ 2 tính từ cuối tháng',
    ],
    [
      'FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=8,9,10,11,12,13,14',
      'every Thursday that falls between the 8th and the 14th',
      'mỗi tháng vào thứ Năm trùng ngày 8, 9, 10, 11, 12, 13 hoặc 14',
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=25,26,27;BYSETPOS=-1',
      'every month on the last of the 25th, 26th and 27th',
      'mỗi tháng vào ngày cuối cùng trong ngày 25, 26 và 27 của tháng',
    ],
    [
      'FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15',
      'every year on 15 March, 15 June, 15 September and 15 December',
      'mỗi năm vào ngày 15 các tháng 3, 6, 9 và 12',
    ],
    [
      'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25',
      'every year on 24 and 25 December',
      'mỗi năm vào ngày 24 và 25 tháng 12',
    ],
    [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      'every year on the last day of February',
      'mỗi năm vào ngày cuối cùng của tháng 2',
    ],
    [
      'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15',
      'every year on the 1st and 15th of January and July',
      'mỗi năm vào ngày 1 và 15 các tháng 1 và 7',
    ],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', 'every Thursday in March', 'mỗi tuần vào thứ Năm trong tháng 3'],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      'every 4 years on any Tuesday that falls between the 2nd and the 8th of November',
      '4 năm một lần vào thứ Ba trùng ngày 2, 3, 4, 5, 6, 7 hoặc 8 tháng 11',
    ],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      'every Tuesday that falls between the 2nd and the 8th of November',
      'mỗi năm vào thứ Ba trùng ngày 2, 3, 4, 5, 6, 7 hoặc 8 tháng 11',
    ],
    [
      'FREQ=YEARLY;BYDAY=-1FR',
      'every year on the last Friday of the year',
      'mỗi năm vào thứ Sáu cuối cùng của năm',
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO,FR',
      'every year on Monday and Friday in week 20 and the last week of the year',
      'mỗi năm vào thứ Hai và thứ Sáu của tuần 20 và tuần cuối cùng trong năm',
    ],
    [
      'FREQ=YEARLY;BYYEARDAY=1,100,-1',
      'every year on the 1st, 100th and last day of the year',
      'mỗi năm vào ngày thứ 1 và 100 và ngày cuối cùng của năm',
    ],
    ['FREQ=HOURLY;BYMINUTE=0,30', 'every hour at minute 0 and 30', 'mỗi giờ vào phút 0 và 30'],
    [
      'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12',
      'every 20 minutes from 09:00 to 12:59',
      '20 phút một lần trong các giờ 9, 10, 11 và 12',
    ],
    ['FREQ=DAILY;BYHOUR=14', 'every day at 14:00', 'mỗi ngày lúc 14:00'],
    ['FREQ=DAILY;BYMINUTE=0,30', 'every day at 09:00 and 09:30', 'mỗi ngày lúc 09:00 và 09:30'],
  ])('%s', (rule, english, vietnamese) => {
    expect(describeRule(rule, series, 'en')).toBe(english);
    expect(describeRule(rule, series, 'vi')).toBe(vietnamese);
  });

  it('names the last day on the clock of the series, not of UTC', () => {
    const rule = 'FREQ=DAILY;UNTIL=20260504T020000Z';
    expect(describeRule(rule, series, 'en')).toBe('every day until 3 May');
    expect(describeRule(rule, { ...series, zone: 'Asia/Ho_Chi_Minh' }, 'en')).toBe('every day until 4 May');
  });

  it('names the last day that an event can fall on, which an end in the morning excludes', () => {
    const rule = 'FREQ=DAILY;UNTIL=20260504T125959Z';
    expect(describeRule(rule, series, 'en')).toBe('every day until 3 May');
    expect(describeRule('FREQ=DAILY;UNTIL=20260504T130000Z', series, 'en')).toBe('every day until 4 May');
    expect(describeRule('FREQ=DAILY;UNTIL=20260504', series, 'en')).toBe('every day until 4 May');
  });

  it.each(['99991231T235959Z', '99991231T235959', '99991231'])(
    'names no last day for an end that means never: %s',
    (until) => {
      expect(describeRule(`FREQ=DAILY;UNTIL=${until}`, series, 'en')).toBe('every day');
    },
  );

  it('takes the minutes of a listed hour from the start', () => {
    const half = { ...series, start: '2026-01-06T09:30:00' };
    expect(describeRule('FREQ=DAILY;BYHOUR=9,14', half, 'en')).toBe('every day at 09:30 and 14:30');
  });

  it('refuses what is no rule', () => {
    expect(() => describeRule('FREQ=SECONDLY', series, 'en')).toThrow(RangeError);
  });
});
