import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  billingVendors,
  calendarVendors,
  conferenceVendors,
  emailVendors,
  identityVendors,
  paymentVendors,
} from '#domain/vendors.ts';
import { serverOf } from './env.ts';
import { isSetUp, isSwitchedOn } from './manifest.ts';
import { credentialsOf, manifests } from './manifests.ts';

const folderOf = ({ capability, vendor }: (typeof manifests)[number]): string =>
  join(import.meta.dirname, capability, vendor);

const vendorsOf = (capability: string): string[] =>
  manifests.flatMap((manifest) => (manifest.capability === capability ? manifest.vendor : [])).toSorted();

test('every vendor of the domain has a manifest, and every manifest a vendor of the domain', () => {
  expect(vendorsOf('calendar')).toEqual(calendarVendors.toSorted());
  expect(vendorsOf('conference')).toEqual(conferenceVendors.toSorted());
  expect(vendorsOf('email')).toEqual(emailVendors.toSorted());
  expect(vendorsOf('identity')).toEqual(identityVendors.toSorted());
  expect(vendorsOf('billing')).toEqual(billingVendors.toSorted());
  expect(vendorsOf('payment')).toEqual(paymentVendors.toSorted());
});

test('every folder with a manifest is listed under its own name', () => {
  const found = [...new Set(manifests.map(({ capability }) => capability))].flatMap((capability) =>
    readdirSync(join(import.meta.dirname, capability))
      .filter((name) => existsSync(join(import.meta.dirname, capability, name, 'manifest.ts')))
      .map((name) => `${capability}/${name}`),
  );
  expect(found.toSorted()).toEqual(
    manifests.map(({ capability, vendor }) => `${capability}/${vendor}`).toSorted(),
  );
});

test.each(manifests.map((manifest) => [manifest.vendor, manifest] as const))(
  'the manifest of %s names the variables its folder reads, and the way it is switched on',
  (_, manifest) => {
    const source = readFileSync(join(folderOf(manifest), 'env.ts'), 'utf8');
    const general = new Set(['NODE_ENV', 'ALLOW_LOOPBACK_PROVIDERS']);
    const read = [...source.matchAll(/env\['([A-Z_]+)'\]|^ {2}([A-Z][A-Z_]+): /gm)].flatMap(
      ([, inline, key]) => inline ?? key ?? [],
    );
    expect([...new Set(read)].filter((name) => !general.has(name)).toSorted()).toEqual(
      manifest.environment.map(({ name }) => name).toSorted(),
    );
    expect(manifest.environment.some(({ switchesOn }) => switchesOn)).toBe(manifest.isAlwaysOn !== true);
  },
);

test('no two emulators want the same port or the same variable', () => {
  const ports = manifests.flatMap(({ emulator }) => emulator?.port ?? []);
  expect(new Set(ports.map(({ standard }) => standard)).size).toBe(ports.length);
  expect(new Set(ports.map(({ variable }) => variable)).size).toBe(ports.length);
});

test.each(manifests.map((manifest) => [manifest.vendor, manifest] as const))(
  '%s is off without its variables unless it needs none, and an emulator’s settings alone switch it on',
  async (vendor, manifest) => {
    expect((await manifest.open({})) === null).toBe(manifest.isAlwaysOn !== true);
    expect(isSwitchedOn(manifest, {})).toBe(manifest.isAlwaysOn === true);
    expect(isSetUp(manifest, {})).toBe(false);
    const settings = manifest.emulator?.environment({ url: 'http://127.0.0.1:4999', stateFolder: '.' });
    if (settings === undefined) return;
    expect((await manifest.open(settings))?.vendor).toBe(vendor);
    expect(isSetUp(manifest, settings)).toBe(true);
  },
);

test.each(
  manifests.flatMap((manifest) =>
    manifest.capability === 'calendar' ? [[manifest.vendor, manifest] as const] : [],
  ),
)('accounts of %s are opened as its manifest says', async (_, { auth, emulator, open }) => {
  const settings = emulator?.environment({ url: 'http://127.0.0.1:4999', stateFolder: '.' }) ?? {};
  expect((await open(settings))?.auth.kind).toBe(auth);
});

test.each([
  [{ SMTP_URL: 'smtp://user:secret@mail.example.com' }, ['SMTP_URL']],
  [{ SMTP_HOST: 'relay.example.com' }, ['SMTP_URL', 'SMTP_USER', 'SMTP_PASSWORD']],
  [
    { SMTP_HOST: 'mail.example.com', SMTP_USER: 'user', SMTP_PASSWORD: 'secret' },
    ['SMTP_USER', 'SMTP_PASSWORD'],
  ],
])('what is to be corrected when a vendor refuses us is named as it was given', (env, names) => {
  expect(credentialsOf('smtp', env)).toEqual(names);
  expect(credentialsOf(null, env)).toEqual([]);
});

test.each([
  ['https://user:secret@api.example.com/path?key=secret', 'api.example.com:443'],
  ['http://127.0.0.1:4010/token', '127.0.0.1:4010'],
  ['http://[::1]/', '[::1]:80'],
  ['secret', undefined],
])('of an address an operator is shown host and port alone', (address, server) => {
  expect(serverOf(address)).toBe(server);
});
