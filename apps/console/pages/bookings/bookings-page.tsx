import { useNavigate } from "@tanstack/react-router";
import { Button, Input, Segmented, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useAnswer, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayName, today } from "../../parts/days.ts";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { BookingDrawer } from "./booking-drawer.tsx";
import { type Booking, isOn } from "./booking.ts";
import { Calendar } from "./calendar.tsx";
import { FiguresPart } from "./figures-part.tsx";
import { NewBookingDrawer } from "./new-booking-drawer.tsx";
import { useStore } from "./use-store.ts";

type View = "day" | "week";

/** The calendar of one store: a day by who and what serves, or a week. */
export function BookingsPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { storeId, search, show } = useStore();
  const [making, setMaking] = useState(false);
  const now = today(brand.me.brand.timeZone);
  const view: View = search.view === "week" ? "week" : "day";
  const day = search.day ?? now;
  const from = view === "day" ? day : mondayOf(day);
  const setup = () =>
    void navigate({ to: `/${brand.key}/bookings/setup`, search: { storeId } as never });
  return (
    <>
      <PageHead
        title={t("bookings.title")}
        lead={t("bookings.lead")}
        actions={
          <>
            {brand.may("bookings.write") ? (
              <Button onClick={setup}>{t("bookings.setup")}</Button>
            ) : null}
            {brand.may("bookings.work") ? (
              <Button type="primary" disabled={!storeId} onClick={() => setMaking(true)}>
                {t("bookings.new")}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="c-bar">
        <UnitPick
          label={t("bookings.store")}
          kind="store"
          clearable={false}
          value={storeId}
          onChange={(next) => show({ storeId: next })}
        />
        <DayBar view={view} day={day} onShow={show} />
      </div>
      {storeId ? (
        <>
          <Shown key={`${storeId} ${from} ${view}`} storeId={storeId} from={from} view={view} />
          <FiguresPart storeId={storeId} />
        </>
      ) : null}
      {storeId && making ? (
        <NewBookingDrawer storeId={storeId} day={day} onClose={() => setMaking(false)} />
      ) : null}
    </>
  );
}

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

interface DayBarProps {
  readonly view: View;
  readonly day: string;
  onShow(more: Record<string, string | undefined>): void;
}

function DayBar({ view, day, onShow }: DayBarProps) {
  const brand = useBrand();
  const { t } = useText();
  const step = view === "day" ? 1 : 7;
  const go = (days: number) => onShow({ day: addDays(day, days) });
  return (
    <>
      <Segmented
        aria-label={t("bookings.view")}
        value={view}
        onChange={(next) => onShow({ view: next })}
        options={[
          { value: "day" as const, label: t("bookings.view.day") },
          { value: "week" as const, label: t("bookings.view.week") },
        ]}
      />
      <div className="c-booking-day">
        <Button aria-label={t("bookings.before")} onClick={() => go(-step)}>‹</Button>
        <Input
          type="date"
          aria-label={t("bookings.day")}
          value={day}
          onChange={(event) => event.target.value && onShow({ day: event.target.value })}
        />
        <Button aria-label={t("bookings.after")} onClick={() => go(step)}>›</Button>
        <Button onClick={() => onShow({ day: today(brand.me.brand.timeZone) })}>
          {t("bookings.today")}
        </Button>
      </div>
    </>
  );
}

interface ShownProps {
  readonly storeId: string;
  readonly from: string;
  readonly view: View;
}

function Shown({ storeId, from, view }: ShownProps) {
  const brand = useBrand();
  const { t, lang } = useText();
  const days = view === "day" ? 1 : 7;
  const query = { storeId, from, days, limit: 200 };
  const pages = usePages("listBookings", { path: brand.path, query });
  const resources = useAnswer("listBookingResources", {
    path: brand.path, query: { storeId, limit: 200 },
  });
  const [openId, setOpenId] = useState<string>();
  const { hasMore, loadingMore, more } = pages;
  useEffect(() => {
    // a calendar with a hole in it is none
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);
  if (pages.error) return <ErrorNote error={pages.error} again={pages.again} />;
  if (pages.loading || !resources.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const bookings = pages.items.filter(isOn);
  const open: Booking | undefined = pages.items.find((one) => one.bookingId === openId);
  const names = { from: dayName(from, lang), count: bookings.length };
  return (
    <>
      <p className="c-quiet" role="status">
        {view === "day" ? t("bookings.onDay", names) : t("bookings.inWeek", names)}
      </p>
      {resources.data.items.length === 0 ? (
        <Empty title={t("bookings.noResources")} next={t("bookings.noResourcesNext")} />
      ) : (
        <Calendar
          bookings={bookings}
          resources={resources.data.items}
          from={from}
          view={view}
          onOpen={setOpenId}
        />
      )}
      {open ? <BookingDrawer booking={open} onClose={() => setOpenId(undefined)} /> : null}
    </>
  );
}
