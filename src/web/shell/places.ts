import {
  IconBulb,
  IconChartBar,
  IconDatabase,
  IconInfinity,
  IconRefreshDot,
  IconRoute,
  IconSitemap,
  IconStairsUp,
  IconUsers,
} from '@tabler/icons-react';

/** The product's pages in the order of the menu: what is measured, what is designed, what it is made of. */
export const places = [
  {
    group: 'facts',
    items: [
      { to: '/', name: 'conveyor', Icon: IconInfinity },
      { to: '/money', name: 'money', Icon: IconChartBar },
      { to: '/customers', name: 'customers', Icon: IconUsers },
    ],
  },
  {
    group: 'design',
    items: [
      { to: '/design', name: 'inputs', Icon: IconBulb },
      { to: '/offer', name: 'offer', Icon: IconStairsUp },
      { to: '/journeys', name: 'journeys', Icon: IconRoute },
      { to: '/lifecycle', name: 'lifecycle', Icon: IconRefreshDot },
      { to: '/organisation', name: 'organisation', Icon: IconSitemap },
    ],
  },
  { group: 'data', items: [{ to: '/data', name: 'data', Icon: IconDatabase }] },
] as const;
