import { standInUrl } from '#scripts/stack/stack.ts';
import { bookAsGuest, type Web } from './harness.ts';

type EmulatedKeys = { keys: { key: string; lacks: string[] }[] };
type Booked = { id: string; token: string; url: string };

/** Where guests of the demo's intro call pay, and the vendor's stand-in behind it. */
export type Till = {
  /** Asks the vendor's stand-in for something that only the vendor can do or say. */
  vendor: <Answer>(method: string, path: string, body?: object) => Promise<Answer>;
  /** A key of the account that takes the money. */
  key: () => Promise<string>;
  /** A guest books, and has not paid yet. */
  book: (slot: number, name: string) => Promise<Booked>;
  /** A guest books and pays on the vendor's page. */
  bookAndPay: (slot: number, name: string) => Promise<Booked>;
};

export const openTill = ({ stack }: Web): Till => {
  const vendor: Till['vendor'] = async (method, path, body) => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${standInUrl(stack, 'payment')}/_admin${path}`, init);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };
  const post = async (path: string): Promise<void> => {
    const answer = await fetch(`${stack.publicUrl}/api/v1${path}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  const key: Till['key'] = async () => {
    const { keys } = await vendor<EmulatedKeys>('GET', '/state');
    return keys.find((each) => each.key.includes('_test_') && each.lacks.length === 0)?.key ?? '';
  };
  const book: Till['book'] = async (slot, name) => {
    const guest = { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` };
    const booked = await bookAsGuest(stack, { link: 'intro-call', durationMinutes: 30, slot, guest });
    return { id: booked.bookingId, token: booked.manage.split('/').at(-1) ?? '', url: booked.manage };
  };
  const bookAndPay: Till['bookAndPay'] = async (slot, name) => {
    const booked = await book(slot, name);
    await post(`/public/bookings/${booked.token}/checkout`);
    const { sessions } = await vendor<{ sessions: { id: string }[] }>(
      'GET',
      `/sessions?payment=${booked.id}`,
    );
    await vendor('POST', `/sessions/${sessions[0]?.id}/pay`);
    await post(`/public/bookings/${booked.token}/payment/check`);
    return booked;
  };
  return { vendor, key, book, bookAndPay };
};
