import { useEffect } from "react";
import { Button } from "#packages/ui/button.tsx";
import { dayAndClock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { Sheet } from "#packages/ui/sheet.tsx";
import type { DrawResult } from "../api.ts";
import { lastStore } from "../last-store.ts";
import { navigate } from "../router.ts";
import { useShop } from "../shop.ts";
import type { Drawing } from "./use-draw.ts";
import { useText } from "./words.ts";

interface ResultSheetProps {
  result: DrawResult;
  drawing: Drawing;
}

/** What a try came to, why, and the step after it. */
export function ResultSheet({ result, drawing }: ResultSheetProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const won = result.prizeNo !== null;
  const { amountMinor, number, againAt, name } = result;
  const packet = amountMinor !== null;
  const time = againAt === null ? "" : dayAndClock(againAt, brand.timeZone, lang, now());
  useEffect(() => {
    if (won) navigator.vibrate?.(80);
  }, [won]);
  const title = packet ? t("draw.wonMoney") : won ? t("draw.won") : t("draw.nothing");
  return (
    <Sheet title={title} closeLabel={t("kit.close")} onClose={drawing.closeResult}>
      <div className="draw-result">
        <span className={won ? "draw-mark" : "draw-mark draw-mark-none"}>
          <Icon name={won ? "gift" : "leaf"} size={36} />
        </span>
        {packet ? (
          <p className="draw-amount">{money(amountMinor, brand.currency, lang)}</p>
        ) : null}
        {name ? <p className="draw-what">{inLang(lang, name, result.nameEn)}</p> : null}
        <div role="status">
          <p>{t(`draw.reason.${result.reason}`, { number })}</p>
          <p>{t(`draw.next.${result.next}`, { time })}</p>
        </div>
        <NextStep result={result} drawing={drawing} />
      </div>
    </Sheet>
  );
}

function NextStep({ result, drawing }: ResultSheetProps) {
  const { brand, path } = useShop();
  const { t } = useText();
  const close = <Button wide look="plain" onClick={drawing.closeResult}>{t("draw.close")}</Button>;
  const code = lastStore(brand.key);
  const toStore = code ? `/s/${encodeURIComponent(code)}` : "/stores";
  const places = {
    voucher: [`/wallet/${result.voucherId}`, t("draw.toVoucher")],
    balance: ["/wallet", t("draw.toWallet")],
    later: [toStore, t("draw.toStore")],
    offers: [toStore, t("draw.toStore")],
  } as const;
  if (result.next === "again") {
    return <Button wide data-first onClick={drawing.closeResult}>{t("draw.again")}</Button>;
  }
  const [to, label] = places[result.next];
  return (
    <>
      <Button wide data-first onClick={() => navigate(path(to))}>{label}</Button>
      {close}
    </>
  );
}
