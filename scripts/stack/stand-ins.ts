import { join } from 'node:path';
import type { EmulatorManifest } from '#providers/emulation/emulator.ts';
import { isSetUp, type Manifest } from '#providers/manifest.ts';
import { manifests } from '#providers/manifests.ts';
import type { StackPorts } from './stack-ports.ts';

/** A vendor whose emulator stands in for it in this stack. */
export type StandIn = Pick<Manifest, 'capability' | 'vendor'> & { emulator: EmulatorManifest };

type Settings = Readonly<Record<string, string | undefined>>;

const emulated = manifests.flatMap(({ capability, vendor, emulator }) =>
  emulator === undefined ? [] : [{ capability, vendor, emulator }],
);

/** What a person chose for a capability by name, e.g. EMAIL_VENDOR. */
const chosenFor = (capability: Manifest['capability'], user: Settings): string =>
  (user[`${capability.toUpperCase()}_VENDOR`] ?? '').trim();

/**
 * One emulator for each capability that no vendor is configured for: that of the vendor chosen by name, else the first
 * one listed; all of them where vendors stand side by side.
 */
export function standInsFor(user: Settings): StandIn[] {
  const capabilities = [...new Set(manifests.map(({ capability }) => capability))];
  return capabilities.flatMap((capability) => {
    const own = manifests.filter((manifest) => manifest.capability === capability);
    if (own.some((manifest) => isSetUp(manifest, user))) return [];
    const chosen = chosenFor(capability, user);
    const candidates = emulated.filter((standIn) => standIn.capability === capability);
    // People choose among all with whose accounts they can sign in.
    if (capability === 'identity') return candidates;
    return candidates.find(({ vendor }) => chosen === '' || vendor === chosen) ?? [];
  });
}

/** Port variables of emulators that this stack does not start. */
export function idlePorts(standIns: readonly StandIn[]): string[] {
  const used = new Set(standIns.map(({ emulator }) => emulator));
  return emulated.flatMap(({ emulator }) => (used.has(emulator) ? [] : [emulator.port.variable]));
}

export const portOf = ({ emulator }: StandIn, ports: StackPorts): number =>
  ports[emulator.port.variable] ?? 0;

/** Settings that point API and worker at the emulators. */
export function standInEnvironment(
  standIns: readonly StandIn[],
  ports: StackPorts,
  stateDir: string,
): Record<string, string> {
  const at = (standIn: StandIn) => ({
    url: `http://127.0.0.1:${portOf(standIn, ports)}`,
    stateFolder: join(stateDir, 'emulators'),
  });
  return Object.assign({}, ...standIns.map((standIn) => standIn.emulator.environment(at(standIn))));
}

/** Every variable that vendors' folders read. */
export const vendorSettings: ReadonlySet<string> = new Set(
  manifests.flatMap(({ environment }) => environment.map(({ name }) => name)),
);
