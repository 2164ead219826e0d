import { useEffect, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { dayAndClock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { navigate } from "../router.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { useShowing, type Redemption } from "../show-code.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { ShownBox } from "../voucher-screen.tsx";
import { goodsOf, type Pickup, usePickupWords } from "./pickup-part.tsx";
import { useText } from "./words.ts";

export type ShownKind = "pickup" | "stamps" | "entitlement";
interface RightScreenProps {
  kind: ShownKind;
  rightId: string;
}

const wordsOf = {
  pickup: { title: "pickup.title", hint: "pickup.hint", done: "pickup.done" },
  stamps: { title: "stamps.title", hint: "stamps.hint", done: "stamps.done" },
  entitlement: { title: "rights.show", hint: "rights.hint", done: "rights.done" },
} as const;

/** A pickup, a visit or an entitlement, turned to the staff: one code, one number. */
export function RightScreen({ kind, rightId }: RightScreenProps) {
  const { member } = useShop();
  const { t } = useText();
  if (!member) return <SignInPlace title={t(wordsOf[kind].title)} />;
  return <Shown kind={kind} rightId={rightId} />;
}

const backOf = ({ kind, rightId }: RightScreenProps): string =>
  kind === "pickup" ? `/orders/${rightId}` : "/cards";

function Shown({ kind, rightId }: RightScreenProps) {
  const { path } = useShop();
  const { t } = useText();
  const showing = useShowing(rightId, kind);
  const back = path(backOf({ kind, rightId }));
  if (showing.redemption) {
    return <Used kind={kind} redemption={showing.redemption} back={back} />;
  }
  return (
    <div className="show">
      <ScreenHead back={back} title={t(wordsOf[kind].title)} />
      <article className="show-ticket">
        {kind === "pickup" ? <PickupHead orderId={rightId} /> : null}
        {kind === "entitlement" ? <EntitlementHead entitlementId={rightId} /> : null}
        <ShownBox showing={showing} />
      </article>
      {showing.code ? (
        <p className="show-hint"><Icon name="sun" size={18} /> {t(wordsOf[kind].hint)}</p>
      ) : null}
    </div>
  );
}

function Head({ big, children }: { big: string; children: ReactNode }) {
  return (
    <div className="show-promise">
      <strong>{big}</strong>
      <div>{children}</div>
    </div>
  );
}

function PickupHead({ orderId }: { orderId: string }) {
  const { api, brand } = useShop();
  const asked = useLoad(`pickup ${orderId}`, () =>
    api.call("getMyPickup", { path: { brand: brand.key, orderId } }));
  return asked.data?.pickup ? <PickupTold pickup={asked.data.pickup} /> : null;
}

function PickupTold({ pickup }: { pickup: Pickup }) {
  const { t, lang } = useText();
  const { until } = usePickupWords(pickup);
  const store = inLang(lang, pickup.storeName, pickup.storeNameEn);
  return (
    <Head big={pickup.number.slice(-4)}>
      <p className="show-name">{goodsOf(pickup)}</p>
      <p>{t("pickup.at", { store })}</p>
      {until ? <p>{until}</p> : null}
    </Head>
  );
}

function EntitlementHead({ entitlementId }: { entitlementId: string }) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const asked = useLoad("entitlements", () =>
    api.call("listMyEntitlements", { path: { brand: brand.key } }));
  const mine = asked.data?.items.find((one) => one.entitlementId === entitlementId);
  if (!mine) return null;
  return (
    <Head big="1">
      <p className="show-name">{inLang(lang, mine.name, mine.nameEn)}</p>
      <p>{t(`rights.${mine.audience}`)}</p>
    </Head>
  );
}

interface UsedProps {
  kind: ShownKind;
  redemption: Redemption;
  back: string;
}

function Used({ kind, redemption, back }: UsedProps) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { at, storeName, storeNameEn } = redemption;
  const where = storeName && inLang(lang, storeName, storeNameEn);
  useEffect(() => {
    navigator.vibrate?.(120);
  }, []);
  return (
    <div className="spent" role="status">
      <span className="spent-tick"><Icon name="check" size={64} /></span>
      <h1>{t(wordsOf[kind].done)}</h1>
      <p className="spent-where">
        {[where, dayAndClock(at, brand.timeZone, lang)].filter(Boolean).join(" · ")}
      </p>
      <Button wide look="plain" onClick={() => navigate(back, true)}>
        {t(kind === "pickup" ? "pickup.again" : "show.back")}
      </Button>
    </div>
  );
}
