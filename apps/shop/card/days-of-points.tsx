import { day, lastDay } from "#packages/ui/format.ts";
import { useShop } from "../shop.ts";
import type { MyPoints } from "./answers.ts";
import { useText } from "./words.ts";

const most = 3;

/** What becomes spendable and what expires when, the soonest first; what is held or owed. */
export function DaysOfPoints({ points }: { points: MyPoints["points"] }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const at = now();
  const from = (time: number) => day(time, brand.timeZone, lang, at);
  const until = (time: number) => lastDay(time, brand.timeZone, lang, at);
  const lines = [
    ...points.maturing.slice(0, most).map((one) =>
      t("points.maturing", { points: one.points, day: from(one.at) })),
    ...points.expiring.slice(0, most).map((one) =>
      t("points.expiring", { points: one.points, day: until(one.at) })),
    ...(points.frozen > 0 ? [t("points.frozen", { points: points.frozen })] : []),
    ...(points.owed > 0 ? [t("points.owed", { points: points.owed })] : []),
  ];
  if (lines.length === 0) return <p className="quiet">{t("points.none")}</p>;
  return (
    <ul className="card-days">
      {lines.map((line) => <li key={line}>{line}</li>)}
    </ul>
  );
}
