/*
 * Measures the product on an installation of its own and prints figures with their aims.
 *   node bench/run.ts [booking] [payment] [slots] [contention] [startup] [tenants] [availability] [recurrence]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from '#scripts/command.ts';
import { reportToTerminal, runCommand, SetupError } from '#scripts/report.ts';
import { benchBooking } from './booking.ts';
import { benchContention } from './contention.ts';
import { type BenchLab, openBenchLab } from './lab.ts';
import { benchPayment } from './payment.ts';
import { machine, missed, renderSection, type Section } from './report.ts';
import { benchSlots } from './slots.ts';
import { benchStartup } from './startup.ts';
import { benchTenants } from './tenants.ts';

/** In this order: what needs a quiet machine comes first, what leaves a thousand workflows behind comes last. */
const measured: Readonly<Record<string, (lab: BenchLab) => Promise<Section>>> = {
  booking: benchBooking,
  payment: benchPayment,
  slots: benchSlots,
  startup: benchStartup,
  tenants: benchTenants,
  contention: benchContention,
};
/** Pure code: scripts of their own that need no installation. */
const scripts: Readonly<Record<string, string>> = {
  availability: 'availability.ts',
  recurrence: 'recurrence.ts',
};

const runScripts = async (names: readonly string[]): Promise<number> => {
  let failures = 0;
  for (const name of names) {
    const file = join(import.meta.dirname, scripts[name] ?? '');
    if (!existsSync(file)) continue;
    const { code, output } = await runScript(file, []);
    console.log(`## ${name}\n${output.trim()}\n`);
    if (code !== 0) failures += 1;
  }
  return failures;
};

const runSections = async (names: readonly string[]): Promise<Section[]> => {
  if (names.length === 0) return [];
  const lab = await openBenchLab(reportToTerminal);
  const sections: Section[] = [];
  try {
    for (const name of names) {
      reportToTerminal(`Measuring ${name} …`);
      const section = await measured[name]?.(lab);
      if (section === undefined) continue;
      sections.push(section);
      console.log(`${renderSection(section)}\n`);
    }
    return sections;
  } finally {
    await lab.stop();
  }
};

await runCommand(async () => {
  const known = [...Object.keys(measured), ...Object.keys(scripts)];
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SetupError(`There is no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  const wanted = (name: string): boolean => asked.length === 0 || asked.includes(name);
  console.log(`${machine()}\n`);
  const failures = await runScripts(Object.keys(scripts).filter(wanted));
  const sections = await runSections(Object.keys(measured).filter(wanted));
  const late = missed(sections);
  console.log(
    late.length === 0 ? 'Every aim is met.' : `Missed: ${late.map(({ name }) => name).join(', ')}.`,
  );
  console.log(machine());
  return late.length + failures > 0 ? 1 : 0;
});
