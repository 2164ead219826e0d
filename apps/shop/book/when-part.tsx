import { useEffect, useRef } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty } from "#packages/ui/feedback.tsx";
import { clock } from "#packages/ui/format.ts";
import { useShop } from "../shop.ts";
import type { Day, Slot } from "./booking.ts";
import { byDayPart, dayIn, dayWords } from "./time.ts";
import { useText } from "./words.ts";

interface DayStripProps {
  days: readonly Day[];
  chosen: string | undefined;
  onChoose(day: string): void;
}

/** The next days side by side, each with how much of it is free. */
export function DayStrip({ days, chosen, onChoose }: DayStripProps) {
  const { t } = useText();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const on = strip.current?.querySelector<HTMLElement>("[aria-pressed=true]");
    if (on && strip.current) strip.current.scrollLeft = Math.max(0, on.offsetLeft - 96);
  }, [chosen]);
  return (
    <section className="book-part">
      <h2>{t("book.day")}</h2>
      <div className="book-days" role="group" aria-label={t("book.day")} ref={strip}>
        {days.map((one) => (
          <DayButton key={one.day} day={one} on={one.day === chosen} onChoose={onChoose} />
        ))}
      </div>
    </section>
  );
}

/** From so many on, how many are free helps nobody to choose. */
const few = 5;

interface DayButtonProps {
  day: Day;
  on: boolean;
  onChoose(day: string): void;
}

function DayButton({ day: { day, free, closed }, on, onChoose }: DayButtonProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { weekday, date } = dayWords(day, lang);
  const today = dayIn(now(), brand.timeZone);
  const tomorrow = dayIn(now() + 86_400_000, brand.timeZone);
  const name = day === today ? t("book.today") : day === tomorrow ? t("book.tomorrow") : weekday;
  const state = closed ? "closed" : free > 0 ? "some" : "full";
  return (
    <button
      type="button"
      className={`book-day book-day-${state}`}
      aria-pressed={on}
      disabled={closed}
      onClick={() => onChoose(day)}
    >
      <span>{name}</span>
      <strong>{date}</strong>
      <small>
        {state === "some" && free <= few
          ? t("book.left", { count: free })
          : t(`book.${state}`)}
      </small>
    </button>
  );
}

interface TimeGridProps {
  day: string;
  slots: readonly Slot[];
  /** Several parties share a time: then it is told how many people still fit. */
  shared?: boolean;
  /** The time that is picked but not yet confirmed. */
  chosen?: number | undefined;
  onTake(slot: Slot): void;
  /** Absent where nobody can wait. */
  onWait?: (slot: Slot | null) => void;
}

/** The day's times by its parts; what is full stays in sight and leads to the wait-list. */
export function TimeGrid({ day, slots, shared, chosen, onTake, onWait }: TimeGridProps) {
  const { brand } = useShop();
  const { t } = useText();
  if (slots.length === 0) {
    return <Empty icon="clock" title={t("book.dayNone")} next={t("book.dayNoneNext")} />;
  }
  const full = slots.every((slot) => slot.left === 0);
  return (
    <section className="book-part" aria-label={t("book.time")}>
      <h2>{t("book.time")}</h2>
      {full ? (
        <div className="book-full">
          <p>
            <strong>{t("book.dayFull")}</strong>
            <span>{t("book.dayFullNext")}</span>
          </p>
          {onWait ? (
            <Button look="soft" onClick={() => onWait(null)}>{t("book.waitDay")}</Button>
          ) : null}
        </div>
      ) : null}
      {byDayPart(slots, day, brand.timeZone).map(({ part, slots: mine }) => (
        <div key={part} className="book-times">
          <h3>{t(`book.${part}`)}</h3>
          <ul>
            {mine.map((slot) => (
              <li key={slot.startsAt}>
                <TimeButton
                  slot={slot}
                  shared={shared === true}
                  on={slot.startsAt === chosen}
                  onTake={onTake}
                  onWait={onWait}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface TimeButtonProps {
  slot: Slot;
  shared: boolean;
  on: boolean;
  onTake(slot: Slot): void;
  onWait: ((slot: Slot) => void) | undefined;
}

function TimeButton({ slot, shared, on, onTake, onWait }: TimeButtonProps) {
  const { brand } = useShop();
  const { t } = useText();
  const time = clock(slot.startsAt, brand.timeZone);
  if (slot.left === 0) {
    return (
      <button
        type="button"
        className="book-time book-time-full"
        aria-label={t("book.slotFull", { time })}
        disabled={!onWait}
        onClick={() => onWait?.(slot)}
      >
        <s>{time}</s>
        <small>{onWait ? t("book.wait.short") : t("book.full")}</small>
      </button>
    );
  }
  return (
    <button
      type="button"
      className="book-time"
      aria-pressed={on}
      aria-label={shared ? t("book.slotLeft", { time, count: slot.left }) : time}
      onClick={() => onTake(slot)}
    >
      <strong>{time}</strong>
      {shared ? <small>{t("book.left", { count: slot.left })}</small> : null}
    </button>
  );
}
