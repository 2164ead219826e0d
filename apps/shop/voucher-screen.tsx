import { lazy, Suspense, useEffect } from "react";
import { Barcode } from "#packages/ui/barcode.tsx";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { countdown, dayAndClock, inFours, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { QrCode } from "#packages/ui/qr-code.tsx";
import type { ShownCode, Voucher } from "./api.ts";
import { promiseOf } from "./benefit.ts";
import { OfflineCodePart } from "./offline-code.tsx";
import { goBack, navigate, returnPath } from "./router.ts";
import { SignInPlace } from "./sign-in-place.tsx";
import { useShowing, type Redemption, type Showing } from "./show-code.ts";
import { ScreenHead } from "./screen-head.tsx";
import { useShop } from "./shop.ts";
import { useText } from "./text.ts";
import { useWallet } from "./wallet.ts";
import { conditionOf, placesOf, UseInCart, windowOf } from "./wallet-screen.tsx";

const GiftPart = lazy(async () => {
  const screens = await import("./gift/screens.tsx");
  await screens.loadMore();
  return { default: screens.GiftPart };
});

const isGiftable = ({ giftsLeft = 0, usesLeft, usesTotal }: Voucher): boolean =>
  giftsLeft > 0 && usesLeft === usesTotal;

/** One voucher, turned to the staff: code, spoken number, and the result once it is redeemed. */
export function VoucherScreen({ voucherId }: { voucherId: string }) {
  const { path } = useShop();
  const { t, lang } = useText();
  const wallet = useWallet();
  if (wallet.signedOut) return <SignInPlace title={t("show.title")} />;
  if (wallet.loading) return <Skeleton label={t("kit.loading")} />;
  if (wallet.problem) return <Notice {...wallet.problem} />;
  const voucher = wallet.vouchers?.find((one) => one.voucherId === voucherId);
  if (!voucher && wallet.asking) return <Skeleton label={t("kit.loading")} />;
  if (!voucher) {
    const toWallet = () => navigate(path("/wallet"), true);
    return (
      <Empty
        icon="ticket"
        title={t("lost.notFound")}
        action={<Button onClick={toWallet}>{t("wallet.title")}</Button>}
      />
    );
  }
  if (voucher.state === "gift_open" || voucher.state === "given") {
    return (
      <Suspense fallback={<Skeleton label={t("kit.loading")} />}>
        <GiftPart voucher={voucher} reload={wallet.reload} />
      </Suspense>
    );
  }
  if (voucher.kind === "cart_only") {
    return (
      <Empty
        icon="cart"
        title={t("wallet.cartOnly")}
        next={t("wallet.cartOnlyNext")}
        action={<UseInCart title={inLang(lang, voucher.title, voucher.titleEn)} />}
      />
    );
  }
  return <Shown voucher={voucher} reload={wallet.reload} />;
}

function Shown({ voucher, reload }: { voucher: Voucher; reload(): void }) {
  const { path, brand } = useShop();
  const { t, lang } = useText();
  const showing = useShowing(voucher.voucherId);
  const title = inLang(lang, voucher.title, voucher.titleEn);
  const { big, small } = promiseOf(voucher, brand);
  if (showing.redemption) return <Spent voucher={voucher} redemption={showing.redemption} />;
  return (
    <div className="show">
      <ScreenHead back={path("/wallet")} title={t("show.title")} />
      <article className="show-ticket">
        <div className="show-promise">
          <strong>{big}</strong>
          <div>
            <p className="show-name">{voucher.kind ? title : `${small} ${title}`}</p>
            <p>{conditionOf(voucher, brand)}</p>
          </div>
        </div>
        <ShownBox showing={showing} />
      </article>
      {showing.code || !showing.problem ? (
        <p className="show-hint">
          <Icon name="sun" size={18} />
          {t("show.bright")}
        </p>
      ) : null}
      <OfflineCodePart voucherId={voucher.voucherId} />
      {isGiftable(voucher) ? (
        <Suspense>
          <GiftPart voucher={voucher} reload={reload} />
        </Suspense>
      ) : null}
      <p className="show-window">
        {windowOf(voucher, brand, showing.now)} · {placesOf(voucher)}
      </p>
    </div>
  );
}

/** The code of the moment with its number, or why there is none. */
export function ShownBox({ showing }: { showing: Showing }) {
  const { t } = useText();
  const { code, problem, now } = showing;
  const offline = problem?.code === "offline";
  return (
    <div className="show-box">
      {code && code.acceptedUntil > now ? <CodePicture code={code} now={now} /> : null}
      {!code && !problem ? <Awaited now={now} /> : null}
      {offline ? <Notice tone="warn" title={t("show.offline")} /> : null}
      {problem && !offline ? <Notice {...problem} /> : null}
      {code ? <Spoken code={code} now={now} /> : null}
    </div>
  );
}

/** As large as the code will be, so that nothing below it moves away from a finger. */
function Awaited({ now }: { now: number }) {
  const { t } = useText();
  const until = now + 60_000;
  const times = { shownUntil: until, acceptedUntil: until, spokenUntil: until };
  const code = { codeId: "", link: location.href, spoken: "0".repeat(12), ...times };
  return (
    <div className="show-awaited">
      <div className="show-ghost" aria-hidden="true">
        <CodePicture code={code} now={now} />
        <Spoken code={code} now={now} />
      </div>
      <Skeleton rows={2} label={t("kit.loading")} />
    </div>
  );
}

function CodePicture({ code, now }: { code: ShownCode; now: number }) {
  const { t } = useText();
  const left = Math.min(60, Math.max(0, Math.ceil((code.shownUntil - now) / 1000)));
  return (
    <>
      <div className="show-qr">
        <QrCode value={code.link} label={t("show.qr")} />
      </div>
      <div className="show-left">
        <span className="show-bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${Math.min(1, left / 60)})` }} />
        </span>
        <span>{t("show.next", { seconds: left })}</span>
      </div>
    </>
  );
}

function Spoken({ code, now }: { code: ShownCode; now: number }) {
  const { t } = useText();
  // two clocks differ by a second; "5:01" of five minutes would look wrong
  const until = Math.min(code.spokenUntil, now + 300_000);
  return (
    <div className="show-spoken">
      <p>{t("show.spoken")}</p>
      <p className="show-number">{inFours(code.spoken)}</p>
      <Barcode digits={code.spoken.replace(/\D/g, "")} label={t("show.barcode")} />
      <p>{t("show.spokenUntil", { time: countdown(until, now) })}</p>
    </div>
  );
}

function Spent({ voucher, redemption }: { voucher: Voucher; redemption: Redemption }) {
  const { brand, path } = useShop();
  const { t, lang } = useText();
  const { at, discountMinor } = redemption;
  const named = redemption.storeName;
  const back = returnPath();
  const storeName = named && inLang(lang, named, redemption.storeNameEn);
  const toWallet = () => navigate(path("/wallet"), true);
  useEffect(() => {
    navigator.vibrate?.(120);
  }, []);
  return (
    <div className="spent" role="status">
      <span className="spent-tick">
        <Icon name="check" size={64} />
      </span>
      <h1>{t("show.used")}</h1>
      <p className="spent-what">{inLang(lang, voucher.title, voucher.titleEn)}</p>
      {discountMinor ? (
        <p className="spent-saved">
          {t("show.saved", { amount: money(discountMinor, brand.currency, lang) })}
        </p>
      ) : null}
      <p className="spent-where">
        {[storeName, dayAndClock(at, brand.timeZone, lang)].filter(Boolean).join(" · ")}
      </p>
      {voucher.usesLeft > 1 ? <p>{t("show.usesLeft", { left: voucher.usesLeft - 1 })}</p> : null}
      <Button wide look="plain" onClick={() => (back ? goBack(back) : toWallet())}>
        {back ? t("show.goOn") : t("show.done")}
      </Button>
    </div>
  );
}
