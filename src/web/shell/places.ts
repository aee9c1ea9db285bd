import {
  IconArrowsSplit2,
  IconBulb,
  IconChartBar,
  IconCompass,
  IconCrystalBall,
  IconDatabase,
  IconInfinity,
  IconListCheck,
  IconMessages,
  IconRefreshDot,
  IconRoute,
  IconSitemap,
  IconStairsUp,
  IconUsers,
} from '@tabler/icons-react';

const attribution = { to: '/attribution', name: 'attribution', Icon: IconArrowsSplit2, isAtHand: false } as const;
const forecast = { to: '/forecast', name: 'forecast', Icon: IconCrystalBall, isAtHand: false } as const;

const design = {
  group: 'design',
  items: [
    { to: '/design', name: 'inputs', Icon: IconBulb, isAtHand: false },
    { to: '/offer', name: 'offer', Icon: IconStairsUp, isAtHand: false },
    { to: '/journeys', name: 'journeys', Icon: IconRoute, isAtHand: true },
    { to: '/lifecycle', name: 'lifecycle', Icon: IconRefreshDot, isAtHand: false },
    { to: '/organisation', name: 'organisation', Icon: IconSitemap, isAtHand: false },
  ],
} as const;
const audit = { to: '/audit', name: 'audit', Icon: IconMessages, isAtHand: false } as const;
const decided = { to: '/decisions', name: 'decisions', Icon: IconListCheck, isAtHand: false } as const;
const data = { group: 'data', items: [{ to: '/data', name: 'data', Icon: IconDatabase, isAtHand: false }] } as const;

const running = [
  {
    group: 'facts',
    items: [
      { to: '/', also: '/conveyor', name: 'conveyor', Icon: IconInfinity, isAtHand: true },
      { to: '/money', name: 'money', Icon: IconChartBar, isAtHand: true },
      attribution,
      forecast,
      { to: '/customers', name: 'customers', Icon: IconUsers, isAtHand: true },
    ],
  },
  design,
  {
    group: 'decisions',
    items: [audit, decided, { to: '/guide', name: 'guide', Icon: IconCompass, isAtHand: false }],
  },
  data,
] as const;

const onTheWay = [
  {
    group: 'facts',
    items: [
      { to: '/', also: '/guide', name: 'guide', Icon: IconCompass, isAtHand: true },
      { to: '/conveyor', name: 'conveyor', Icon: IconInfinity, isAtHand: true },
      { to: '/money', name: 'money', Icon: IconChartBar, isAtHand: false },
      attribution,
      forecast,
      { to: '/customers', name: 'customers', Icon: IconUsers, isAtHand: true },
    ],
  },
  design,
  { group: 'decisions', items: [audit, decided] },
  data,
] as const;

/**
 * The product's pages in the order of the menu: what is measured, what is designed, what is decided, what it is made of. A phone's bar has
 * room for those at hand; the rest are behind «More». Until the conveyor runs the way to it is the first page.
 */
export const placesOf = (runs: boolean): typeof running | typeof onTheWay => (runs ? running : onTheWay);
