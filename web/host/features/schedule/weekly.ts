import { type Block, type OverrideForm, rangeOf, type ScheduleForm } from './schedule-form.ts';

export type ScheduleAction =
  | { type: 'reset'; form: ScheduleForm }
  | {
      type: 'set';
      fields: Partial<Pick<ScheduleForm, 'name' | 'timeZone' | 'isDefault' | 'validFrom' | 'validUntil'>>;
    }
  | { type: 'addBlock'; day: number }
  | { type: 'removeBlock'; day: number; index: number }
  | { type: 'setBlock'; day: number; index: number; block: Partial<Block> }
  | { type: 'splitAtMidnight'; day: number; index: number }
  | { type: 'copyDay'; day: number; to: readonly number[] }
  | { type: 'clearDay'; day: number }
  | { type: 'addOverride'; date: string }
  | { type: 'removeOverride'; key: number }
  | { type: 'setOverride'; key: number; fields: Partial<Pick<OverrideForm, 'date' | 'title' | 'closed'>> }
  | { type: 'addOverrideBlock'; key: number }
  | { type: 'removeOverrideBlock'; key: number; index: number }
  | { type: 'setOverrideBlock'; key: number; index: number; block: Partial<Block> };

const timeText = (minute: number): string =>
  `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A sensible next block: an hour after the last one ends, at most until midnight; 09:00-17:00 on an empty day. */
export const nextBlock = (blocks: readonly Block[]): Block => {
  const last = Math.max(-1, ...blocks.map((block) => rangeOf(block)?.endMinute ?? -1));
  if (last < 0) return { start: '09:00', end: '17:00' };
  if (last >= 1380) return { start: '', end: '' };
  const start = last + 60 <= 1380 ? last + 60 : last;
  return { start: timeText(start), end: timeText(Math.min(start + 120, 1440)) };
};

const withDay = (form: ScheduleForm, day: number, change: (blocks: Block[]) => Block[]): ScheduleForm => ({
  ...form,
  days: form.days.map((blocks, index) => (index === day ? change(blocks) : blocks)),
});

const withOverride = (
  form: ScheduleForm,
  key: number,
  change: (override: OverrideForm) => OverrideForm,
): ScheduleForm => ({
  ...form,
  overrides: form.overrides.map((override) => (override.key === key ? change(override) : override)),
});

const replaced = (blocks: readonly Block[], index: number, block: Partial<Block>): Block[] =>
  blocks.map((old, at) => (at === index ? { ...old, ...block } : old));

const without = (blocks: readonly Block[], index: number): Block[] => blocks.filter((_, at) => at !== index);

const splitAtMidnight = (form: ScheduleForm, day: number, index: number): ScheduleForm => {
  const block = form.days[day]?.[index];
  const range = block === undefined ? undefined : rangeOf(block);
  if (block === undefined || range === undefined || range.endMinute >= range.startMinute) return form;
  const today = withDay(form, day, (blocks) => replaced(blocks, index, { end: '00:00' }));
  return withDay(today, (day + 1) % 7, (blocks) => [{ start: '00:00', end: block.end }, ...blocks]);
};

const overrideReduced = (form: ScheduleForm, action: ScheduleAction): ScheduleForm => {
  switch (action.type) {
    case 'addOverride':
      return {
        ...form,
        nextKey: form.nextKey + 1,
        overrides: [
          ...form.overrides,
          { key: form.nextKey, date: action.date, title: '', closed: true, blocks: [] },
        ],
      };
    case 'removeOverride':
      return { ...form, overrides: form.overrides.filter((override) => override.key !== action.key) };
    case 'setOverride':
      return withOverride(form, action.key, (override) => {
        const next = { ...override, ...action.fields };
        return next.closed || next.blocks.length > 0 ? next : { ...next, blocks: [nextBlock([])] };
      });
    case 'addOverrideBlock':
      return withOverride(form, action.key, (override) => ({
        ...override,
        blocks: [...override.blocks, nextBlock(override.blocks)],
      }));
    case 'removeOverrideBlock':
      return withOverride(form, action.key, (override) => {
        const blocks = without(override.blocks, action.index);
        return { ...override, blocks, closed: blocks.length === 0 };
      });
    case 'setOverrideBlock':
      return withOverride(form, action.key, (override) => ({
        ...override,
        blocks: replaced(override.blocks, action.index, action.block),
      }));
    default:
      return form;
  }
};

/** Every edit of the schedule editor. */
export const reduceSchedule = (form: ScheduleForm, action: ScheduleAction): ScheduleForm => {
  switch (action.type) {
    case 'reset':
      return action.form;
    case 'set':
      return { ...form, ...action.fields };
    case 'addBlock':
      return withDay(form, action.day, (blocks) => [...blocks, nextBlock(blocks)]);
    case 'removeBlock':
      return withDay(form, action.day, (blocks) => without(blocks, action.index));
    case 'setBlock':
      return withDay(form, action.day, (blocks) => replaced(blocks, action.index, action.block));
    case 'clearDay':
      return withDay(form, action.day, () => []);
    case 'splitAtMidnight':
      return splitAtMidnight(form, action.day, action.index);
    case 'copyDay': {
      const source = form.days[action.day] ?? [];
      return {
        ...form,
        days: form.days.map((blocks, index) =>
          action.to.includes(index) ? source.map((block) => ({ ...block })) : blocks,
        ),
      };
    }
    default:
      return overrideReduced(form, action);
  }
};
