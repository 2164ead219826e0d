import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInForm } from "../sign-in-form.tsx";
import type { Booking } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { whenWords } from "./time.ts";
import { useText } from "./words.ts";

/** What the code at a store's door opens: who has booked is checked in, without the desk. */
export function DoorScreen() {
  const { member } = useShop();
  const { t } = useText();
  const calls = useCalls();
  // behind `#`, where no log keeps it: the store and its code
  const [code] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [booking, setBooking] = useState<Booking>();
  const [problem, setProblem] = useState<Problem>();

  async function checkIn(): Promise<void> {
    setProblem(undefined);
    try {
      setBooking(await calls.checkIn(code));
      navigator.vibrate?.(120);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  }

  useEffect(() => {
    if (member) void checkIn();
    // once: signing in here checks in by itself
  }, []);

  return (
    <div className="page page-narrow door">
      <h1>{t("booking.door.title")}</h1>
      {booking ? <Done booking={booking} /> : null}
      {!booking && problem ? (
        <Refused problem={problem} code={code} again={() => void checkIn()} />
      ) : null}
      {!booking && !problem && member ? <Skeleton rows={1} label={t("kit.loading")} /> : null}
      {!booking && !problem && !member ? (
        <Card>
          <SignInForm
            confirm={t("booking.door.go")}
            why={t("booking.door.why")}
            onSignedIn={checkIn}
          />
        </Card>
      ) : null}
    </div>
  );
}

function Done({ booking }: { booking: Booking }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const { bookingId, startsAt, endsAt } = booking;
  return (
    <>
      <div className="door-done" role="status">
        <Icon name="check" size={48} />
        <strong>{t("booking.door.done")}</strong>
        <span>{t("booking.door.doneNext")}</span>
      </div>
      <p className="book-sum">
        <strong>{whenWords(startsAt, endsAt, brand.timeZone, lang, now())}</strong>
        <span>{inLang(lang, booking.serviceName, booking.serviceNameEn)}</span>
        <span>{inLang(lang, booking.storeName, booking.storeNameEn)}</span>
      </p>
      <a
        className={buttonClass("main", true)}
        href={path(`/bookings/${bookingId}`)}
        onClick={onLink}
      >
        {t("booking.door.open")}
      </a>
    </>
  );
}

interface RefusedProps {
  problem: Problem;
  code: string;
  again(): void;
}

function Refused({ problem, code, again }: RefusedProps) {
  const { path } = useShop();
  const { t } = useText();
  const store = code.split(".")[0] ?? "";
  return (
    <div className="book-acts">
      <Notice {...problem} />
      <Button wide onClick={again}>{t("kit.retry")}</Button>
      <a className={buttonClass("soft", true)} href={path("/bookings")} onClick={onLink}>
        {t("bookings.title")}
      </a>
      {store ? (
        <a
          className={buttonClass("plain", true)}
          href={path(`/s/${encodeURIComponent(store)}/book`)}
          onClick={onLink}
        >
          {t("booking.door.book")}
        </a>
      ) : null}
    </div>
  );
}
