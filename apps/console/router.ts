import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from "@tanstack/react-router";
import { LostPage, PageFailed, PageWaits, RootFrame } from "./root-frame.tsx";

type Pages = Record<string, RouteComponent>;

/** Filters of a page live in its address, so that a view can be sent to a colleague. */
const asText = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === null || value === "" ? [] : [[name, String(value)]],
    ),
  );

const rootRoute = createRootRoute({ component: RootFrame, notFoundComponent: LostPage });

const page = (path: string, load: () => Promise<unknown>, name: string) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    validateSearch: asText,
    component: lazyRouteComponent(load as () => Promise<Pages>, name),
  });

const brandRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/$brand",
  component: lazyRouteComponent(() => import("./brand-frame.tsx"), "BrandFrame"),
});

const inBrand = (path: string, load: () => Promise<unknown>, name: string) =>
  createRoute({
    getParentRoute: () => brandRoute,
    path,
    validateSearch: asText,
    component: lazyRouteComponent(load as () => Promise<Pages>, name),
  });

const brandPages = brandRoute.addChildren([
  inBrand("/", () => import("./pages/boss/boss-page.tsx"), "BossPage"),
  inBrand("/loop", () => import("./pages/loop/loop-page.tsx"), "LoopPage"),
  inBrand(
    "/store-figures",
    () => import("./pages/store-figures/store-figures-page.tsx"),
    "StoreFiguresPage",
  ),
  inBrand("/offers", () => import("./pages/offers/offers-page.tsx"), "OffersPage"),
  inBrand("/offers/new", () => import("./pages/offers/offer-page.tsx"), "NewOfferPage"),
  inBrand(
    "/offers/stacking",
    () => import("./pages/offers/stacking/stacking-page.tsx"),
    "StackingPage",
  ),
  inBrand(
    "/offers/$offerId/codes",
    () => import("./pages/offers/codes/codes-page.tsx"),
    "CodesPage",
  ),
  inBrand("/offers/$offerId", () => import("./pages/offers/offer-page.tsx"), "OfferPage"),
  inBrand("/releases", () => import("./pages/releases/releases-page.tsx"), "ReleasesPage"),
  inBrand("/releases/new", () => import("./pages/releases/release-page.tsx"), "NewReleasePage"),
  inBrand(
    "/releases/$releaseId",
    () => import("./pages/releases/release-page.tsx"),
    "ReleasePage",
  ),
  inBrand("/draws", () => import("./pages/draws/draws-page.tsx"), "DrawsPage"),
  inBrand("/draws/new", () => import("./pages/draws/draw-page.tsx"), "NewDrawPage"),
  inBrand("/draws/$drawId", () => import("./pages/draws/draw-page.tsx"), "DrawPage"),
  inBrand("/wins", () => import("./pages/draws/wins-list.tsx"), "WinsPage"),
  inBrand("/prices", () => import("./pages/prices/trial-page.tsx"), "TrialPage"),
  inBrand(
    "/price-findings",
    () => import("./pages/offers/guard/findings-page.tsx"),
    "FindingsPage",
  ),
  inBrand("/channels", () => import("./pages/channels/channels-page.tsx"), "ChannelsPage"),
  inBrand("/stores", () => import("./pages/stores/stores-page.tsx"), "StoresPage"),
  inBrand("/stores/new", () => import("./pages/stores/store-page.tsx"), "NewStorePage"),
  inBrand("/stores/$storeId", () => import("./pages/stores/store-page.tsx"), "StorePage"),
  inBrand("/pages/$unitId", () => import("./pages/blocks/blocks-page.tsx"), "BlocksPage"),
  inBrand("/members", () => import("./pages/members-page.tsx"), "MembersPage"),
  inBrand(
    "/members/$memberId",
    () => import("./pages/members/member-page.tsx"),
    "MemberPage",
  ),
  inBrand("/points", () => import("./pages/points/points-page.tsx"), "PointsPage"),
  inBrand("/offline", () => import("./pages/offline/offline-page.tsx"), "OfflinePage"),
  inBrand("/campaigns", () => import("./pages/campaigns-page.tsx"), "CampaignsPage"),
  inBrand("/products", () => import("./pages/products/products-page.tsx"), "ProductsPage"),
  inBrand(
    "/products/$productId",
    () => import("./pages/products/product-page.tsx"),
    "ProductPage",
  ),
  inBrand(
    "/price-lists",
    () => import("./pages/products/price-lists-page.tsx"),
    "PriceListsPage",
  ),
  inBrand("/stock", () => import("./pages/products/stock-page.tsx"), "StockPage"),
  inBrand("/bookings", () => import("./pages/bookings/bookings-page.tsx"), "BookingsPage"),
  inBrand(
    "/bookings/setup",
    () => import("./pages/bookings/setup-page.tsx"),
    "BookingSetupPage",
  ),
  inBrand("/orders", () => import("./pages/orders/orders-page.tsx"), "OrdersPage"),
  inBrand("/orders/$orderId", () => import("./pages/orders/order-page.tsx"), "OrderPage"),
  inBrand("/care", () => import("./pages/care/care-page.tsx"), "CarePage"),
  inBrand("/reviews", () => import("./pages/reviews/reviews-page.tsx"), "ReviewsPage"),
  inBrand(
    "/applications",
    () => import("./pages/applications/applications-page.tsx"),
    "ApplicationsPage",
  ),
  inBrand("/pickups", () => import("./pages/pickups/pickups-page.tsx"), "PickupsPage"),
  inBrand(
    "/stamp-cards",
    () => import("./pages/stamps/stamp-cards-page.tsx"),
    "StampCardsPage",
  ),
  inBrand("/money", () => import("./pages/orders/money-page.tsx"), "MoneyPage"),
  inBrand("/stored-value", () => import("./pages/stored/stored-page.tsx"), "StoredPage"),
  inBrand(
    "/members/$memberId/stored-value",
    () => import("./pages/stored/holder-page.tsx"),
    "HolderPage",
  ),
  inBrand(
    "/clearing",
    () => import("./pages/clearing/statements-page.tsx"),
    "StatementsPage",
  ),
  inBrand(
    "/clearing/$period",
    () => import("./pages/clearing/statement-page.tsx"),
    "StatementPage",
  ),
  inBrand("/ledger", () => import("./pages/clearing/ledger-page.tsx"), "LedgerPage"),
  inBrand("/product-pages", () => import("./pages/products/page-order.tsx"), "PageOrderPage"),
  inBrand("/staff", () => import("./pages/staff/staff-page.tsx"), "StaffPage"),
  inBrand("/access", () => import("./pages/access/access-page.tsx"), "AccessPage"),
  inBrand("/brand", () => import("./pages/account/brand-page.tsx"), "BrandPage"),
]);

/** Paths below /console; a brand cannot be called like one of the first five. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    page("/", () => import("./pages/account/brands-page.tsx"), "HomePage"),
    page("/sign-in", () => import("./pages/account/sign-in-page.tsx"), "SignInPage"),
    page("/invite", () => import("./pages/account/invite-page.tsx"), "InvitePage"),
    page("/brands", () => import("./pages/account/brands-page.tsx"), "BrandsPage"),
    page("/brands/new", () => import("./pages/wizard/new-brand-page.tsx"), "NewBrandPage"),
    page("/sessions", () => import("./pages/account/sessions-page.tsx"), "SessionsPage"),
    brandPages,
  ]),
  basepath: "/console",
  defaultPreload: "intent",
  defaultPendingComponent: PageWaits,
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
});
