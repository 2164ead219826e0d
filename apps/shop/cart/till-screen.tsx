import { useState, type ReactNode } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, columnMoney, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import type { Store } from "../api.ts";
import { onLink } from "../router.ts";
import { ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { candidateOf, type CartAnswer } from "./answer.ts";
import { giftName } from "./gift-lines.tsx";
import { changeCart, lineIdOf, useCart, type CartPlace } from "./kept.ts";
import { TillVouchers } from "./till-vouchers.tsx";
import { useTill } from "./use-till.ts";
import { useText } from "./words.ts";

/** The cart as the staff read it at the till: the total, the goods by their codes, the vouchers. */
export function TillScreen({ store }: { store: Store }) {
  const { brand, path } = useShop();
  const { t } = useText();
  const place = { brandKey: brand.key, storeCode: store.code };
  const till = useTill(place, store.storeId);
  const [done, setDone] = useState(false);
  const here = path(`/s/${encodeURIComponent(store.code)}`);
  const toCart = `${here}/cart`;
  if (done) return <Paid goods={`${here}/goods`} />;
  if (till.empty) {
    return (
      <Shell back={toCart}>
        <Empty
          icon="cart"
          title={t("cart.isEmpty")}
          next={t("cart.isEmptyNext")}
          action={
            <a className={buttonClass("main")} href={`${here}/goods`} onClick={onLink}>
              {t("cart.toGoods")}
            </a>
          }
        />
      </Shell>
    );
  }
  if (!till.sheet) {
    return (
      <Shell back={toCart}>
        {till.problem ? <Notice {...till.problem} /> : <Skeleton label={t("kit.loading")} />}
      </Shell>
    );
  }
  const { answer, at } = till.sheet;
  return (
    <Shell back={toCart}>
      {till.problem ? <Notice tone="warn" title={till.problem.title} next={t("till.old")} /> : null}
      <Sum store={store} answer={answer} at={at} />
      <Goods answer={answer} place={place} />
      <Gifts answer={answer} />
      <Offs answer={answer} />
      <TillVouchers answer={answer} here={`${here}/till`} onUsed={till.keep} />
      <div className="till-acts">
        <Button
          wide
          look="plain"
          onClick={() => {
            forget(place);
            setDone(true);
          }}
        >
          {t("till.done")}
        </Button>
        <p className="quiet">{t("till.doneNote")}</p>
      </div>
    </Shell>
  );
}

function forget(place: CartPlace): void {
  changeCart(place, (now) => ({ ...now, lines: [], choose: null, seen: null }));
}

function Shell({ back, children }: { back: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <div className="till">
      <ScreenHead back={back} title={t("till.title")} />
      {children}
    </div>
  );
}

function Sum({ store, answer, at }: { store: Store; answer: CartAnswer; at: number }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { payable, lines } = answer.priced;
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  const time = clock(at, brand.timeZone);
  return (
    <div className="till-sum">
      <p>{t("till.payable", { count })}</p>
      <strong>{money(payable.totalMinor, brand.currency, lang)}</strong>
      <p>
        {inLang(lang, store.name, store.nameEn)} · {t("till.at", { time })}
      </p>
    </div>
  );
}

function Goods({ answer, place }: { answer: CartAnswer; place: CartPlace }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { lines } = answer.priced;
  const kept = useCart(place).lines;
  return (
    <ul className="till-lines" aria-label={t("cart.lines")}>
      {lines.map((line) => {
        const product = answer.products[line.productId];
        const name = product ? inLang(lang, product.name, product.nameEn) : line.productId;
        const options = kept.find((one) => lineIdOf(one) === line.lineId)?.options;
        return (
          <li key={line.lineId}>
            <span className="till-count">{line.quantity}×</span>
            <span className="till-words">
              <strong>{name}</strong>
              <span>{[options, product?.externalCode].filter(Boolean).join(" · ")}</span>
            </span>
            <span className="till-price">
              {columnMoney(line.payableMinor, brand.currency, lang)}
              {line.payableMinor < line.initialMinor ? (
                <s>{columnMoney(line.initialMinor, brand.currency, lang)}</s>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Gifts({ answer }: { answer: CartAnswer }) {
  const { t, lang } = useText();
  const { gifts } = answer.priced;
  if (gifts.length === 0) return null;
  return (
    <ul className="till-gifts" aria-label={t("cart.gifts")}>
      {gifts.map((gift, at) => (
        <li key={at}>
          <Icon name="gift" />
          <strong>{giftName(answer, gift, lang)}</strong>
          <span>{t("cart.giftCount", { count: gift.quantity })}</span>
        </li>
      ))}
    </ul>
  );
}

function Offs({ answer }: { answer: CartAnswer }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const taking = answer.priced.applied.filter((one) => one.amountMinor > 0);
  if (taking.length === 0) return null;
  return (
    <ul className="till-offs" aria-label={t("till.offs")}>
      {taking.map((one) => {
        const name = answer.names[one.offerId];
        return (
          <li key={candidateOf(one)}>
            <span>{name ? inLang(lang, name.title, name.titleEn) : t("receipt.offer")}</span>
            <span>−{columnMoney(one.amountMinor, brand.currency, lang)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Paid({ goods }: { goods: string }) {
  const { t } = useText();
  return (
    <Empty
      icon="check"
      title={t("till.paid")}
      next={t("till.paidNext")}
      action={
        <a className={buttonClass("soft")} href={goods} onClick={onLink}>{t("cart.toGoods")}</a>
      }
    />
  );
}
