import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Contact } from '#web/api/schemas.ts';
import { useMessages } from '#web/host/app/language-provider.tsx';
import { SearchInput } from '#web/host/components/inputs/search-input.tsx';
import { contactListQuery } from '#web/host/queries/contact.ts';

const mostShown = 5;

/** Finds somebody who has booked before; choosing them fills in who they are. */
export const ContactSearch = ({ onChoose }: { onChoose: (contact: Contact) => void }): ReactElement => {
  const { bookings, contacts } = useMessages();
  const [search, setSearch] = useState('');
  const list = useInfiniteQuery({ ...contactListQuery(search), enabled: search !== '' });
  const found = search === '' ? [] : (list.data?.pages[0]?.items ?? []).slice(0, mostShown);
  return (
    <div className="grid gap-2">
      <SearchInput
        hint={contacts.searchHint}
        label={bookings.create.contact}
        onSearch={setSearch}
        value={search}
      />
      {found.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line">
          {found.map((contact) => (
            <li key={contact.id}>
              <button
                className="block w-full px-3 py-2 text-start hover:bg-sunken"
                onClick={() => {
                  setSearch('');
                  onChoose(contact);
                }}
                type="button"
              >
                <span className="font-medium wrap-anywhere">{contact.name}</span>{' '}
                <span className="text-sm wrap-anywhere text-soft">{contact.email}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {search !== '' && list.isSuccess && found.length === 0 && (
        <p className="text-sm text-soft" role="status">
          {bookings.create.noContact}
        </p>
      )}
    </div>
  );
};
