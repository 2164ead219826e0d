import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { dayAndClock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useLoad } from "#packages/ui/use-load.ts";
import type { Win } from "../api.ts";
import { useShop } from "../shop.ts";
import { useText } from "./words.ts";

/** In the wallet: what draws gave, and the red packets that the brand still owes. */
export function PrizePart() {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const first = useLoad("wins", () => api.wins());
  const [tail, setTail] = useState<{ items: Win[]; next: string | null }>();
  const data = first.data;
  if (!data || data.items.length === 0) return null;
  const items = [...data.items, ...(tail?.items ?? [])];
  const next = tail ? tail.next : data.next;
  const more = async (cursor: string) => {
    const page = await api.wins(cursor);
    setTail({ items: [...(tail?.items ?? []), ...page.items], next: page.next });
  };
  return (
    <section className="prizes b-card" aria-labelledby="prizes">
      <div className="prizes-head">
        <Icon name="gift" size={26} />
        <h2 id="prizes">{t("prize.balance")}</h2>
        <strong>{money(data.balanceMinor, brand.currency, lang)}</strong>
      </div>
      <p className="quiet">{t("prize.balanceNote")}</p>
      <details>
        <summary>{t("prize.list")}</summary>
        <ul>
          {items.map((win) => <PrizeLine key={win.playId} win={win} />)}
        </ul>
        {next ? (
          <Button look="plain" onClick={() => void more(next)}>{t("prize.more")}</Button>
        ) : null}
      </details>
    </section>
  );
}

function PrizeLine({ win }: { win: Win }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const amount = win.amountMinor;
  return (
    <li className={win.state === "recalled" ? "prizes-gone" : undefined}>
      <div>
        <p>{inLang(lang, win.name, win.nameEn)}</p>
        <small>
          {inLang(lang, win.drawName, win.drawNameEn)} ·{" "}
          {dayAndClock(win.wonAt, brand.timeZone, lang, now())}
        </small>
      </div>
      <div className="prizes-end">
        {amount === null ? null : <b>{money(amount, brand.currency, lang)}</b>}
        <small>{t(`prize.state.${win.state}`)}</small>
      </div>
    </li>
  );
}
