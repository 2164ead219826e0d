import { lazy, Suspense, useEffect, useState } from "react";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { NothingHere, ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { type Booking, isOver } from "./booking.ts";
import { BookingNext } from "./booking-next.tsx";
import { BookingTools } from "./booking-tools.tsx";
import { useCalls } from "./calls.ts";
import { whenWords } from "./time.ts";
import { useText } from "./words.ts";

const BookingCare = lazy(async () => {
  const screens = await import("../serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.OrderCare };
});

const ReviewPart = lazy(async () => {
  const screens = await import("../reviews/screens.tsx");
  await screens.loadMore();
  return { default: screens.ReviewPart };
});

// The desk checks in and serves; a notice of a payment takes seconds.
const lookMs = 4_000;

/** One booking: when and where, the one thing to do now, and every way out. */
export function BookingScreen({ bookingId }: { bookingId: string }) {
  const { member, path } = useShop();
  const { t } = useText();
  const calls = useCalls();
  const asked = useLoad(member ? `booking ${bookingId}` : null, () => calls.booking(bookingId));
  const [changed, setChanged] = useState<Booking>();
  const booking = changed ?? asked.data;
  const over = booking ? isOver(booking) : true;

  useEffect(() => {
    if (over) return undefined;
    const look = () => {
      if (!document.hidden) calls.booking(bookingId).then(setChanged, () => undefined);
    };
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [over, calls, bookingId]);

  if (!member) return <SignInPlace title={t("bookings.title")} />;
  if (asked.problem?.status === 404) {
    return (
      <NothingHere
        icon="clock"
        title={t("booking.lost")}
        next={t("booking.lostNext")}
        back={path("/bookings")}
        backTo={t("bookings.title")}
      />
    );
  }
  return (
    <div className="page page-narrow booking">
      <ScreenHead
        back={path("/bookings")}
        title={booking ? t(`booking.state.${booking.state}`) : t("bookings.title")}
      />
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {booking ? (
        <>
          <Hero booking={booking} />
          <BookingNext booking={booking} onChange={setChanged} />
          <BookingTools booking={booking} />
          {booking.state === "served" ? (
            <Suspense fallback={null}>
              <BookingCare subjectId={bookingId} state={booking.state} />
              <ReviewPart subjectKind="booking" subjectId={bookingId} state={booking.state} />
            </Suspense>
          ) : null}
          <Facts booking={booking} />
        </>
      ) : asked.problem ? null : (
        <Skeleton label={t("kit.loading")} />
      )}
    </div>
  );
}

const here: readonly Booking["state"][] = ["arrived", "serving"];

function Hero({ booking }: { booking: Booking }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const { state, startsAt, endsAt, number } = booking;
  const look = here.includes(state) ? "booking-done" : isOver(booking) ? "booking-quiet" : "";
  return (
    <section className={`booking-hero ${look}`}>
      <strong>{whenWords(startsAt, endsAt, brand.timeZone, lang, now())}</strong>
      <span>{inLang(lang, booking.serviceName, booking.serviceNameEn)}</span>
      <span>{inLang(lang, booking.storeName, booking.storeNameEn)}</span>
      <span className="booking-number">
        {t("booking.number")} <b>{number.replace(/(\d{4})(?=\d)/g, "$1 ")}</b>
      </span>
    </section>
  );
}

function Facts({ booking }: { booking: Booking }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const { resources, people, note, depositMinor, depositState, storeAddress } = booking;
  const at = (moment: number) => clock(moment, brand.timeZone);
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const facts: [string, string][] = [
    [t("booking.where"), storeAddress || inLang(lang, booking.storeName, booking.storeNameEn)],
  ];
  const names = resources.map((one) => inLang(lang, one.name, one.nameEn)).join(" · ");
  if (names) facts.push([t("booking.with"), names]);
  if (people > 1) facts.push([t("book.people"), t("booking.people", { count: people })]);
  if (depositMinor && depositState) {
    facts.push([
      t("booking.deposit"), `${amount(depositMinor)} · ${t(`booking.deposit.${depositState}`)}`,
    ]);
  }
  if (note) facts.push([t("booking.note"), note]);
  const { arrivedAt, startedAt, finishedAt } = booking;
  if (arrivedAt) facts.push([t("booking.came"), at(arrivedAt)]);
  if (startedAt) facts.push([t("booking.began"), at(startedAt)]);
  if (finishedAt) facts.push([t("booking.ended"), at(finishedAt)]);
  if (booking.cancelReason) facts.push([t("booking.why"), booking.cancelReason]);
  return (
    <Card>
      <dl className="booking-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
