import { money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import type { Brand, Draw, DrawPrize } from "../api.ts";
import { useShop } from "../shop.ts";
import { oddsText } from "./time-left.ts";
import { text, useText } from "./words.ts";

/** Every prize with its worth, its odds and what is left of it; the rest is nothing. */
export function OddsTable({ draw }: { draw: Draw }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  return (
    <table className="draw-odds">
      <thead>
        <tr>
          <th scope="col">{t("draw.prize")}</th>
          <th scope="col">{t("draw.chance")}</th>
          <th scope="col">{t("draw.left")}</th>
        </tr>
      </thead>
      <tbody>
        {draw.prizes.map((prize) => (
          <tr key={prize.no} className={prize.left === 0 ? "draw-gone" : undefined}>
            <th scope="row">
              {inLang(lang, prize.name, prize.nameEn)}
              <small>{worthOf(prize, brand)}</small>
            </th>
            <td>{oddsText(prize.ppm)}</td>
            <td>{leftOf(prize)}</td>
          </tr>
        ))}
        {draw.nothingPpm > 0 ? (
          <tr>
            <th scope="row">{t("draw.nothing")}</th>
            <td>{oddsText(draw.nothingPpm)}</td>
            <td>—</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function worthOf({ money: packet, worthMinor }: DrawPrize, { currency }: Brand): string {
  const { t, lang } = text();
  const sum = (minor: number) => money(minor, currency, lang);
  if (packet?.kind === "random") {
    const { minMinor, maxMinor, totalMinor } = packet;
    return t("draw.random", { from: sum(minMinor), to: sum(maxMinor), total: sum(totalMinor) });
  }
  return worthMinor === null ? "" : t("draw.worth", { amount: sum(worthMinor) });
}

function leftOf({ left, pieces }: DrawPrize): string {
  const { t } = text();
  if (left === null || pieces === null) return t("draw.unlimited");
  return left === 0 ? t("draw.gone") : t("draw.leftOf", { left, total: pieces });
}
