import { clock } from "#packages/ui/format.ts";
import { useBrand } from "../../brand.tsx";
import { dayName, dayOfInstant } from "../../parts/days.ts";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { type Booking, lookOf, resourcesOf, serviceOf, whoOf } from "./booking.ts";

interface AgendaProps {
  readonly bookings: readonly Booking[];
  onOpen(bookingId: string): void;
}

/** The same bookings one below the other, day by day. */
export function Agenda({ bookings, onOpen }: AgendaProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const zone = brand.me.brand.timeZone;
  const days = [...new Set(bookings.map((one) => dayOfInstant(one.startsAt, zone)))].sort();
  if (days.length === 0) {
    return <Empty title={t("bookings.none")} next={t("bookings.noneNext")} />;
  }
  return (
    <>
      {days.map((day) => (
        <section key={day} className="c-agenda">
          <h2>{dayName(day, lang)}</h2>
          <ul>
            {bookings.filter((one) => dayOfInstant(one.startsAt, zone) === day).map((one) => (
              <li key={one.bookingId}>
                <button type="button" onClick={() => onOpen(one.bookingId)}>
                  <b>{clock(one.startsAt, zone)}</b>
                  <span>
                    <strong>{whoOf(t, one)}</strong>
                    <small>
                      {[serviceOf(brand, one), resourcesOf(brand, one)].filter(Boolean).join(" · ")}
                    </small>
                  </span>
                  <span className={lookOf(one)}>{t(`bookings.state.${one.state}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
