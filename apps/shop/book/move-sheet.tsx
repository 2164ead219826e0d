import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock } from "#packages/ui/format.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useShop } from "../shop.ts";
import type { Booking, Slot, Wish } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { momentWords } from "./in-words.ts";
import { sayProblem } from "./say.ts";
import { whenWords } from "./time.ts";
import { useTimes } from "./use-times.ts";
import { DayStrip, TimeGrid } from "./when-part.tsx";
import { useText } from "./words.ts";

interface MoveProps {
  booking: Booking;
  onChange(booking: Booking): void;
}

/** Another day or time; until when that is free stands above. */
export function MoveBooking({ booking, onChange }: MoveProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button wide look="soft" onClick={() => setOpen(true)}>{t("booking.change")}</Button>
      {open ? (
        <Sheet
          title={t("booking.changeTitle")}
          closeLabel={t("kit.close")}
          onClose={() => setOpen(false)}
        >
          <Times
            booking={booking}
            onChange={(moved) => {
              setOpen(false);
              onChange(moved);
            }}
          />
        </Sheet>
      ) : null}
    </>
  );
}

function Times({ booking, onChange }: MoveProps) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const [chosen, setChosen] = useState<Slot>();
  const [busy, setBusy] = useState(false);
  const { storeId, storeCode, serviceId, people, cancelUntil } = booking;
  const wish: Wish = { storeId, storeCode, serviceId, people, resourceId: null };
  const { days, slots, day, choose, problem, loading, reload } = useTimes(wish);

  async function move(startsAt: number): Promise<void> {
    setBusy(true);
    try {
      const moved = await calls.move(booking.bookingId, { startsAt });
      const when = whenWords(moved.startsAt, moved.endsAt, brand.timeZone, lang, now());
      toast(t("booking.changed", { when }), "good");
      onChange(moved);
    } catch (thrown) {
      sayProblem(thrown);
      setChosen(undefined);
      reload();
    }
    setBusy(false);
  }

  return (
    <div className="book-acts">
      <p className="quiet">
        {t("booking.changeRule", { time: momentWords(cancelUntil, brand, lang, now()) })}
      </p>
      {problem ? <Notice {...problem} /> : null}
      {loading ? <Skeleton rows={2} label={t("kit.loading")} /> : null}
      {days ? <DayStrip days={days} chosen={day} onChoose={choose} /> : null}
      {day && slots ? (
        <TimeGrid
          day={day}
          slots={slots}
          chosen={chosen?.startsAt}
          onTake={setChosen}
        />
      ) : null}
      {chosen ? (
        <Button wide busy={busy} onClick={() => void move(chosen.startsAt)}>
          {t("booking.changeTo", { time: clock(chosen.startsAt, brand.timeZone) })}
        </Button>
      ) : null}
    </div>
  );
}
