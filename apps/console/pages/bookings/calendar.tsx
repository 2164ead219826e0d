import type { CSSProperties } from "react";
import { clock } from "#packages/ui/format.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayName, dayOfInstant, dayStart, today } from "../../parts/days.ts";
import { useText } from "../../text.ts";
import { Agenda } from "./agenda.tsx";
import { type Booking, resourcesOf, type Resource, serviceOf, whoOf } from "./booking.ts";
import { hoursShown, placed } from "./layout.ts";
import { useNarrow } from "./use-narrow.ts";

interface CalendarProps {
  readonly bookings: readonly Booking[];
  readonly resources: readonly Resource[];
  /** The day, or the Monday of the week. */
  readonly from: string;
  readonly view: "day" | "week";
  onOpen(bookingId: string): void;
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly note: string;
  readonly now: boolean;
  /** Midnight of its day, epoch milliseconds. */
  readonly start: number;
  readonly bookings: readonly Booking[];
}

const minuteMs = 60_000;
const hourHeight = 56;
const leastHeight = 28;
const leastMs = (leastHeight / hourHeight) * 60 * minuteMs;
/** Below it a second line would be cut. */
const twoLines = 42;

/** Hours downwards, who and what serves (or the days) across. On a phone it is a list. */
export function Calendar(props: CalendarProps) {
  const { bookings, onOpen } = props;
  const { t } = useText();
  const narrow = useNarrow();
  const columns = useColumns(props);
  if (narrow) return <Agenda bookings={bookings} onOpen={onOpen} />;
  const minutes = columns.flatMap(({ start, bookings: mine }) =>
    mine.map((one) => ({
      from: (one.startsAt - start) / minuteMs, to: (one.endsAt - start) / minuteMs,
    })),
  );
  const { fromHour, toHour } = hoursShown(minutes);
  const hours = Array.from({ length: toHour - fromHour }, (_, at) => fromHour + at);
  const style = {
    "--hour": `${hourHeight}px`,
    "--columns": columns.length,
    "--hours": hours.length,
  } as CSSProperties;
  return (
    <div className="c-calendar" style={style} role="group" aria-label={t("bookings.calendar")}>
      <div className="c-calendar-head">
        <span />
        {columns.map(({ key, title, note, now }) => (
          <span key={key} className={now ? "c-calendar-now" : ""}>
            <strong>{title}</strong>
            {note ? <small>{note}</small> : null}
          </span>
        ))}
      </div>
      <div className="c-calendar-body">
        <ol className="c-calendar-hours" aria-hidden="true">
          {hours.map((hour) => (
            <li key={hour}>{`${String(hour % 24).padStart(2, "0")}:00`}</li>
          ))}
        </ol>
        {columns.map((column) => (
          <ColumnPart
            key={column.key}
            column={column}
            fromHour={fromHour}
            toHour={toHour}
            showWith={props.view === "week"}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}

function useColumns({ bookings, resources, from, view }: CalendarProps): Column[] {
  const brand = useBrand();
  const { t, lang } = useText();
  const zone = brand.me.brand.timeZone;
  if (view === "week") {
    return Array.from({ length: 7 }, (_, at) => {
      const day = addDays(from, at);
      const weekday = new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", {
        timeZone: "UTC", weekday: "short",
      }).format(Date.parse(`${day}T00:00:00Z`));
      return {
        key: day,
        title: weekday,
        note: dayName(day, lang),
        now: day === today(zone),
        start: dayStart(day, zone),
        bookings: bookings.filter((one) => dayOfInstant(one.startsAt, zone) === day),
      };
    });
  }
  const start = dayStart(from, zone);
  const has = (one: Booking, id: string) => one.resources.some((each) => each.resourceId === id);
  const shown = resources.filter(
    ({ active, resourceId }) => active || bookings.some((one) => has(one, resourceId)),
  );
  const columns = shown.map((one) => ({
    key: one.resourceId,
    title: brand.named(one),
    note: t(`bookings.kind.${one.kind}`),
    now: false,
    start,
    bookings: bookings.filter((each) => has(each, one.resourceId)),
  }));
  const loose = bookings.filter(({ resources: used }) => used.length === 0);
  if (loose.length === 0) return columns;
  const rest = { key: "loose", title: t("bookings.loose"), note: "", now: false, start };
  return [...columns, { ...rest, bookings: loose }];
}

interface ColumnPartProps {
  readonly column: Column;
  readonly fromHour: number;
  readonly toHour: number;
  readonly showWith: boolean;
  onOpen(bookingId: string): void;
}

function ColumnPart({ column, fromHour, toHour, showWith, onOpen }: ColumnPartProps) {
  const brand = useBrand();
  const { t } = useText();
  const zone = brand.me.brand.timeZone;
  const top = column.start + fromHour * 60 * minuteMs;
  const now = Date.now();
  const isNow = now >= top && now < top + (toHour - fromHour) * 60 * minuteMs;
  const px = (ms: number) => (ms / minuteMs / 60) * hourHeight;
  return (
    <section className="c-calendar-column" aria-label={column.title}>
      {isNow ? <span className="c-calendar-line" style={{ top: px(now - top) }} /> : null}
      {placed(column.bookings, leastMs).map(({ one, lane, lanes }) => {
        const style = {
          top: px(one.startsAt - top),
          height: Math.max(leastHeight - 2, px(one.endsAt - one.startsAt) - 2),
          left: `${(lane / lanes) * 100}%`,
          width: `${100 / lanes}%`,
        };
        const time = `${clock(one.startsAt, zone)}–${clock(one.endsAt, zone)}`;
        const state = t(`bookings.state.${one.state}`);
        return (
          <button
            key={one.bookingId}
            type="button"
            style={style}
            className={`c-calendar-one c-calendar-${one.outside ? "outside" : one.state}`}
            aria-label={`${time} ${whoOf(t, one)} ${serviceOf(brand, one)} ${state}`}
            title={`${time} ${whoOf(t, one)} ${state}`}
            onClick={() => onOpen(one.bookingId)}
          >
            <b>{clock(one.startsAt, zone)}</b> {whoOf(t, one)}
            {style.height >= twoLines ? (
              <small>{showWith ? resourcesOf(brand, one) : serviceOf(brand, one)}</small>
            ) : null}
          </button>
        );
      })}
    </section>
  );
}
