import { amountToType } from '#domain/money/amount.ts';
import type { PublicLink, PublicProfile } from '#web/api/schemas.ts';

const context = 'https://schema.org';

export const profileData = (profile: PublicProfile, address: string): object[] => [
  {
    '@context': context,
    '@type': 'ProfilePage',
    url: address,
    mainEntity: { '@type': 'Person', name: profile.name, description: profile.bio, url: address },
  },
];

/** What can be booked, and that it can be booked here. */
export const linkData = (link: PublicLink, address: string, profileAddress: string): object[] => [
  {
    '@context': context,
    '@type': 'Service',
    name: link.title,
    description: link.description,
    url: address,
    ...(link.price === null
      ? {}
      : {
          offers: {
            '@type': 'Offer',
            url: address,
            price: amountToType(link.price, 'en'),
            priceCurrency: link.price.currency,
          },
        }),
    provider: link.hosts.map((host) => ({ '@type': 'Person', name: host.name })),
    potentialAction: {
      '@type': 'ReserveAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: address,
        actionPlatform: 'https://schema.org/DesktopWebPlatform',
      },
      result: { '@type': 'Reservation', name: link.title },
    },
  },
  {
    '@context': context,
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: link.hosts[0]?.name ?? '', item: profileAddress },
      { '@type': 'ListItem', position: 2, name: link.title, item: address },
    ],
  },
];
