import { useState } from "react";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, day as dayText } from "#packages/ui/format.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { dayIn, useCounter } from "../counter.ts";
import { useText } from "../text.ts";

interface TimePickProps {
  serviceId: string;
  people: number;
  busy: boolean;
  onPick(startsAt: number): void;
}

const daysAtOnce = 2;

/** The free times of a day and the next; a tap takes one. Another day is typed. */
export function TimePick({ serviceId, people, busy, onPick }: TimePickProps) {
  const { api, brand, staff, store } = useCounter();
  const { t, lang } = useText();
  const today = dayIn(staff.timeZone, Date.now());
  const [from, setFrom] = useState(today);
  const query = { storeId: store.storeId, serviceId, people, from, days: daysAtOnce };
  const slots = useLoad(`slots ${JSON.stringify(query)}`, () =>
    api.call("listStoreSlots", { path: { brand: brand.key }, query }),
  );
  const free = slots.data?.items.filter((slot) => slot.left > 0) ?? [];
  const days = [...new Set(free.map((slot) => slot.day))];
  return (
    <div className="times" aria-busy={busy}>
      {slots.loading ? <Skeleton rows={1} label={t("kit.loading")} /> : null}
      {slots.problem ? <Notice title={slots.problem.title} next={slots.problem.next} /> : null}
      {slots.data && free.length === 0 ? <p className="lead">{t("bookings.noTimes")}</p> : null}
      {days.map((day) => (
        <section key={day} aria-label={day}>
          <h3>
            {day === today ? t("bookings.today") : null}{" "}
            {dayText(Date.parse(`${day}T12:00:00Z`), "UTC", lang)}
          </h3>
          <ul>
            {free.filter((slot) => slot.day === day).map((slot) => (
              <li key={slot.startsAt}>
                <button type="button" disabled={busy} onClick={() => onPick(slot.startsAt)}>
                  {clock(slot.startsAt, staff.timeZone)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <label className="times-other">
        <span>{t("bookings.otherDay")}</span>
        <input
          type="date"
          min={today}
          value={from}
          onChange={(event) => setFrom(event.target.value || today)}
        />
      </label>
    </div>
  );
}
