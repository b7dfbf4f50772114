import type { GuestData } from '#web/api/schemas.ts';
import type { ServerMessages } from '#web/i18n/guest/messages.ts';
import { Icon } from '../booking/icon.tsx';

type Props = {
  text: ServerMessages;
  tenantName: string;
  kept: NonNullable<GuestData['kept']>;
  path: string;
  viewHref: string;
};

/** Says what goes and what becomes of bookings ahead, and asks. */
export const ErasePage = ({ text: { yourData: t }, tenantName, kept, path, viewHref }: Props) => {
  const { upcoming, invited, person } = kept;
  return (
    <div class="panel panel-narrow">
      <h1 class="title" id="page-title">
        {t.eraseTitle}
      </h1>
      <p class="lead">{person.email}</p>
      <div class="data-text">
        <p>{t.eraseWhat(tenantName)}</p>
        {upcoming === 0 ? null : <p>{t.eraseUpcoming(upcoming)}</p>}
        {invited === 0 ? null : <p>{t.eraseInvited(invited)}</p>}
        <p>{t.eraseAfter}</p>
      </div>
      <form method="post" action={path}>
        <div class="actions">
          <button type="submit" class="button button-solid-danger">
            {upcoming === 0 ? t.confirm : t.confirmUpcoming}
          </button>
          <a class="button button-quiet" href={viewHref}>
            {t.keep}
          </a>
        </div>
      </form>
    </div>
  );
};

/** How far it is, for as long as the link works. */
export const ErasurePage = ({
  text: { yourData: t },
  stage,
}: {
  text: ServerMessages;
  stage: 'erasing' | 'erased';
}) => (
  <div class="panel panel-narrow">
    <p class="mark" aria-hidden="true">
      <Icon name={stage === 'erased' ? 'check' : 'clock'} />
    </p>
    <h1 class="title" id="page-title">
      {t[stage]}
    </h1>
    <p class="lead">{t[`${stage}Text`]}</p>
  </div>
);
