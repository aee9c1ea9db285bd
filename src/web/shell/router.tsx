import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { StageOrOverlay } from '../../model/lifecycle.ts';
import { AttributionSearch } from '../features/attribution/search.ts';
import { AuditSearch } from '../features/audit/search.ts';
import { askConveyor, stateOf } from '../features/conveyor/questions.ts';
import { CustomerSearch, CustomersSearch } from '../features/customers/search.ts';
import { DataSearch } from '../features/data/search.ts';
import { ForecastSearch } from '../features/forecast/search.ts';
import { JourneySearch } from '../features/journey/search.ts';
import { MoneySearch } from '../features/money/search.ts';
import { OrganisationSearch } from '../features/organisation/search.ts';
import { LifecycleSearch } from '../features/stages/search.ts';
import { Broken } from './broken.tsx';
import { Frame } from './frame.tsx';
import { Missing } from './missing.tsx';
import { pageOnDemand } from './page-on-demand.tsx';
import { ShellSearch } from './search.ts';
import { useWorkspace } from './view.ts';

const root = createRootRoute({
  validateSearch: ShellSearch,
  search: { middlewares: [retainSearchParams(['workspace', 'from', 'to', 'segment'])] },
  component: Frame,
  notFoundComponent: Missing,
});

/** What the conveyor shows is asked for while its page is on its way. */
const ofConveyor = {
  loaderDeps: ({ search }: { search: ShellSearch }) => ({
    workspace: search.workspace,
    from: search.from,
    to: search.to,
    segment: search.segment,
  }),
  loader: ({ deps }: { deps: ShellSearch }) => void askConveyor(deps),
};

const ConveyorSearch = z.object({ station: StageOrOverlay.optional().catch(undefined) });
const conveyorPage = async () => ({ default: (await import('../features/conveyor/conveyor-page.tsx')).ConveyorPage });
const guidePage = async () => ({ default: (await import('../features/guide/guide-page.tsx')).GuidePage });
const ConveyorPage = lazyRouteComponent(conveyorPage);
const GuidePage = lazyRouteComponent(guidePage);

const firsts = { conveyor: pageOnDemand(conveyorPage), guide: pageOnDemand(guidePage) };

/** The conveyor where it runs, and the way to it until then. */
const FirstPage = () => (useWorkspace().runs ? <firsts.conveyor.Page /> : <firsts.guide.Page />);

const first = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: ConveyorSearch,
  loaderDeps: ofConveyor.loaderDeps,
  loader: async ({ deps }) => {
    const state = await stateOf(deps);
    if (state === null) return;
    void askConveyor(deps);
    await firsts[state.runs ? 'conveyor' : 'guide'].fetch();
  },
  component: FirstPage,
});

const conveyor = createRoute({
  getParentRoute: () => root,
  path: '/conveyor',
  validateSearch: ConveyorSearch,
  ...ofConveyor,
  component: ConveyorPage,
});

const guide = createRoute({ getParentRoute: () => root, path: '/guide', component: GuidePage });

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});

const report = createRoute({
  getParentRoute: () => root,
  path: '/audit/report',
  component: lazyRouteComponent(() => import('../features/audit/report-page.tsx'), 'ReportPage'),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/decisions',
  component: lazyRouteComponent(() => import('../features/decisions/decisions-page.tsx'), 'DecisionsPage'),
});

const money = createRoute({
  getParentRoute: () => root,
  path: '/money',
  validateSearch: MoneySearch,
  component: lazyRouteComponent(() => import('../features/money/money-page.tsx'), 'MoneyPage'),
});

const attribution = createRoute({
  getParentRoute: () => root,
  path: '/attribution',
  validateSearch: AttributionSearch,
  component: lazyRouteComponent(() => import('../features/attribution/attribution-page.tsx'), 'AttributionPage'),
});

const forecast = createRoute({
  getParentRoute: () => root,
  path: '/forecast',
  validateSearch: ForecastSearch,
  component: lazyRouteComponent(() => import('../features/forecast/forecast-page.tsx'), 'ForecastPage'),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: CustomersSearch,
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  validateSearch: CustomerSearch,
  component: lazyRouteComponent(() => import('../features/customers/customer-page.tsx'), 'CustomerPage'),
});

const journeys = createRoute({
  getParentRoute: () => root,
  path: '/journeys',
  component: lazyRouteComponent(() => import('../features/journey/journeys-page.tsx'), 'JourneysPage'),
});

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$id',
  validateSearch: JourneySearch,
  loaderDeps: ({ search }) => ({ workspace: (search as ShellSearch).workspace }),
  // The design is large: it is asked for while the page that shows it is still on its way.
  loader: ({ deps: { workspace } }) => {
    if (workspace !== undefined)
      void import('../features/design/document/use-draft.ts').then(({ beginDraft }) => beginDraft(workspace));
  },
  component: lazyRouteComponent(() => import('../features/journey/journey-page.tsx'), 'JourneyPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: DataSearch,
  component: lazyRouteComponent(() => import('../features/data/data-page.tsx'), 'DataPage'),
});

const inputs = createRoute({
  getParentRoute: () => root,
  path: '/design',
  component: lazyRouteComponent(() => import('../features/inputs/inputs-page.tsx'), 'InputsPage'),
});

const offer = createRoute({
  getParentRoute: () => root,
  path: '/offer',
  component: lazyRouteComponent(() => import('../features/offer/offer-page.tsx'), 'OfferPage'),
});

const lifecycle = createRoute({
  getParentRoute: () => root,
  path: '/lifecycle',
  validateSearch: LifecycleSearch,
  component: lazyRouteComponent(() => import('../features/stages/lifecycle-page.tsx'), 'LifecyclePage'),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisation',
  validateSearch: OrganisationSearch,
  component: lazyRouteComponent(() => import('../features/organisation/organisation-page.tsx'), 'OrganisationPage'),
});

const versions = createRoute({
  getParentRoute: () => root,
  path: '/versions',
  component: lazyRouteComponent(() => import('../features/versions/versions-page.tsx'), 'VersionsPage'),
});

const survey = createRoute({
  getParentRoute: () => root,
  path: '/audit/survey',
  component: lazyRouteComponent(() => import('../features/survey/survey-page.tsx'), 'SurveyPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    first,
    conveyor,
    guide,
    audit,
    report,
    decisions,
    money,
    attribution,
    forecast,
    customers,
    customer,
    journeys,
    journey,
    inputs,
    offer,
    lifecycle,
    organisation,
    versions,
    survey,
    data,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface HistoryState {
    /** A customer opened from the list: the way back leads to where the list was left. */
    isFromList?: boolean;
  }
}
