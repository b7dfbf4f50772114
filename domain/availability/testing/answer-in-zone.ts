/** Run as a process of its own with another TZ: reads questions as JSON from the standard input, prints answers. */
import { text } from 'node:stream/consumers';
import { checkSlot } from '#domain/availability/check-slot.ts';
import { listSlots } from '#domain/availability/list-slots.ts';
import type { AvailabilityQuery } from '#domain/availability/model.ts';

const questions = JSON.parse(await text(process.stdin)) as AvailabilityQuery[];
const answers = questions.map((query) => ({
  list: listSlots(query),
  check: checkSlot({ ...query, start: query.from }),
}));
process.stdout.write(JSON.stringify({ localHour: new Date(0).getHours(), answers }));
