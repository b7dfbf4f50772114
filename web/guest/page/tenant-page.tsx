import type { PublicTenant } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { Avatar, Icon } from '../booking/icon.tsx';

type Props = { tenant: PublicTenant; text: ServerMessages; query: string };

/** What stands at an organisation's own host: whom guests can book there. */
export const TenantPage = ({ tenant, text, query }: Props) => (
  <div class="panel panel-profile">
    <header class="profile">
      <h1 class="title" id="page-title">
        {tenant.name}
      </h1>
    </header>
    {tenant.hosts.length === 0 ? (
      <p class="empty">{text.profile.none}</p>
    ) : (
      <>
        <p class="lead">{text.tenant.intro}</p>
        <ul class="links">
          {tenant.hosts.map((host) => (
            <li key={host.username}>
              <a class="link-card" href={`/${host.username}${query}`}>
                <Avatar name={host.name} photoUrl={host.photoUrl} />
                <span class="link-title">{host.name}</span>
                {host.bio === '' ? null : <span class="link-text">{host.bio}</span>}
                <span class="link-go">
                  {text.profile.book}
                  <Icon name="next" flip />
                </span>
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);
