import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { clock, dayAndClock } from "#packages/ui/format.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { useCounter } from "../counter.ts";
import { useText } from "../text.ts";
import { type Booking, type BookingStep, mainStep } from "./sections.ts";
import { TimePick } from "./time-pick.tsx";
import type { StepMore } from "./use-acts.ts";
import { whatOf, whoOf } from "./words.ts";

interface BookingSheetProps {
  booking: Booking;
  busy: boolean;
  onStep(step: BookingStep, more?: StepMore): Promise<boolean>;
  onClose(): void;
}

/** All of one booking, and every step that is open to it. */
export function BookingSheet({ booking, busy, onStep, onClose }: BookingSheetProps) {
  const words = useText();
  const { t } = words;
  const [moving, setMoving] = useState(false);
  const main = mainStep(booking);
  const may = (step: BookingStep) => booking.may.includes(step);

  async function step(name: BookingStep, more?: StepMore): Promise<void> {
    if (await onStep(name, more)) onClose();
  }

  return (
    <Sheet title={whoOf(words, booking)} closeLabel={t("kit.close")} onClose={onClose}>
      <Facts booking={booking} />
      {moving ? (
        <TimePick
          serviceId={booking.serviceId}
          people={booking.people}
          busy={busy}
          onPick={(startsAt) => void step("move", { startsAt })}
        />
      ) : (
        <div className="booking-acts">
          {main ? (
            <Button wide data-first className="big" busy={busy} onClick={() => void step(main)}>
              {t(`bookings.step.${main}`)}
            </Button>
          ) : null}
          {may("undo_check_in") ? (
            <Button wide look="soft" className="big" onClick={() => void step("undo_check_in")}>
              {t("bookings.step.undo_check_in")}
            </Button>
          ) : null}
          {may("no_show") ? (
            <Button wide look="soft" className="big" onClick={() => void step("no_show")}>
              {t("bookings.step.no_show")}
            </Button>
          ) : null}
          {may("move") ? (
            <Button wide look="plain" className="big" onClick={() => setMoving(true)}>
              {t("bookings.step.move")}
            </Button>
          ) : null}
          {may("cancel") ? <Cancel onCancel={(reason) => void step("cancel", { reason })} /> : null}
        </div>
      )}
    </Sheet>
  );
}

const reasons = ["asked", "ill", "mistake", "closed"] as const;

/** One tap opens the reasons; the reason is the act. */
function Cancel({ onCancel }: { onCancel(reason: string): void }) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button wide look="danger" className="big" onClick={() => setAsking(true)}>
        {t("bookings.step.cancel")}
      </Button>
    );
  }
  return (
    <div className="booking-reasons" role="group" aria-label={t("bookings.whyCancel")}>
      <strong>{t("bookings.whyCancel")}</strong>
      {reasons.map((reason) => (
        <Button
          key={reason}
          wide
          look="danger"
          className="big"
          onClick={() => onCancel(t(`bookings.why.${reason}`))}
        >
          {t(`bookings.why.${reason}`)}
        </Button>
      ))}
    </div>
  );
}

function Facts({ booking }: { booking: Booking }) {
  const { staff } = useCounter();
  const words = useText();
  const { t, lang } = words;
  const { number, state, startsAt, endsAt, note, arrivedAt, startedAt, finishedAt } = booking;
  const at = (moment: number | null) =>
    moment === null ? null : clock(moment, staff.timeZone);
  const day = dayAndClock(startsAt, staff.timeZone, lang, Date.now());
  const facts: [string, string | null][] = [
    [t("bookings.state"), t(`bookings.state.${state}`)],
    [t("bookings.when"), `${day}–${at(endsAt)}`],
    [t("bookings.what"), whatOf(words, booking)],
    [t("bookings.number"), number.replace(/(\d{4})(?=\d)/g, "$1 ")],
    [t("bookings.phone"), booking.guestPhone],
    [t("bookings.note"), note],
    [t("bookings.came"), at(arrivedAt)],
    [t("bookings.began"), at(startedAt)],
    [t("bookings.ended"), at(finishedAt)],
  ];
  return (
    <dl className="facts facts-sheet">
      {facts.flatMap(([name, value]) =>
        value ? [<div key={name}><dt>{name}</dt><dd>{value}</dd></div>] : [],
      )}
    </dl>
  );
}
