import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './tree.ts';

type Language = 'en' | 'vi';
/** A term, and the other ways to say it, which no text may use. */
type Term = readonly [term: string, others: RegExp];

const terms: Readonly<Record<Language, readonly Term[]>> = {
  en: [
    ['booking', /\b(?:appointment|reservation)s?\b/i],
    ['host', /\borgani[sz]ers?\b/i],
    ['co-host', /(?<!co-)\bhost a link\b|\b(?:asked|request(?:s|ed)?) to host\b/i],
    ['guest', /\b(?:attendee|invitee|participant)s?\b/i],
    ['additional guests', /\binvite others\b|\balso invited\b|\bfurther guests\b/i],
    ['place', /\b(?:seat|spot)s?\b/i],
    ['e-mail', /(?<!e-)\bmails?\b(?! server)|\bemails?\b/i],
    ['calendar event', /\b(?:calendar )?entr(?:y|ies)\b/i],
    ['duration', /'Length'/],
    ['location', /'Where'/],
    [
      'reschedule',
      /\bmoved from\b|\b(?:request|not|booking has) moved\b|\bask\w* to move\b|\bmove the booking\b/i,
    ],
    ['current time', /\bpresent time\b|\bkeeps its time\b/i],
    ['no-show', /'Missed'|\bdid(?: the guest)? not come\b/i],
    ['notify', /\b(?:is|are|been|being) told\b/i],
    ['respond', /\banswer by\b|\bplease answer\b|\bno answer\b/i],
    ['available', /\boffer(?:s|ed|ing)?\b/i],
    ['available again', /\bfree again\b|\bbecomes? free\b/i],
    ['recommended', /\b(?:good|best) fit\b/i],
    ['buffer', /\bfree (?:before|after)\b/i],
    ['booking limit', /'At most'|\blimit of bookings\b/i],
    ['booking window', /\bbookable (?:period|days)\b/i],
    ['start time increments', /\bstart times every\b|\btime[- ]slot (?:interval|increment)s?\b/i],
    ['time range', /\bblocks? of hours\b|\bblocks? (?:on|of|,)|\btime blocks?\b/i],
    ['weekly hours', /\b(?:working|opening|regular) hours\b/i],
    ['special day', /\b(?:date )?override(?:s|n)?\b|\bspecial date\b/i],
    ['round robin', /\bone of several\b/i],
    ['required', /\bmust be answered\b/i],
    ['System', /\blike the system\b/i],
    ['blocked address', /\bsuppress\w*|\blift(?:ed|…| the)/i],
    ['meeting link', /\blink to join\b|\bmeeting room (?:for|is)\b/i],
    ['video conferencing account', /\bconference account\b/i],
    ['reconnect', /\bconnect(?:ed)? it again\b|\bmust be connected\b|\bhas run out\b/i],
    ['sync', /\bread (?:again|anew|only|up to)\b|\bnot (?:been )?read\b|\bcatch(?:ing|es)? up\b/i],
  ],
  vi: [
    ['lịch hẹn', /cuộc hẹn|buổi hẹn|cuộc đặt/i],
    ['người tổ chức', /chủ trì|chủ nhà/i],
    ['khách mời thêm', /mời thêm người|người được mời thêm/i],
    ['email', /(?<!\p{L})thư(?!\p{L})(?! rác)/iu],
    ['sự kiện', /mục trong lịch/i],
    ['địa điểm', /hình thức/i],
    ['đổi giờ', /(?<!\p{L})dời(?!\p{L})/iu],
    ['liên kết họp', /liên kết tham gia|phòng họp cho/i],
    ['lịch làm việc', /bộ giờ làm việc/i],
    ['giờ làm việc hằng tuần', /'Giờ hằng tuần'|thay cho giờ hằng tuần/i],
    ['bỏ chặn', /ngừng gửi|cho phép gửi lại/i],
    ['đồng bộ', /(?:được|sẽ|đang) đọc|đọc lại/i],
    ['thông báo', /(?:được|đã) báo(?! trước)/i],
    ['sao chép', /(?<!sao )chép/i],
    ['trả lại', /trả về/i],
    ['hủy', /huỷ/i],
    ['đề xuất', /phù hợp/i],
  ],
};

/** Riddles and metaphors, and promises that are not always kept. */
const banned: Readonly<Record<Language, RegExp>> = {
  en: /keeps trying|\bowed\b|booking stands|made up for|\blacked\b|get through|in charge of|on your side|stays? yours|against this time|looked at|taken care of|is a promise|whatever fails/i,
  vi: /một lời hứa|giữ lời|từ phía bạn|thuộc về bạn|được đưa ra/i,
};

/** What of a file is read by people: without comments, imports, keys, parameters and inserted values. */
const wordsOf = (source: string): string =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/\([^()]*\)(?=\s*=>)/g, '')
    .replaceAll(/\$\{[\w.]+(?:\(\w+\))?\}/g, '')
    .replaceAll(/(^|[{,])\s*'?[\w-]+'?:\s*(?=['"`({[]|=>)/gm, '$1 ');

const languageOf = (file: string): Language => (/(?:^|[/-])vi(?:[./])/.test(file) ? 'vi' : 'en');

const filesOfTexts: readonly string[] = listFiles().filter(
  (path) =>
    /^web\/i18n\/(?:host|guest)\/.*\.ts$|^providers\/email\/templates\/texts-[a-z]+\.ts$/.test(path) &&
    !/\.test\.ts$|\/(?:messages|load|failure|index)\.ts$/.test(path),
);

/** "reschedule: moved from" for everything that is said in a second way. */
const faultsIn = (source: string, language: Language): string[] => {
  const words = wordsOf(source);
  const others = terms[language].flatMap(([term, pattern]) => {
    const match = pattern.exec(words);
    return match === null ? [] : [`${term}: ${match[0]}`];
  });
  const riddle = banned[language].exec(words);
  return riddle === null ? others : [...others, riddle[0]];
};

describe('the texts that people read', () => {
  it('are found, in both languages', () => {
    for (const language of ['en', 'vi'] as const)
      expect(filesOfTexts.filter((file) => languageOf(file) === language).length).toBeGreaterThan(10);
  });

  it('say one thing by one term, and nothing in riddles', () => {
    const faults = filesOfTexts.flatMap((file) =>
      faultsIn(readText(file), languageOf(file)).map((fault) => `${file}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it.each<[Language, string, string]>([
    ['en', "  before: 'Free before',", 'buffer: Free before'],
    ['en', '  at: (when: string) => `Your booking was moved from ${when}.`,', 'reschedule: moved from'],
    ['en', "  pending: 'The e-mail is late. Your booking stands.',", 'booking stands'],
    ['en', '  sent: (email: string) => `A mail to ${email}`,', 'e-mail: mail'],
    ['vi', "  moved: 'Đã dời lịch hẹn',", 'đổi giờ: dời'],
    ['vi', "  invited: { subject: 'Thư mời' },", 'email: Thư'],
  ])('would be caught in %s: %s', (language, source, fault) => {
    expect(faultsIn(source, language)).toEqual([fault]);
  });

  it('may have keys and comments of any name', () => {
    const source =
      "/** Mails, entries. */\n  suppressed: { told: 'Blocked', mail: (mail) => `An e-mail to ${mail}` },";
    expect(faultsIn(source, 'en')).toEqual([]);
  });
});
