import { Input, Skeleton } from "antd";
import { clock } from "#packages/ui/format.ts";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { dayStart, today } from "../../parts/days.ts";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

interface TimeChoiceProps {
  readonly storeId: string;
  readonly serviceId: string;
  readonly people: number;
  readonly day: string;
  readonly value: number | null;
  onDay(day: string): void;
  onChange(startsAt: number): void;
}

/** A day and one of its free times; the lead time does not bind the staff. */
export function TimeChoice(props: TimeChoiceProps) {
  const { storeId, serviceId, people, day, value, onDay, onChange } = props;
  const brand = useBrand();
  const { t } = useText();
  const zone = brand.me.brand.timeZone;
  const query = { storeId, serviceId, people, from: day, days: 1 };
  const found = useAnswer("listStoreSlots", { path: brand.path, query });
  // The times of another day or service are none of these.
  const slots = found.isPlaceholderData ? undefined : found.data?.items;
  const free = slots?.filter((one) => one.left > 0 && one.day === day) ?? [];
  return (
    <div className="c-times">
      <Input
        type="date"
        aria-label={t("bookings.day")}
        min={today(zone)}
        value={day}
        onChange={(event) => event.target.value && onDay(event.target.value)}
      />
      {found.isFetching && !slots ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : null}
      {found.error ? <ErrorNote error={found.error} /> : null}
      {slots && free.length === 0 ? (
        <p className="c-quiet">{t("bookings.noTimes")}</p>
      ) : null}
      <div className="c-times-list" role="radiogroup" aria-label={t("bookings.time")}>
        {free.map((one) => (
          <label key={one.startsAt}>
            <input
              type="radio"
              name="time"
              checked={value === one.startsAt}
              onChange={() => onChange(one.startsAt)}
            />
            <span>
              {one.startsAt >= dayStart(day, zone) + 86_400_000 ? t("bookings.nextDay") : ""}
              {clock(one.startsAt, zone)}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
