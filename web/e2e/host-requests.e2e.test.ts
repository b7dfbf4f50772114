import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoHosts, demoPassword } from '#db/seed.ts';
import { axeFindings, signIn, startWeb, type Web } from './harness.ts';

let web: Web;

type Member = { id: string; username: string };

/** The other host's requests, with their own sign-in. */
const asOther = async (method: string, path: string, body?: object): Promise<Response> => {
  const [, other] = demoHosts;
  const { publicUrl } = web.stack;
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${publicUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: other.email, password: demoPassword }),
  });
  const authorization = `Bearer ${signedIn.headers.get('set-auth-token') ?? ''}`;
  return fetch(`${publicUrl}/api/v1${path}`, {
    method,
    headers: { ...json, authorization, 'idempotency-key': crypto.randomUUID() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
};

beforeAll(async () => {
  web = await startWeb();
});
afterAll(() => web?.stop());

/** A link of the other host that names the owner, who is only asked: the other host is no admin. */
const nameOwner = async (slug: string, title: string): Promise<void> => {
  const { items } = (await (await asOther('GET', '/members')).json()) as { items: Member[] };
  const owner = items.find(({ username }) => username === demoHosts[0].username);
  const fields = { slug, title, kind: 'collective', durationsMinutes: [30] };
  const made = await asOther('POST', '/links', { ...fields, hostIds: [owner?.id] });
  expect(made.status).toBe(201);
};

const shownHosts = async (slug: string): Promise<string> =>
  (await fetch(`${web.stack.publicUrl}/${demoHosts[1].username}/${slug}`)).text();

it.each([
  [360, 740],
  [1280, 860],
])('who is asked to host a link accepts and leaves it again, %i pixels wide', async (width, height) => {
  const slug = `panel-${width}`;
  const title = `Panel talk ${width}`;
  await nameOwner(slug, title);
  const page = await web.open({ viewport: { width, height } });
  await signIn(web, page);
  await page.goto('/app/links');
  const asked = page.getByRole('region', { name: 'Invitations to co-host' });
  const hosting = page.getByRole('region', { name: 'Links you co-host' });
  await asked.getByText(title).waitFor();
  await asked.getByText(`by ${demoHosts[1].name}`).waitFor();
  expect(await shownHosts(slug)).not.toContain(demoHosts[0].name);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await asked.getByRole('button', { name: `Accept: ${title}` }).press('Enter');
  await hosting.getByText(title).waitFor();
  await expect.poll(() => asked.count()).toBe(0);
  expect(await shownHosts(slug)).toContain(demoHosts[0].name);
  await hosting.getByRole('button', { name: `Leave link: ${title}` }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText('Your existing bookings are kept.').waitFor();
  await dialog.getByRole('button', { name: 'Leave link' }).press('Enter');
  // The page behind an open dialog is hidden from assistive technology, and so from these queries.
  await page.getByText(`You are no longer a co-host of ${title}.`).waitFor();
  await hosting.getByText(title).waitFor({ state: 'detached' });
  expect(await shownHosts(slug)).not.toContain(demoHosts[0].name);
});
