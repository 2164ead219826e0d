import { Button } from "#packages/ui/button.tsx";
import { clock } from "#packages/ui/format.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { type Booking, type BookingStep, mainStep } from "./sections.ts";
import { whatOf, whoOf } from "./words.ts";

interface BookingCardProps {
  booking: Booking;
  now: number;
  busy: boolean;
  late?: boolean;
  onStep(step: BookingStep): void;
  onOpen(): void;
}

/** Time and who, as large as they are read from; the next step takes the whole width. */
export function BookingCard(props: BookingCardProps) {
  const { booking, now, busy, late, onStep, onOpen } = props;
  const { staff } = useCounter();
  const words = useText();
  const { t } = words;
  const step = mainStep(booking);
  const time = clock(booking.startsAt, staff.timeZone);
  return (
    <article className={`booking ${late ? "booking-late" : ""} booking-${booking.state}`}>
      <button
        type="button"
        className="booking-head"
        aria-label={t("bookings.openOne", { time, who: whoOf(words, booking) })}
        onClick={onOpen}
      >
        <strong className="booking-time">{time}</strong>
        <span className="booking-words">
          <strong>{whoOf(words, booking)}</strong>
          <small>{whatOf(words, booking)}</small>
          <Since booking={booking} now={now} late={late === true} />
          {booking.outside ? <small className="booking-bad">{t("bookings.outside")}</small> : null}
        </span>
        <Icon name="next" size={20} />
      </button>
      {step ? (
        <Button
          wide
          className="big"
          look={step === "finish" ? "soft" : "main"}
          busy={busy}
          onClick={() => onStep(step)}
        >
          {t(`bookings.step.${step}`)}
        </Button>
      ) : null}
    </article>
  );
}

const minutesOf = (ms: number): number => Math.max(0, Math.floor(ms / 60_000));

function Since({ booking, now, late }: { booking: Booking; now: number; late: boolean }) {
  const { t } = useText();
  const { state, startsAt, arrivedAt, startedAt } = booking;
  if (late) {
    const minutes = minutesOf(now - startsAt);
    return <small className="booking-bad">{t("bookings.lateBy", { minutes })}</small>;
  }
  if (state === "arrived" && arrivedAt !== null) {
    const minutes = minutesOf(now - arrivedAt);
    const by = booking.arrivedBy === "member" ? t("bookings.byThemselves") : "";
    return (
      <small className="booking-good">{t("bookings.waits", { minutes })}{by}</small>
    );
  }
  if (state === "serving" && startedAt !== null) {
    return (
      <small className="booking-good">
        {t("bookings.serves", { minutes: minutesOf(now - startedAt) })}
      </small>
    );
  }
  if (state === "held") return <small>{t("bookings.held")}</small>;
  return null;
}
