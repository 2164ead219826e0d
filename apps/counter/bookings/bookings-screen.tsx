import { useState, type ReactNode } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { phoneNow, useCounter } from "../counter.ts";
import { Glyph } from "../glyph.tsx";
import { useText } from "../text.ts";
import { BookingCard } from "./booking-card.tsx";
import { BookingSheet } from "./booking-sheet.tsx";
import { DoorSheet } from "./door-sheet.tsx";
import { LogSheet } from "./log-sheet.tsx";
import { type Booking, type BookingStep, sectionsOf } from "./sections.ts";
import { useActs } from "./use-acts.ts";
import { useDay, type Day, type Wait } from "./use-day.ts";
import { whatOf, whoOf } from "./words.ts";

/** Today on one screen: who is late, who waits, who is being served, who comes next. */
export function BookingsScreen() {
  const { t } = useText();
  const day = useDay();
  const [openId, setOpenId] = useState<string>();
  const [logging, setLogging] = useState(false);
  const [door, setDoor] = useState(false);
  const { busy, act } = useActs(day);
  const open = day.bookings?.find((one) => one.bookingId === openId);
  return (
    <div className="bookings">
      <div className="page">
        <div className="page-head">
          <h1>{t("bookings.title")}</h1>
          <button type="button" className="bookings-door" onClick={() => setDoor(true)}>
            <Glyph name="scan" size={22} /> {t("bookings.door")}
          </button>
        </div>
        {day.problem ? <Notice title={day.problem.title} next={day.problem.next} /> : null}
        {!day.bookings && !day.problem ? <Skeleton label={t("kit.loading")} /> : null}
        {day.bookings ? (
          <Today day={day} bookings={day.bookings} busy={busy} onStep={act} onOpen={setOpenId} />
        ) : null}
      </div>
      <div className="bookings-foot">
        <Button wide look="soft" className="big" onClick={() => setLogging(true)}>
          <Icon name="plus" size={22} /> {t("bookings.log")}
        </Button>
      </div>
      {open ? (
        <BookingSheet
          booking={open}
          busy={busy === open.bookingId}
          onStep={(step, more) => act(open, step, more)}
          onClose={() => setOpenId(undefined)}
        />
      ) : null}
      {logging ? (
        <LogSheet
          onClose={() => setLogging(false)}
          onLogged={(booking) => {
            setLogging(false);
            day.put(booking);
          }}
        />
      ) : null}
      {door ? <DoorSheet onClose={() => setDoor(false)} /> : null}
    </div>
  );
}

interface TodayProps {
  day: Day;
  bookings: readonly Booking[];
  busy: string | undefined;
  onStep(booking: Booking, step: BookingStep): void;
  onOpen(bookingId: string): void;
}

function Today({ day, bookings, busy, onStep, onOpen }: TodayProps) {
  const { t } = useText();
  const now = useClock(phoneNow);
  const found = sectionsOf(bookings, now);
  const cards = (list: readonly Booking[], late = false) =>
    list.map((one) => (
      <BookingCard
        key={one.bookingId}
        booking={one}
        now={now}
        late={late}
        busy={busy === one.bookingId}
        onStep={(step) => onStep(one, step)}
        onOpen={() => onOpen(one.bookingId)}
      />
    ));
  const none = bookings.length === 0 && day.waits.length === 0;
  return (
    <>
      {none ? (
        <Empty icon="clock" title={t("bookings.none")} next={t("bookings.noneNext")} />
      ) : null}
      <Part name={t("bookings.late")} count={found.late.length}>{cards(found.late, true)}</Part>
      <Part name={t("bookings.waiting")} count={found.waiting.length}>{cards(found.waiting)}</Part>
      <Part name={t("bookings.serving")} count={found.serving.length}>{cards(found.serving)}</Part>
      <Part name={t("bookings.next")} count={found.next.length}>{cards(found.next)}</Part>
      <Rows name={t("bookings.later")} bookings={found.later} onOpen={onOpen} />
      <Waits waits={day.waits} />
      <Rows name={t("bookings.over")} bookings={found.over} onOpen={onOpen} />
    </>
  );
}

function Part({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className="bookings-part" aria-label={name}>
      <h2>{name} <span>{count}</span></h2>
      {children}
    </section>
  );
}

interface RowsProps {
  name: string;
  bookings: readonly Booking[];
  onOpen(bookingId: string): void;
}

/** What needs nothing now: a line each. */
function Rows({ name, bookings, onOpen }: RowsProps) {
  const { staff } = useCounter();
  const words = useText();
  const faint = (one: Booking) => one.state === "cancelled" || one.state === "no_show";
  return (
    <Part name={name} count={bookings.length}>
      <ul className="rows">
        {bookings.map((one) => (
          <li key={one.bookingId}>
            <button
              type="button"
              className={`row ${faint(one) ? "row-undone" : ""}`}
              onClick={() => onOpen(one.bookingId)}
            >
              <span className="row-time">{clock(one.startsAt, staff.timeZone)}</span>
              <span className="row-words">
                <strong>{whoOf(words, one)}</strong>
                <small>{whatOf(words, one)}</small>
              </span>
              <span className="row-amount row-state">
                {one.state === "confirmed" ? null : words.t(`bookings.state.${one.state}`)}
              </span>
              <Icon name="next" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Who would take a place that becomes free; the system offers it by itself. */
function Waits({ waits }: { waits: readonly Wait[] }) {
  const { staff } = useCounter();
  const { t, lang } = useText();
  return (
    <Part name={t("bookings.waitList")} count={waits.length}>
      <ul className="rows">
        {waits.map((one) => (
          <li key={one.waitId} className="row row-still">
            <span className="row-time">{clock(one.fromAt, staff.timeZone)}</span>
            <span className="row-words">
              <strong>{one.memberMasked}</strong>
              <small>
                {inLang(lang, one.serviceName, one.serviceNameEn)} ·{" "}
                {t("bookings.people", { count: one.people })}
              </small>
            </span>
            <span className="row-amount row-state">
              {one.state === "offered" ? t("bookings.offered") : t("bookings.inRow")}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
