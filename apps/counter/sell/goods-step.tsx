import { useDeferredValue, useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import { useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import { lineKey, type SaleLine, unitsOf, withGoods, withQuantity } from "./sale.ts";
import { ScanOverlay } from "./scan-overlay.tsx";
import type { TillGoods } from "./till-api.ts";
import type { Sale } from "./use-sale.ts";

/** What is bought: scanned, typed, or one of the tiles that sell most. */
export function GoodsStep({ sale }: { sale: Sale }) {
  const { t } = useText();
  const [words, setWords] = useState("");
  const [scanning, setScanning] = useState(false);
  const { cart } = sale;
  function add(goods: TillGoods): void {
    sale.change({ lines: withGoods(cart.lines, goods) });
    setWords("");
  }
  return (
    <div className="sell">
      <h1 className="b-hidden">{t("nav.sell")}</h1>
      <div className="sell-find">
        <label className="sell-search">
          <Icon name="search" />
          <input
            type="search"
            aria-label={t("sell.find")}
            placeholder={t("sell.find")}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <button
          type="button"
          className="sell-scan"
          aria-label={t("sell.scan")}
          onClick={() => setScanning(true)}
        >
          <Glyph name="scan" size={28} />
        </button>
      </div>
      {cart.lines.length > 0 && words === "" ? <Lines sale={sale} /> : null}
      {cart.lines.length === 0 && words === "" ? (
        <button type="button" className="sell-orders" onClick={() => sale.go({ name: "orders" })}>
          <Glyph name="undo" size={22} /> {t("sell.orders")} <Icon name="next" size={18} />
        </button>
      ) : null}
      <Tiles sale={sale} words={words} onAdd={add} />
      {cart.lines.length > 0 ? <Bar sale={sale} /> : null}
      {scanning ? (
        <ScanOverlay aim={t("sell.aim")} onScan={sale.take} onClose={() => setScanning(false)} />
      ) : null}
    </div>
  );
}

function Bar({ sale }: { sale: Sale }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { price, problem } = sale.priced;
  return (
    <div className="sell-bar">
      {problem ? <Notice title={problem.title} next={problem.next} /> : null}
      <Button wide className="big huge" onClick={() => sale.go({ name: "pay" })}>
        {t("sell.toPay", { count: unitsOf(sale.cart.lines) })}
        <strong className="sell-bar-total" aria-busy={sale.priced.waiting}>
          {price ? money(price.totalMinor, staff.currency, lang) : "…"}
        </strong>
      </Button>
    </div>
  );
}

function Lines({ sale }: { sale: Sale }) {
  const { t } = useText();
  return (
    <ul className="sell-lines" aria-label={t("sell.lines")}>
      {sale.cart.lines.map((line) => <Line key={line.key} sale={sale} line={line} />)}
    </ul>
  );
}

function Line({ sale, line }: { sale: Sale; line: SaleLine }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  const { lines } = sale.cart;
  const name = inLang(lang, line.name, line.nameEn);
  const set = (quantity: number) => sale.change({ lines: withQuantity(lines, line.key, quantity) });
  const priced = sale.priced.price?.lines.find((one) => one.lineId === line.key);
  const same = priced?.quantity === line.quantity;
  const minor = same ? priced.payableMinor : line.listMinor * line.quantity;
  return (
    <li>
      <span className="sell-line-words">
        <strong>{name}</strong>
        <small>
          {line.options ? `${line.options} · ` : null}
          {money(minor, staff.currency, lang)}
          {same && priced.payableMinor < priced.initialMinor ? (
            <s>{money(priced.initialMinor, staff.currency, lang)}</s>
          ) : null}
        </small>
      </span>
      <span className="sell-count">
        <button
          type="button"
          aria-label={t("sell.less", { name })}
          onClick={() => set(line.quantity - 1)}
        >
          <Icon name={line.quantity === 1 ? "bin" : "minus"} size={22} />
        </button>
        <output aria-label={t("sell.count", { name })}>{line.quantity}</output>
        <button
          type="button"
          aria-label={t("sell.more", { name })}
          onClick={() => set(line.quantity + 1)}
        >
          <Icon name="plus" size={22} />
        </button>
      </span>
    </li>
  );
}

interface TilesProps {
  sale: Sale;
  words: string;
  onAdd(goods: TillGoods): void;
}

function Tiles({ sale, words, onAdd }: TilesProps) {
  const { store, staff } = useCounter();
  const { t, lang } = useText();
  const text = useDeferredValue(words.trim());
  const found = useLoad(`${store.storeId} ${lang} ${text}`, () => sale.api.goods(text));
  if (found.problem) {
    const { title, next } = found.problem;
    const retry = <Button look="plain" onClick={found.reload}>{t("kit.retry")}</Button>;
    return <Notice title={title} next={next} action={retry} />;
  }
  if (!found.data) return <Skeleton label={t("kit.loading")} />;
  if (found.data.length === 0) {
    return <Empty icon="search" title={t("sell.noGoods")} next={t("sell.noGoodsNext")} />;
  }
  return (
    <ul className="sell-tiles" aria-label={text ? t("sell.found") : t("sell.favourites")}>
      {found.data.map((goods) => (
        <li key={lineKey(goods)}>
          <button type="button" disabled={goods.left === 0} onClick={() => onAdd(goods)}>
            <strong>{inLang(lang, goods.name, goods.nameEn)}</strong>
            <small>{goods.options}</small>
            <span>
              {money(goods.listMinor, staff.currency, lang)}
              {goods.left === null ? null : (
                <small>
                  {goods.left === 0 ? t("sell.none") : t("sell.left", { count: goods.left })}
                </small>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
