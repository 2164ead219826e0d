import { Segmented } from "antd";
import { useState } from "react";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { minutesText } from "./booking-drawer.tsx";

const spans = [7, 30, 90] as const;

/** What booking does for the store: who came, who did not, and the waiting it saved. */
export function FiguresPart({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const [days, setDays] = useState<(typeof spans)[number]>(30);
  const to = today(brand.me.brand.timeZone);
  const query = { storeId, from: addDays(to, 1 - days), to };
  const { data } = useAnswer("getBookingFigures", { path: brand.path, query });
  if (!data) return null;
  const { booked, walkIns, savedSeconds, rating } = data;
  const wait = (seconds: number | null) => (seconds === null ? "—" : minutesText(t, seconds));
  const figures: [string, string | number][] = [
    [t("bookings.figure.made"), booked.made],
    [t("bookings.figure.served"), booked.served],
    [t("bookings.figure.noShows"), booked.noShows],
    [t("bookings.figure.cancelled"), booked.cancelled],
    [t("bookings.figure.waitBooked"), wait(booked.waitedSeconds)],
    [t("bookings.figure.waitWalkIn"), wait(walkIns.waitedSeconds)],
    [t("bookings.figure.walkIns"), walkIns.came],
    [t("bookings.figure.rating"), rating === null ? "—" : `${(rating / 100).toFixed(1)} / 5`],
  ];
  const saved = savedSeconds !== null && savedSeconds > 0;
  return (
    <section className="c-section">
      <div className="c-booking-figures-head">
        <h2>{t("bookings.figures")}</h2>
        <Segmented
          aria-label={t("bookings.span")}
          value={days}
          onChange={setDays}
          options={spans.map((value) => ({ value, label: t("bookings.days", { count: value }) }))}
        />
      </div>
      <p>
        {saved
          ? t("bookings.saved", {
            count: booked.served, minutes: Math.round(savedSeconds / 60),
          })
          : t("bookings.notSaved")}
      </p>
      <dl className="c-release-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
