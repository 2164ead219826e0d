import { lazy, Suspense, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { day, lastDay, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Tabs } from "#packages/ui/tabs.tsx";
import { VoucherTicket } from "#packages/ui/voucher-ticket.tsx";
import type { Brand, Voucher } from "./api.ts";
import { promiseOf } from "./benefit.ts";
import { lastStore } from "./last-store.ts";
import { navigate, onLink } from "./router.ts";
import { SignInPlace } from "./sign-in-place.tsx";
import { useShop } from "./shop.ts";
import { text, useText } from "./text.ts";
import { groupOf, useWallet, type VoucherGroup } from "./wallet.ts";

const PrizePart = lazy(async () => {
  try {
    const screens = await import("./draw/screens.tsx");
    await screens.loadMore();
    return { default: screens.PrizePart };
  } catch {
    // without a network the wallet shows its vouchers; the prizes come back with it
    return { default: () => null };
  }
});

const ServePart = lazy(async () => {
  try {
    const screens = await import("./serve/screens.tsx");
    await screens.loadMore();
    return { default: screens.ServePart };
  } catch {
    // as with the prizes
    return { default: () => null };
  }
});

const groups: readonly VoucherGroup[] = ["usable", "used", "expired"];

export function WalletScreen() {
  const { t } = useText();
  const wallet = useWallet();
  const [chosen, setChosen] = useState<VoucherGroup>("usable");
  if (wallet.signedOut) return <SignInPlace title={t("wallet.title")} />;
  const shown = wallet.vouchers?.filter((voucher) => groupOf(voucher) === chosen);
  const tabs = groups.map((key) => ({
    key,
    label: t(`wallet.${key}`),
    ...countOf(wallet.vouchers, key),
  }));
  return (
    <div className="page">
      <header className="stores-head">
        <h1>{t("wallet.title")}</h1>
        <EnterCode />
      </header>
      {wallet.stale ? <Notice tone="warn" title={t("wallet.offline")} /> : null}
      {wallet.stale ? null : <Suspense fallback={null}><ServePart /></Suspense>}
      {wallet.stale ? null : <Suspense fallback={null}><PrizePart /></Suspense>}
      <Tabs<VoucherGroup>
        label={t("wallet.title")}
        tabs={tabs}
        chosen={chosen}
        onChoose={setChosen}
      >
        {wallet.problem ? (
          <Notice
            {...wallet.problem}
            action={<Button look="plain" onClick={wallet.reload}>{t("kit.retry")}</Button>}
          />
        ) : null}
        {wallet.loading ? <Skeleton label={t("kit.loading")} /> : null}
        {shown?.length === 0 ? <NothingHere group={chosen} /> : null}
        <ul className="wallet-list">
          {shown?.map((voucher) => (
            <li key={voucher.voucherId}>
              <VoucherCard voucher={voucher} />
            </li>
          ))}
        </ul>
      </Tabs>
    </div>
  );
}

function EnterCode() {
  const { path } = useShop();
  const { t } = useText();
  return (
    <a className={buttonClass("plain")} href={path("/code")} onClick={onLink}>
      {t("wallet.enterCode")}
    </a>
  );
}

function countOf(vouchers: Voucher[] | undefined, group: VoucherGroup): { count?: number } {
  const count = vouchers?.filter((voucher) => groupOf(voucher) === group).length;
  return count ? { count } : {};
}

function NothingHere({ group }: { group: VoucherGroup }) {
  const { path } = useShop();
  const { t } = useText();
  if (group === "used") return <Empty icon="check" title={t("wallet.emptyUsed")} />;
  if (group === "expired") return <Empty icon="clock" title={t("wallet.emptyExpired")} />;
  return (
    <Empty
      icon="ticket"
      title={t("wallet.empty")}
      next={t("wallet.emptyNext")}
      action={
        <a className={buttonClass("main")} href={path("/stores")} onClick={onLink}>
          {t("wallet.find")}
        </a>
      }
    />
  );
}

function VoucherCard({ voucher }: { voucher: Voucher }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const title = inLang(lang, voucher.title, voucher.titleEn);
  const usable = voucher.state === "usable";
  return (
    <VoucherTicket
      {...promiseOf(voucher, brand)}
      title={title}
      terms={voucherTerms(voucher, brand)}
      faded={!usable}
      {...stampOf(voucher)}
      note={windowOf(voucher, brand, now())}
      action={
        usable && voucher.kind === "cart_only" ? (
          <UseInCart title={title} />
        ) : usable ? (
          <Button
            aria-label={`${t("wallet.show")} ${title}`}
            onClick={() => navigate(path(`/wallet/${voucher.voucherId}`))}
          >
            {t("wallet.show")}
          </Button>
        ) : voucher.state === "gift_open" ? (
          <Button
            look="soft"
            aria-label={`${t("wallet.gift")} ${title}`}
            onClick={() => navigate(path(`/wallet/${voucher.voucherId}`))}
          >
            {t("wallet.gift")}
          </Button>
        ) : null
      }
    />
  );
}

/** A voucher that no counter redeems: it counts in the price of a cart. */
export function UseInCart({ title }: { title: string }) {
  const { brand, path } = useShop();
  const { t } = useText();
  const code = lastStore(brand.key);
  const goods = code ? `/s/${encodeURIComponent(code)}/goods` : "/stores";
  return (
    <a
      className={buttonClass("soft")}
      href={path(goods)}
      aria-label={`${t("wallet.use")} ${title}`}
      onClick={onLink}
    >
      {t("wallet.use")}
    </a>
  );
}

/** What the voucher gives, where, and how often. */
function voucherTerms(voucher: Voucher, brand: Brand): string[] {
  const { t } = text();
  const { usesLeft: left, usesTotal: total } = voucher;
  const uses = total > 1 ? [t("wallet.uses", { left, total })] : [];
  const friend = voucher.fromFriend ? [t("wallet.fromFriend")] : [];
  const terms = [conditionOf(voucher, brand), placesOf(voucher), ...uses, ...friend];
  return terms.filter((line) => line !== "");
}

/** Where the voucher can be used, at most two stores by name. */
export function placesOf({ stores }: Voucher): string {
  const { t, lang } = text();
  if (stores.everywhere) return t("wallet.allStores");
  if (stores.unitName) {
    const unit = inLang(lang, stores.unitName, stores.unitNameEn);
    return t(stores.unitKind === "store" ? "wallet.oneStore" : "wallet.unitStores", { unit });
  }
  const all = stores.names.map(({ name, nameEn }) => inLang(lang, name, nameEn));
  const names = all.slice(0, 2).join(t("wallet.between"));
  const count = stores.count ?? all.length;
  return count <= 2 ? t("wallet.stores", { names }) : t("wallet.storesMore", { names, count });
}

/** The condition in the brand's words, else what the terms say. */
export function conditionOf(voucher: Voucher, brand: Brand): string {
  const { t, lang } = text();
  if (voucher.description) return inLang(lang, voucher.description, voucher.descriptionEn);
  if (voucher.kind === "cart_only" && voucher.label) return voucher.label;
  if (!voucher.thresholdMinor) return t("offer.noThreshold");
  return t("offer.threshold", { amount: money(voucher.thresholdMinor, brand.currency, lang) });
}

/** From when, or until which day, the voucher can be used. */
export function windowOf(voucher: Voucher, brand: Brand, now: number): string {
  const { t, lang } = text();
  if (voucher.validFrom > now) {
    return t("wallet.from", { day: day(voucher.validFrom, brand.timeZone, lang, now) });
  }
  return t("wallet.until", { day: lastDay(voucher.validTo, brand.timeZone, lang, now) });
}

function stampOf(voucher: Voucher): { stamp?: string } {
  const { t } = text();
  switch (voucher.state) {
    case "usable":
      return {};
    case "not_yet":
      return { stamp: t("wallet.stampNotYet") };
    case "used":
      return { stamp: t("wallet.stampUsed") };
    case "expired":
      return { stamp: t("wallet.stampExpired") };
    case "recalled":
      return { stamp: t("wallet.stampCancelled") };
    case "given":
      return { stamp: t("wallet.stampGiven") };
    case "gift_open":
      return { stamp: t("wallet.stampGift") };
  }
}
