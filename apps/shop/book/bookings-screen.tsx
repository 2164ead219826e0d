import { useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { inLang } from "#packages/ui/i18n.ts";
import { asProblem, type Problem } from "#packages/ui/problem.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { lastStore } from "../last-store.ts";
import { onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import type { Booking } from "./booking.ts";
import { useCalls } from "./calls.ts";
import { FeedPart } from "./feed-part.tsx";
import { whenWords } from "./time.ts";
import { WaitList } from "./wait-list.tsx";
import { useText } from "./words.ts";

/** What is coming, what the member waits for, and what was. */
export function BookingsScreen() {
  const { member } = useShop();
  const { t } = useText();
  const calls = useCalls();
  const coming = useLoad(member ? "coming" : null, () => calls.bookings("coming"));
  const waits = useLoad(member ? "waits" : null, () => calls.waits());
  if (!member) return <SignInPlace title={t("bookings.title")} />;
  const problem = coming.problem ?? waits.problem;
  const none = coming.data?.items.length === 0 && waits.data?.items.length === 0;
  return (
    <div className="page page-narrow">
      <h1>{t("bookings.title")}</h1>
      {problem ? <Notice {...problem} /> : null}
      {coming.loading ? <Skeleton label={t("kit.loading")} /> : null}
      {waits.data ? <WaitList waits={waits.data.items} reload={waits.reload} /> : null}
      {none ? <None /> : null}
      <Listed title={t("bookings.coming")} bookings={coming.data?.items ?? []} />
      <Past />
      <FeedPart />
    </div>
  );
}

function None() {
  const { brand, path } = useShop();
  const { t } = useText();
  const store = lastStore(brand.key);
  const to = path(store ? `/s/${encodeURIComponent(store)}/book` : "/stores");
  return (
    <Empty
      icon="clock"
      title={t("bookings.none")}
      next={t("bookings.noneNext")}
      action={
        <a className={buttonClass("main")} href={to} onClick={onLink}>
          {store ? t("book.title") : t("bookings.toStores")}
        </a>
      }
    />
  );
}

function Listed({ title, bookings }: { title: string; bookings: readonly Booking[] }) {
  if (bookings.length === 0) return null;
  return (
    <section className="bookings-part">
      <h2>{title}</h2>
      <ul className="orders-list">
        {bookings.map((one) => <Row key={one.bookingId} booking={one} />)}
      </ul>
    </section>
  );
}

function Row({ booking }: { booking: Booking }) {
  const { brand, path, now } = useShop();
  const { t, lang } = useText();
  const { startsAt, endsAt, state } = booking;
  return (
    <li>
      <a className="orders-row" href={path(`/bookings/${booking.bookingId}`)} onClick={onLink}>
        <span>
          <strong>{whenWords(startsAt, endsAt, brand.timeZone, lang, now())}</strong>
          <small>
            {inLang(lang, booking.serviceName, booking.serviceNameEn)} ·{" "}
            {inLang(lang, booking.storeName, booking.storeNameEn)}
          </small>
        </span>
        <span className="orders-state">
          <small className={state === "held" ? "orders-due" : ""}>
            {t(`booking.state.${state}`)}
          </small>
        </span>
      </a>
    </li>
  );
}

function Past() {
  const { t } = useText();
  const calls = useCalls();
  const first = useLoad("past", () => calls.bookings("past"));
  const [more, setMore] = useState<{ items: Booking[]; next: string | null }>();
  const [failed, setFailed] = useState<Problem>();
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);

  async function load(cursor: string): Promise<void> {
    setFailed(undefined);
    try {
      const page = await calls.bookings("past", cursor);
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    } catch (thrown) {
      setFailed(asProblem(thrown));
    }
  }

  return (
    <>
      <Listed title={t("bookings.past")} bookings={items} />
      {failed ? <Notice {...failed} /> : null}
      {next ? (
        <Button wide look="plain" onClick={() => void load(next)}>{t("bookings.more")}</Button>
      ) : null}
    </>
  );
}
