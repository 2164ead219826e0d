import { Button } from "#packages/ui/button.tsx";
import { clock } from "#packages/ui/format.ts";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { Verdict } from "../verdict.tsx";
import type { Booking } from "./sections.ts";
import { whatOf, whoOf } from "./words.ts";

interface ArrivedScreenProps {
  booking: Booking;
  /** It was checked in by this scan, not before. */
  fresh: boolean;
  onNext(): void;
}

/** A scanned booking: checked in at once, understood by colour and shape. */
export function ArrivedScreen({ booking, fresh, onNext }: ArrivedScreenProps) {
  const { staff } = useCounter();
  const words = useText();
  const { t } = words;
  const title = fresh ? t("bookings.done.check_in") : t(`bookings.state.${booking.state}`);
  return (
    <Verdict
      tone={fresh ? "good" : "wait"}
      title={title}
      text={whoOf(words, booking)}
      acts={<Button wide className="big huge" onClick={onNext}>{t("result.next")}</Button>}
    >
      <p className="verdict-figure">
        <span>{t("bookings.when")}</span>
        <strong>{clock(booking.startsAt, staff.timeZone)}</strong>
      </p>
      <p className="verdict-facts"><span>{whatOf(words, booking)}</span></p>
    </Verdict>
  );
}
