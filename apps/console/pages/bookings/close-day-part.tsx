import { Button, Input, Radio } from "antd";
import { useState } from "react";
import type { BodyOf } from "#packages/sdk/index.ts";
import { clock } from "#packages/ui/format.ts";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { ErrorNote, Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { minutesOf } from "../wizard/new-brand.ts";
import { serviceOf, whoOf } from "./booking.ts";
import { TimeChoice } from "./time-choice.tsx";

type Touched = Item<"listTouchedBookings">;
type Act = NonNullable<BodyOf<"closeStoreDay">>["acts"][number];
type Acts = Readonly<Record<string, Act>>;

interface Hours {
  readonly closed: boolean;
  readonly opens: string;
  readonly closes: string;
}

/** A day that differs: first whom it touches and what becomes of each, then the day itself. */
export function CloseDayPart({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const [day, setDay] = useState(() => addDays(today(brand.me.brand.timeZone), 1));
  const [hours, setHours] = useState<Hours>({ closed: true, opens: "10:00", closes: "18:00" });
  const open = hours.closed ? null : minutesOf(hours.opens, hours.closes);
  const query = { day, ...(open ?? {}) };
  const path = { ...brand.path, storeId };
  const found = useAnswer("listTouchedBookings", { path, query });
  const [acts, setActs] = useState<Acts>({});
  const [reason, setReason] = useState("");
  const close = useWrite("closeStoreDay", {
    done: t("bookings.dayChanged"),
    onDone: () => setActs({}),
  });
  // Whom another day touches says nothing of this one.
  const shown = found.isPlaceholderData ? undefined : found.data;
  const touched = shown?.items ?? [];
  const ready = touched.every(({ bookingId }) => isWhole(acts[bookingId]));
  function send(): void {
    const chosen = touched.flatMap(({ bookingId }) => acts[bookingId] ?? []);
    const body = {
      day, opensMin: open?.opensMin ?? null, closesMin: open?.closesMin ?? null,
      acts: chosen, reason: reason.trim() || null,
    };
    close.mutate({ path, body });
  }
  return (
    <section className="c-section c-close-day">
      <p className="c-quiet">{t("bookings.closeLead")}</p>
      <DayFields
        {...{ day, hours, reason }}
        onDay={setDay}
        onHours={setHours}
        onReason={setReason}
      />
      {found.error ? <ErrorNote error={found.error} /> : null}
      {shown && touched.length === 0 ? (
        <Note tone="plain" title={t("bookings.touchesNone")} />
      ) : null}
      {touched.length > 0 ? (
        <h2>{t("bookings.touches", { count: touched.length })}</h2>
      ) : null}
      <ul className="c-touched">
        {touched.map((one) => (
          <TouchedRow
            key={one.bookingId}
            booking={one}
            act={acts[one.bookingId]}
            onAct={(act) => setActs({ ...acts, [one.bookingId]: act })}
          />
        ))}
      </ul>
      <div className="c-form-foot">
        <Button
          type="primary"
          disabled={!ready || !shown}
          loading={close.isPending}
          onClick={send}
        >
          {t(hours.closed ? "bookings.closeDay" : "bookings.changeDay")}
        </Button>
        {ready ? null : <span className="c-quiet">{t("bookings.actMissing")}</span>}
      </div>
    </section>
  );
}

const isWhole = (act: Act | undefined): boolean =>
  act !== undefined && (act.act !== "move" || Boolean(act.startsAt));

interface DayFieldsProps {
  readonly day: string;
  readonly hours: Hours;
  readonly reason: string;
  onDay(day: string): void;
  onHours(hours: Hours): void;
  onReason(reason: string): void;
}

function DayFields({ day, hours, reason, onDay, onHours, onReason }: DayFieldsProps) {
  const brand = useBrand();
  const { t } = useText();
  return (
    <div className="c-bar">
      <Input
        type="date"
        aria-label={t("bookings.day")}
        min={today(brand.me.brand.timeZone)}
        value={day}
        onChange={(event) => event.target.value && onDay(event.target.value)}
      />
      <Radio.Group
        aria-label={t("bookings.hours")}
        value={hours.closed}
        onChange={(event) => onHours({ ...hours, closed: event.target.value as boolean })}
        options={[
          { value: true, label: t("bookings.closedAll") },
          { value: false, label: t("bookings.otherHours") },
        ]}
      />
      {hours.closed ? null : (
        <span className="c-range">
          <Input
            type="time"
            aria-label={t("day.from")}
            value={hours.opens}
            onChange={(event) => onHours({ ...hours, opens: event.target.value })}
          />
          <span aria-hidden="true">–</span>
          <Input
            type="time"
            aria-label={t("day.to")}
            value={hours.closes}
            onChange={(event) => onHours({ ...hours, closes: event.target.value })}
          />
        </span>
      )}
      <Input
        aria-label={t("bookings.closeReason")}
        placeholder={t("bookings.closeReason")}
        maxLength={200}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
    </div>
  );
}

interface TouchedRowProps {
  readonly booking: Touched;
  readonly act: Act | undefined;
  onAct(act: Act): void;
}

function TouchedRow({ booking, act, onAct }: TouchedRowProps) {
  const brand = useBrand();
  const { t } = useText();
  const { bookingId, storeId, serviceId, people, startsAt } = booking;
  const [day, setDay] = useState(() => addDays(today(brand.me.brand.timeZone), 2));
  const when = clock(startsAt, brand.me.brand.timeZone);
  return (
    <li>
      <p>
        <strong>{when} {whoOf(t, booking)}</strong>
        <small>{serviceOf(brand, booking)}</small>
      </p>
      <Radio.Group
        aria-label={`${when} ${whoOf(t, booking)}`}
        value={act?.act ?? null}
        onChange={(event) => onAct({ bookingId, act: event.target.value as Act["act"] })}
        options={(["move", "cancel", "keep"] as const).map((value) => ({
          value, label: t(`bookings.act.${value}`),
        }))}
      />
      {act?.act === "move" ? (
        <TimeChoice
          {...{ storeId, serviceId, people, day }}
          value={act.startsAt ?? null}
          onDay={setDay}
          onChange={(at) => onAct({ bookingId, act: "move", startsAt: at })}
        />
      ) : null}
    </li>
  );
}
