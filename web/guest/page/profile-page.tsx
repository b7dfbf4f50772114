import type { PublicProfile } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import type { Language } from '#web/i18n/languages.ts';
import { spanText } from '#web/time/span.ts';
import { locationIcons } from '#web/ui/icon-paths.ts';
import { priceText } from '../booking/costs.ts';
import { Avatar, Icon } from '../booking/icon.tsx';
import { locationText } from '../booking/summary.tsx';

type Props = { profile: PublicProfile; text: ServerMessages; language: Language; query: string };

/** A host's page: who they are and what can be booked. */
export const ProfilePage = ({ profile, text, language, query }: Props) => (
  <div class="panel panel-profile">
    <header class="profile">
      <Avatar name={profile.name} photoUrl={profile.photoUrl} />
      <h1 class="title" id="page-title">
        {profile.name}
      </h1>
      {profile.tenantName === '' || profile.tenantName === profile.name ? null : (
        <p class="muted">{profile.tenantName}</p>
      )}
      {profile.bio === '' ? null : <p class="description">{profile.bio}</p>}
    </header>
    {profile.links.length === 0 ? (
      <p class="empty">{text.profile.none}</p>
    ) : (
      <>
        <p class="lead">{text.profile.intro}</p>
        <ul class="links">
          {profile.links.map((link) => (
            <li key={link.slug}>
              <a class="link-card" href={`/${profile.username}/${link.slug}${query}`}>
                <span class="link-title">{link.title}</span>
                {link.description === '' ? null : <span class="link-text">{link.description}</span>}
                <span class="link-facts">
                  <span>
                    <Icon name="clock" />
                    {link.durationsMinutes.map((minutes) => spanText(minutes, text.facts)).join(' / ')}
                  </span>
                  <span>
                    <Icon name={locationIcons[link.location.kind]} />
                    {locationText(link.location, text)}
                  </span>
                  {link.price === null ? null : (
                    <span>
                      <Icon name="price" />
                      {priceText(link, text, language)}
                    </span>
                  )}
                  {link.requiresApproval ? (
                    <span>
                      <Icon name="shield" />
                      {text.facts.approval}
                    </span>
                  ) : null}
                </span>
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
