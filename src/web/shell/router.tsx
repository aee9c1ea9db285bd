import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { stagesAndOverlay } from '../../model/stages.ts';
import { readAttribution } from '../features/attribution/search.ts';
import { readAudit } from '../features/audit/search.ts';
import { askConveyor, stateOf } from '../features/conveyor/questions.ts';
import { readCustomer, readCustomers } from '../features/customers/search.ts';
import { readData } from '../features/data/search.ts';
import { readForecast } from '../features/forecast/search.ts';
import { readJourney } from '../features/journey/search.ts';
import { readMoney } from '../features/money/search.ts';
import { readOrganisation } from '../features/organisation/search.ts';
import { readLifecycle } from '../features/stages/search.ts';
import { oneOf, reader } from '../kit/fields.ts';
import { Broken } from './broken.tsx';
import { Frame } from './frame.tsx';
import { Missing } from './missing.tsx';
import { pageOnDemand } from './page-on-demand.tsx';
import { readShell, type ShellSearch } from './search.ts';
import { useWorkspace } from './view.ts';

const root = createRootRoute({
  validateSearch: readShell,
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

const readConveyor = reader({ station: oneOf(stagesAndOverlay) });
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
  validateSearch: readConveyor,
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
  validateSearch: readConveyor,
  ...ofConveyor,
  component: ConveyorPage,
});

const guide = createRoute({ getParentRoute: () => root, path: '/guide', component: GuidePage });

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readAudit,
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
  validateSearch: readMoney,
  component: lazyRouteComponent(() => import('../features/money/money-page.tsx'), 'MoneyPage'),
});

const attribution = createRoute({
  getParentRoute: () => root,
  path: '/attribution',
  validateSearch: readAttribution,
  component: lazyRouteComponent(() => import('../features/attribution/attribution-page.tsx'), 'AttributionPage'),
});

const forecast = createRoute({
  getParentRoute: () => root,
  path: '/forecast',
  validateSearch: readForecast,
  component: lazyRouteComponent(() => import('../features/forecast/forecast-page.tsx'), 'ForecastPage'),
});

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readCustomers,
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  validateSearch: readCustomer,
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
  validateSearch: readJourney,
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
  validateSearch: readData,
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
  validateSearch: readLifecycle,
  component: lazyRouteComponent(() => import('../features/stages/lifecycle-page.tsx'), 'LifecyclePage'),
});

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/organisation',
  validateSearch: readOrganisation,
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
