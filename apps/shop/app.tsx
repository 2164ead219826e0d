import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Skeleton } from "#packages/ui/feedback.tsx";
import { ToastPlace } from "#packages/ui/toast.tsx";
import { makeApi, type PageData } from "./api.ts";
import { serverNow, setClockByPage } from "./clock.ts";
import { watchEngagement } from "./engagement.ts";
import { Frame } from "./frame.tsx";
import { navigate, routeOf, usePath, type Route } from "./router.ts";
import { ShopContext, type Shop } from "./shop.ts";
import { StoreScreen } from "./store-screen.tsx";
import { useText } from "./text.ts";
import { VoucherScreen } from "./voucher-screen.tsx";
import { WalletScreen } from "./wallet-screen.tsx";

const StoresScreen = lazy(() =>
  import("./stores-screen.tsx").then((file) => ({ default: file.StoresScreen })),
);
const StorePartScreen = lazy(async () => {
  const screens = await import("./cart/screens.tsx");
  await screens.loadMore();
  return { default: screens.StorePartScreen };
});
const ReleaseScreen = lazy(async () => {
  const screens = await import("./flash/screens.tsx");
  await screens.loadMore();
  return { default: screens.ReleaseScreen };
});
const CodeScreen = lazy(async () => {
  const screens = await import("./gift/screens.tsx");
  await screens.loadMore();
  return { default: screens.CodeScreen };
});
const GiftScreen = lazy(async () => {
  const screens = await import("./gift/screens.tsx");
  await screens.loadMore();
  return { default: screens.GiftScreen };
});
const DrawScreen = lazy(async () => {
  const screens = await import("./draw/screens.tsx");
  await screens.loadMore();
  return { default: screens.DrawScreen };
});
const ProductScreen = lazy(async () => {
  const screens = await import("./product/screen.tsx");
  await screens.loadMore();
  return { default: screens.ProductScreen };
});
const OrdersPart = lazy(async () => {
  const screens = await import("./orders/screens.tsx");
  await screens.loadMore();
  return { default: screens.OrdersPart };
});
const CardPart = lazy(async () => {
  const screens = await import("./card/screens.tsx");
  await screens.loadMore();
  return { default: screens.CardPart };
});
const StoredScreen = lazy(async () => {
  const screens = await import("./stored/screens.tsx");
  await screens.loadMore();
  return { default: screens.StoredScreen };
});
const BookPart = lazy(async () => {
  const screens = await import("./book/screens.tsx");
  await screens.loadMore();
  return { default: screens.BookPart };
});
const BookingsPart = lazy(async () => {
  const screens = await import("./book/screens.tsx");
  await screens.loadMore();
  return { default: screens.BookingsPart };
});
const ApplyPart = lazy(async () => {
  const screens = await import("./apply/screens.tsx");
  await screens.loadMore();
  return { default: screens.ApplyPart };
});
const ApplicationsPart = lazy(async () => {
  const screens = await import("./apply/screens.tsx");
  await screens.loadMore();
  return { default: screens.ApplicationsPart };
});
const StoreReviewsScreen = lazy(async () => {
  const screens = await import("./reviews/screens.tsx");
  await screens.loadMore();
  return { default: screens.StoreReviewsScreen };
});
const ProductReviewsScreen = lazy(async () => {
  const screens = await import("./reviews/screens.tsx");
  await screens.loadMore();
  return { default: screens.ProductReviewsScreen };
});
const MyReviewsScreen = lazy(async () => {
  const screens = await import("./reviews/screens.tsx");
  await screens.loadMore();
  return { default: screens.MyReviewsScreen };
});
const DoorScreen = lazy(async () => {
  const screens = await import("./book/screens.tsx");
  await screens.loadMore();
  return { default: screens.DoorScreen };
});
const CardsScreen = lazy(async () => {
  const screens = await import("./serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.CardsScreen };
});
const StampScreen = lazy(async () => {
  const screens = await import("./serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.StampScreen };
});
const RightScreen = lazy(async () => {
  const screens = await import("./serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.RightScreen };
});
const MeScreen = lazy(() => import("./me-screen.tsx").then((file) => ({ default: file.MeScreen })));
const ShownScreen = lazy(() =>
  import("./shown-screen.tsx").then((file) => ({ default: file.ShownScreen })),
);

export function App({ page }: { page: PageData }) {
  const { t } = useText();
  const [member, setMember] = useState(page.member);
  const fixed = useMemo(() => startShop(page), [page]);
  const shop: Shop = useMemo(() => ({ ...fixed, member, setMember }), [fixed, member]);
  const route = routeOf(usePath());

  useEffect(() => {
    // the source code has done its work; a reload of the page is not another scan
    if (route.name === "source" && page.store) {
      navigate(shop.path(`/s/${encodeURIComponent(page.store.code)}`), true);
    }
  }, [route.name, page, shop]);

  return (
    <ShopContext value={shop}>
      <Frame route={route}>
        <Suspense fallback={<Skeleton label={t("kit.loading")} />}>
          <Screen route={route} page={page} />
        </Suspense>
      </Frame>
      <ToastPlace />
    </ShopContext>
  );
}

/** The address that the page was loaded from: the server has said what is there. */
const entry = location.pathname;

function Screen({ route, page }: { route: Route; page: PageData }) {
  const nowhere = <StoresScreen lost="not-found" />;
  switch (route.name) {
    case "store":
      if (page.kind === "not-found" && location.pathname === entry) return nowhere;
      return <StoreScreen key={route.code} code={route.code} lost={nowhere} />;
    case "goods":
    case "cart":
    case "checkout":
    case "till":
      return <StorePartScreen part={route.name} code={route.code} lost={nowhere} />;
    case "product":
      return <ProductScreen key={route.productId} {...route} lost={nowhere} />;
    case "book":
      return <BookPart key={route.code} code={route.code} lost={nowhere} />;
    case "productReviews":
      return <ProductReviewsScreen key={route.productId} {...route} lost={nowhere} />;
    case "reviews":
      return <StoreReviewsScreen key={route.code} code={route.code} lost={nowhere} />;
    case "myReviews":
      return <MyReviewsScreen />;
    case "source":
      if (!page.store) return <StoresScreen lost={page.kind} />;
      return <StoreScreen code={page.store.code} lost={nowhere} />;
    case "wallet":
      return <WalletScreen />;
    case "voucher":
      return <VoucherScreen key={route.voucherId} voucherId={route.voucherId} />;
    case "flash":
      return <ReleaseScreen key={route.releaseId} releaseId={route.releaseId} lost={nowhere} />;
    case "code":
      return <CodeScreen />;
    case "gift":
      return <GiftScreen />;
    case "draw":
      return <DrawScreen key={route.drawId} drawId={route.drawId} />;
    case "orders":
      return <OrdersPart orderId={route.orderId} />;
    case "card":
    case "points":
    case "mall":
      return <CardPart place={route.name} />;
    case "stored":
      return <StoredScreen />;
    case "bookings":
      return <BookingsPart bookingId={route.bookingId} />;
    case "apply":
      return <ApplyPart key={route.productId} {...route} lost={nowhere} />;
    case "applications":
      return <ApplicationsPart applicationId={route.applicationId} />;
    case "door":
      return <DoorScreen />;
    case "cards":
      return <CardsScreen />;
    case "stamp":
      return <StampScreen />;
    case "right":
      return <RightScreen key={route.rightId} kind={route.kind} rightId={route.rightId} />;
    case "me":
      return <MeScreen />;
    case "shown":
      return <ShownScreen />;
    case "lost":
      return nowhere;
    case "stores":
      return <StoresScreen />;
  }
}

function startShop(page: PageData): Omit<Shop, "member" | "setMember"> {
  const api = makeApi(page.brand.key);
  setClockByPage(page.now);
  return {
    api,
    brand: page.brand,
    first: page,
    now: serverNow,
    path: (rest) => `/${page.brand.key}${rest}`,
    acted: watchEngagement(api, page),
  };
}
