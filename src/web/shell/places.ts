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

/** The product's pages in the order of the menu: what is measured, what is designed, what it is made of. A phone's bar has room for those at hand; the rest are behind «More». */
export const places = [
  {
    group: 'facts',
    items: [
      { to: '/', name: 'conveyor', Icon: IconInfinity, isAtHand: true },
      { to: '/money', name: 'money', Icon: IconChartBar, isAtHand: true },
      { to: '/customers', name: 'customers', Icon: IconUsers, isAtHand: true },
    ],
  },
  {
    group: 'design',
    items: [
      { to: '/design', name: 'inputs', Icon: IconBulb, isAtHand: false },
      { to: '/offer', name: 'offer', Icon: IconStairsUp, isAtHand: false },
      { to: '/journeys', name: 'journeys', Icon: IconRoute, isAtHand: true },
      { to: '/lifecycle', name: 'lifecycle', Icon: IconRefreshDot, isAtHand: false },
      { to: '/organisation', name: 'organisation', Icon: IconSitemap, isAtHand: false },
    ],
  },
  { group: 'data', items: [{ to: '/data', name: 'data', Icon: IconDatabase, isAtHand: false }] },
] as const;
