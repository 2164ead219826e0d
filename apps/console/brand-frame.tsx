import { Link, Navigate, Outlet, useLocation, useParams } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useState } from "react";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { AccountMenu } from "./account-menu.tsx";
import { useAnswer } from "./ask.ts";
import { BrandPlace, useBrand } from "./brand.tsx";
import { hrefOf, type Place, placesFor } from "./navigation.ts";
import { BrandMark } from "./parts/brand-mark.tsx";
import { ErrorNote, Note } from "./parts/note.tsx";
import { PageWaits } from "./root-frame.tsx";
import { useText } from "./text.ts";

/** Everything below a brand's key: who I am here, the menu, the page. */
export function BrandFrame() {
  const { brand } = useParams({ strict: false }) as { brand: string };
  const me = useAnswer("getMe", { path: { brand } });
  if (me.error instanceof BihuanProblem && me.error.status === 401) {
    return <Navigate to="/sign-in" search={{ next: `/${brand}` }} />;
  }
  if (me.error) {
    return (
      <main className="c-alone">
        <ErrorNote error={me.error} again={() => void me.refetch()} />
        <Link to="/brands">←</Link>
      </main>
    );
  }
  if (!me.data || me.data.brand.key !== brand) return <PageWaits />;
  return (
    <BrandPlace me={me.data}>
      <Framed />
    </BrandPlace>
  );
}

function usePlaceNow(): (place: Place) => boolean {
  const brand = useBrand();
  const path = useLocation({ select: (location) => location.pathname });
  return (place) => {
    const own = hrefOf(brand, place);
    const here = path.replace(/^\/console/, "").replace(/\/$/, "");
    if (place.to === "stores" && here.startsWith(`/${brand.key}/pages`)) return true;
    return here === own || (place.to !== "" && here.startsWith(`${own}/`));
  };
}

function PlaceLink({ place, onGo }: { place: Place; onGo?: () => void }) {
  const brand = useBrand();
  const { t } = useText();
  const isNow = usePlaceNow();
  const now = isNow(place);
  return (
    <Link
      to={hrefOf(brand, place)}
      className={`c-place ${now ? "c-place-now" : ""}`}
      aria-current={now ? "page" : undefined}
      {...(onGo ? { onClick: onGo } : {})}
    >
      {t(place.label)}
    </Link>
  );
}

function SideNav() {
  const brand = useBrand();
  const { t } = useText();
  return (
    <nav className="c-side" aria-label={t("nav.label")}>
      {placesFor(brand).map((group) => (
        <section key={group.label}>
          <h2>{t(group.label)}</h2>
          {group.places.map((place) => (
            <PlaceLink key={place.to} place={place} />
          ))}
        </section>
      ))}
    </nav>
  );
}

/** On a phone: four places under the thumb, the others one tap further. */
function BottomNav() {
  const brand = useBrand();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const places = placesFor(brand).flatMap((group) => group.places);
  const first = places.slice(0, 4);
  const rest = places.slice(4);
  return (
    <nav className="c-bottom" aria-label={t("nav.label")}>
      {first.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      {rest.length > 0 ? (
        <button type="button" className="c-place" onClick={() => setOpen(true)}>
          {t("nav.more")}
        </button>
      ) : null}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="auto"
        title={t("nav.more")}
      >
        <div className="c-more">
          {rest.map((place) => (
            <PlaceLink key={place.to} place={place} onGo={() => setOpen(false)} />
          ))}
        </div>
      </Drawer>
    </nav>
  );
}

function Framed() {
  const brand = useBrand();
  const { t } = useText();
  const { me } = brand;
  return (
    <div className="c-frame">
      <a className="c-skip" href="#content">
        {t("account.skip")}
      </a>
      <header className="c-top">
        <Link to={`/${brand.key}`} className="c-top-brand">
          <BrandMark brand={me.brand} />
          <strong>{brand.named(me.brand)}</strong>
        </Link>
        {me.brand.sample ? (
          <span className="c-sample" title={t("sample.note")}>
            {t("kit.sample")}
          </span>
        ) : null}
        <AccountMenu name={me.name} roles={me.roles} />
      </header>
      <SideNav />
      <main className="c-main" id="content" tabIndex={-1}>
        {placesFor(brand).length > 0 ? (
          <Outlet />
        ) : (
          <Note title={t("error.noRight")} next={t("error.noRightNext")} tone="plain" />
        )}
      </main>
      <BottomNav />
    </div>
  );
}
