import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { clock, money } from "#packages/ui/format.ts";
import { QrCode } from "#packages/ui/qr-code.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { type Booking, isOver } from "./booking.ts";
import { CancelBooking } from "./cancel-sheet.tsx";
import { payLink, useCalls } from "./calls.ts";
import { momentWords } from "./in-words.ts";
import { MoveBooking } from "./move-sheet.tsx";
import { rememberDeposit } from "./return-to.ts";
import { sayProblem } from "./say.ts";
import { useText } from "./words.ts";

interface NextProps {
  booking: Booking;
  onChange(booking: Booking): void;
}

/** What can be done with a booking now, the likeliest first. */
export function BookingNext({ booking, onChange }: NextProps) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const { may, storeCode, state, cancelUntil } = booking;
  const again = path(`/s/${encodeURIComponent(storeCode)}/book`);
  return (
    <section className="book-acts">
      {state === "held" ? <Hold booking={booking} onChange={onChange} /> : null}
      {state === "arrived" ? <p role="status">{t("booking.arrived")}</p> : null}
      {state === "confirmed" ? <ShowCode booking={booking} /> : null}
      {may.includes("rate") || booking.rating ? (
        <Rate booking={booking} onChange={onChange} />
      ) : null}
      {may.includes("move") ? <MoveBooking booking={booking} onChange={onChange} /> : null}
      {may.includes("cancel") ? <CancelBooking booking={booking} onChange={onChange} /> : null}
      {state === "confirmed" && !may.includes("cancel") ? (
        <p className="quiet">
          {t("booking.tooLate", { time: momentWords(cancelUntil, brand, lang, now()) })}
        </p>
      ) : null}
      {isOver(booking) ? (
        <a className={buttonClass("soft", true)} href={again} onClick={onLink}>
          {t("booking.again")}
        </a>
      ) : null}
    </section>
  );
}

/** A place kept for some minutes: to be confirmed, or its deposit paid. */
function Hold({ booking, onChange }: NextProps) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const calls = useCalls();
  const [busy, setBusy] = useState(false);
  const { bookingId, may, depositMinor, heldUntil } = booking;
  const time = clock(heldUntil ?? 0, brand.timeZone);

  async function act(): Promise<void> {
    if (!may.includes("pay")) return onChange(await calls.confirm(bookingId));
    const { orderId } = await calls.deposit(bookingId);
    rememberDeposit(orderId, bookingId);
    const link = await payLink(api, orderId);
    if (link) location.assign(link);
  }

  async function tried(): Promise<void> {
    setBusy(true);
    await act().catch(sayProblem);
    setBusy(false);
  }

  const pays = may.includes("pay");
  const amount = money(depositMinor ?? 0, brand.currency, lang);
  return (
    <>
      <p role="status">{pays ? t("booking.payBy", { time }) : t("book.wait.yours", { time })}</p>
      <Button wide busy={busy} onClick={() => void tried()}>
        {pays ? t("booking.pay", { amount }) : t("book.wait.take")}
      </Button>
    </>
  );
}

/** What the staff scans or hears; the code at the door needs nobody. */
function ShowCode({ booking: { showText, may } }: { booking: Booking }) {
  const { t } = useText();
  return (
    <div className="booking-code">
      {may.includes("check_in") ? <strong>{t("booking.checkIn")}</strong> : null}
      <QrCode value={showText} label={t("booking.codeLabel")} />
      <p>{t("booking.checkInHow")}</p>
    </div>
  );
}

const marks = [1, 2, 3, 4, 5] as const;

function Rate({ booking, onChange }: NextProps) {
  const { t } = useText();
  const calls = useCalls();
  const [busy, setBusy] = useState(false);
  const { bookingId, rating } = booking;

  async function rate(mark: number): Promise<void> {
    setBusy(true);
    try {
      onChange(await calls.rate(bookingId, mark));
      toast(t("booking.rate.done"), "good");
    } catch (thrown) {
      sayProblem(thrown);
    }
    setBusy(false);
  }

  return (
    <div className="booking-rate" role="group" aria-label={t("booking.rate.title")}>
      <strong>
        {rating ? t("booking.rate.given", { count: rating }) : t("booking.rate.title")}
      </strong>
      <div>
        {marks.map((mark) => (
          <button
            key={mark}
            type="button"
            aria-label={t("booking.rate.mark", { count: mark })}
            aria-pressed={rating !== null && mark <= rating}
            disabled={busy || rating !== null}
            onClick={() => void rate(mark)}
          >
            <Star />
          </button>
        ))}
      </div>
    </div>
  );
}

function Star() {
  return (
    <svg width={30} height={30} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2 6.4 20.3l1.2-6.3L3 9.6l6.3-.8z" />
    </svg>
  );
}
