import { Button, Drawer, Input } from "antd";
import { useState } from "react";
import { clock } from "#packages/ui/format.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { dayOfInstant } from "../../parts/days.ts";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { ClosingPart } from "../orders/closing-part.tsx";
import { type Booking, lookOf, resourcesOf, serviceOf, whoOf } from "./booking.ts";
import { TimeChoice } from "./time-choice.tsx";

interface BookingDrawerProps {
  readonly booking: Booking;
  onClose(): void;
}

/** One booking: all that is known, and every step that is open to it. */
export function BookingDrawer({ booking, onClose }: BookingDrawerProps) {
  const { t } = useText();
  const [doing, setDoing] = useState<"move" | "cancel">();
  const may = (step: Booking["may"][number]) => booking.may.includes(step);
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(480px, 100vw)"
      title={whoOf(t, booking)}
    >
      {booking.outside ? (
        <Note title={t("bookings.outside")} next={t("bookings.outsideNext")} />
      ) : null}
      <Facts booking={booking} />
      <Steps booking={booking} />
      <ClosingPart subjectId={booking.bookingId} />
      <div className="c-inline">
        {may("move") ? (
          <Button onClick={() => setDoing("move")}>{t("bookings.step.move")}</Button>
        ) : null}
        {may("cancel") ? (
          <Button danger onClick={() => setDoing("cancel")}>{t("bookings.step.cancel")}</Button>
        ) : null}
      </div>
      {doing === "move" ? <Move booking={booking} onDone={onClose} /> : null}
      {doing === "cancel" ? <Cancel booking={booking} onDone={onClose} /> : null}
    </Drawer>
  );
}

function Facts({ booking }: { booking: Booking }) {
  const brand = useBrand();
  const { t } = useText();
  const zone = brand.me.brand.timeZone;
  const at = (moment: number | null) => (moment === null ? null : brand.at(moment));
  const { depositMinor, depositState, waitSeconds } = booking;
  const deposit = depositMinor && depositState
    ? `${brand.money(depositMinor)} · ${t(`bookings.deposit.${depositState}`)}`
    : null;
  const facts: [string, string | null][] = [
    [t("bookings.when"), `${brand.at(booking.startsAt)}–${clock(booking.endsAt, zone)}`],
    [t("bookings.service"), serviceOf(brand, booking)],
    [t("bookings.with"), resourcesOf(brand, booking) || null],
    [t("bookings.people"), String(booking.people)],
    [t("bookings.number"), booking.number.replace(/(\d{4})(?=\d)/g, "$1 ")],
    [t("bookings.origin"), t(`bookings.origin.${booking.origin}`)],
    [t("bookings.phone"), booking.guestPhone],
    [t("bookings.deposit"), deposit],
    [t("bookings.note"), booking.note],
    [t("bookings.came"), at(booking.arrivedAt)],
    [t("bookings.began"), at(booking.startedAt)],
    [t("bookings.ended"), at(booking.finishedAt)],
    [t("bookings.waited"), waitSeconds === null ? null : minutesText(t, waitSeconds)],
    [t("bookings.rating"), booking.rating === null ? null : `${booking.rating} / 5`],
    [t("bookings.reason"), booking.cancelReason],
  ];
  return (
    <dl className="c-booking-facts">
      <div>
        <dt>{t("bookings.state")}</dt>
        <dd><span className={lookOf(booking)}>{t(`bookings.state.${booking.state}`)}</span></dd>
      </div>
      {facts.flatMap(([name, value]) =>
        value ? [<div key={name}><dt>{name}</dt><dd>{value}</dd></div>] : [],
      )}
    </dl>
  );
}

/** Seconds as minutes are said. */
export function minutesText(t: ReturnType<typeof useText>["t"], seconds: number): string {
  return t("bookings.minutes", { count: Math.round(seconds / 60) });
}

/** The steps that ask nothing. */
function Steps({ booking }: { booking: Booking }) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, bookingId: booking.bookingId };
  const done = t("form.saved");
  const confirm = useWrite("confirmBooking", { done });
  const checkIn = useWrite("checkInBooking", { done });
  const undo = useWrite("undoCheckIn", { done });
  const start = useWrite("startBooking", { done });
  const finish = useWrite("finishBooking", { done });
  const noShow = useWrite("markNoShow", { done });
  const steps = [
    { step: "finish", run: () => finish.mutate({ path }) },
    { step: "start", run: () => start.mutate({ path, body: {} }) },
    { step: "check_in", run: () => checkIn.mutate({ path }) },
    { step: "confirm", run: () => confirm.mutate({ path }) },
    { step: "undo_check_in", run: () => undo.mutate({ path }) },
    { step: "no_show", run: () => noShow.mutate({ path }) },
  ] as const;
  const open = steps.filter(({ step }) => booking.may.includes(step));
  const busy = [confirm, checkIn, undo, start, finish, noShow].some((one) => one.isPending);
  return (
    <div className="c-inline">
      {open.map(({ step, run }, at) => (
        <Button
          key={step}
          type={at === 0 && !step.startsWith("undo") && step !== "no_show" ? "primary" : "default"}
          disabled={busy}
          onClick={run}
        >
          {t(`bookings.step.${step}`)}
        </Button>
      ))}
    </div>
  );
}

interface ActProps {
  readonly booking: Booking;
  onDone(): void;
}

function Move({ booking, onDone }: ActProps) {
  const brand = useBrand();
  const { t } = useText();
  const { bookingId, storeId, serviceId, people, startsAt } = booking;
  const [day, setDay] = useState(() => dayOfInstant(startsAt, brand.me.brand.timeZone));
  const [time, setTime] = useState<number | null>(null);
  const move = useWrite("moveBooking", { done: t("bookings.moved"), onDone });
  const send = (at: number) =>
    move.mutate({ path: { ...brand.path, bookingId }, body: { startsAt: at } });
  return (
    <section className="c-section">
      <h2>{t("bookings.step.move")}</h2>
      <TimeChoice
        {...{ storeId, serviceId, people, day }}
        value={time}
        onDay={(next) => {
          setDay(next);
          setTime(null);
        }}
        onChange={setTime}
      />
      <Button
        type="primary"
        disabled={time === null}
        loading={move.isPending}
        onClick={() => time !== null && send(time)}
      >
        {t("bookings.moveTo")}
      </Button>
    </section>
  );
}

function Cancel({ booking, onDone }: ActProps) {
  const brand = useBrand();
  const { t } = useText();
  const [reason, setReason] = useState("");
  const cancel = useWrite("cancelBooking", { done: t("bookings.cancelled"), onDone });
  const path = { ...brand.path, bookingId: booking.bookingId };
  return (
    <section className="c-section">
      <h2>{t("bookings.step.cancel")}</h2>
      <Input
        aria-label={t("bookings.cancelWhy")}
        placeholder={t("bookings.cancelWhy")}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        danger
        type="primary"
        disabled={!reason.trim()}
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ path, body: { reason: reason.trim() } })}
      >
        {t("bookings.cancelNow")}
      </Button>
    </section>
  );
}
