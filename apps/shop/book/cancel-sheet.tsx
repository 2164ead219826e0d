import { useState } from "react";
import { Button } from "#packages/ui/button.tsx";
import { money } from "#packages/ui/format.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useShop } from "../shop.ts";
import type { Booking } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { momentWords } from "./in-words.ts";
import { sayProblem } from "./say.ts";
import { useText } from "./words.ts";

interface CancelProps {
  booking: Booking;
  onChange(booking: Booking): void;
}

/** What cancelling means now is said before it is done. */
export function CancelBooking({ booking, onChange }: CancelProps) {
  const { t } = useText();
  const calls = useCalls();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function cancel(): Promise<void> {
    setBusy(true);
    try {
      onChange(await calls.cancel(booking.bookingId));
      setAsking(false);
      toast(t("booking.cancelled"), "good");
    } catch (thrown) {
      sayProblem(thrown);
    }
    setBusy(false);
  }

  return (
    <>
      <Button wide look="plain" onClick={() => setAsking(true)}>{t("booking.cancel")}</Button>
      {asking ? (
        <Sheet
          title={t("booking.cancel")}
          closeLabel={t("kit.close")}
          onClose={() => setAsking(false)}
        >
          <p><WhatItMeans booking={booking} /></p>
          <div className="me-acts">
            <Button wide data-first onClick={() => setAsking(false)}>
              {t("booking.cancelKeep")}
            </Button>
            <Button wide look="danger" busy={busy} onClick={() => void cancel()}>
              {t("booking.cancel")}
            </Button>
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

function WhatItMeans({ booking }: { booking: Booking }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { depositMinor, depositState, cancelUntil } = booking;
  const paid = depositMinor && depositState === "paid";
  const amount = money(depositMinor ?? 0, brand.currency, lang);
  const time = momentWords(cancelUntil, brand, lang, now());
  return paid ? t("booking.cancelReturns", { amount, time }) : t("booking.cancelFree", { time });
}
