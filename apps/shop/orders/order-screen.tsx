import { lazy, Suspense, useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, columnMoney, day, lastDay, money } from "#packages/ui/format.ts";
import { keepLooking } from "#packages/ui/keep-looking.ts";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { NothingHere, ScreenHead } from "../screen-head.tsx";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { type Order, spacedNumber } from "./order.ts";
import { OrderGoods } from "./order-goods.tsx";
import { PresaleStages } from "./presale-stages.tsx";
import { useText } from "./words.ts";

const OrderPickup = lazy(async () => {
  const screens = await import("../serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.OrderPickup };
});

const OrderCare = lazy(async () => {
  const screens = await import("../serve/screens.tsx");
  await screens.loadMore();
  return { default: screens.OrderCare };
});

const ReviewPart = lazy(async () => {
  const screens = await import("../reviews/screens.tsx");
  await screens.loadMore();
  return { default: screens.ReviewPart };
});

/** One order: what is next, what was bought, how its price adds up. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const { api, member, path } = useShop();
  const { t, lang } = useText();
  const asked = useLoad(member ? `order ${orderId} ${lang}` : null, () => api.order(orderId));
  const [changed, setChanged] = useState<Order>();
  const order = changed ?? asked.data;
  const waits = order?.steps.includes("pay") === true && order.payments.some(isOpen);

  // Who comes back from paying sees the payment arrive: mostly in seconds, sometimes in minutes.
  useEffect(() => {
    if (!waits) return undefined;
    return keepLooking(async () => {
      setChanged(await api.order(orderId));
      return true;
    });
  }, [waits, api, orderId]);

  if (!member) return <SignInPlace title={t("orders.title")} />;
  if (asked.problem?.status === 404) {
    return (
      <NothingHere
        icon="cart"
        title={t("order.lost")}
        next={t("order.lostNext")}
        back={path("/orders")}
        backTo={t("orders.title")}
      />
    );
  }
  return (
    <div className="page page-narrow order">
      <ScreenHead
        back={path("/orders")}
        title={order ? t(`state.${order.state}`) : t("orders.title")}
      />
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {order ? (
        <>
          <Next order={order} waits={waits} onChange={setChanged} />
          {order.presale ? <Stages order={order} presale={order.presale} /> : null}
          {isOver(order) ? (
            <Suspense fallback={null}>
              <OrderCare subjectId={order.orderId} state={order.state} />
            </Suspense>
          ) : null}
          {isOver(order) || order.state === "returned" ? (
            <Suspense fallback={null}>
              <ReviewPart subjectKind="order" subjectId={order.orderId} state={order.state} />
            </Suspense>
          ) : null}
          <OrderGoods order={order} />
          <Sum order={order} />
          <Money order={order} />
          {isPaid(order) ? <Receipt orderId={order.orderId} /> : null}
        </>
      ) : asked.problem ? null : (
        <Skeleton label={t("kit.loading")} />
      )}
    </div>
  );
}

const isPaid = ({ state }: Order): boolean =>
  ["paid", "handed_over", "accepted", "returned"].includes(state);

/** Paid, and the member has it: the transaction is closed. */
const isOver = ({ state }: Order): boolean => ["handed_over", "accepted"].includes(state);

function Receipt({ orderId }: { orderId: string }) {
  const { brand } = useShop();
  const { t } = useText();
  return (
    <a
      className={buttonClass("plain", true)}
      href={`/${brand.key}/api/orders/${orderId}/receipt.pdf`}
      target="_blank"
      rel="noopener"
    >
      {t("order.receipt")}
    </a>
  );
}

const isOpen = ({ state }: Order["payments"][number]): boolean => state === "started";

function Stages({ order, presale }: { order: Order; presale: NonNullable<Order["presale"]> }) {
  const over = ["cancelled", "expired"].includes(order.state);
  const first = order.paidMinor >= presale.depositMinor && presale.depositMinor > 0;
  const paid = order.paidMinor >= order.dueMinor ? 2 : first ? 1 : 0;
  return <PresaleStages presale={presale} paid={paid} over={over} />;
}

interface NextProps {
  order: Order;
  waits: boolean;
  onChange(order: Order): void;
}

/** The one thing to do now, and what it is for. */
function Next({ order, waits, onChange }: NextProps) {
  const { t } = useText();
  const { busy, tried } = useTries(order, onChange);
  const may = (step: string) => order.steps.includes(step);
  return (
    <section className="order-next">
      <p className="order-number">
        <small>{t("order.number")}</small>
        <strong>{spacedNumber(order.number)}</strong>
        {["confirmed", "paid"].includes(order.state) ? <span>{t("order.readOut")}</span> : null}
      </p>
      <Suspense fallback={null}>
        <OrderPickup orderId={order.orderId} state={order.state} />
      </Suspense>
      {may("pay") && order.payUntil ? (
        <Pay order={order} until={order.payUntil} waits={waits} busy={busy} tried={tried} />
      ) : null}
      {may("accept") && order.acceptAt ? (
        <Accept order={order} by={order.acceptAt} busy={busy} tried={tried} />
      ) : null}
      {may("cancel") ? <Cancel order={order} busy={busy} tried={tried} /> : null}
    </section>
  );
}

type Tried = (act: () => Promise<Order | undefined>, said?: string) => Promise<void>;

/** One try at a time; a refusal is said aloud, and the order is read again. */
function useTries(order: Order, onChange: (order: Order) => void) {
  const { api } = useShop();
  const [busy, setBusy] = useState(false);
  const tried: Tried = async (act, said) => {
    setBusy(true);
    try {
      const after = await act();
      if (after) onChange(after);
      if (said) toast(said, "good");
    } catch (thrown) {
      const problem = asProblem(thrown);
      toast(`${problem.title} ${problem.next}`, "bad");
      await api.order(order.orderId).then(onChange, () => undefined);
    }
    setBusy(false);
  };
  return { busy, tried };
}

interface ActProps {
  order: Order;
  busy: boolean;
  tried: Tried;
}

function Pay({ order, until, waits, busy, tried }: ActProps & { until: number; waits: boolean }) {
  const { api, brand, now } = useShop();
  const { t, lang } = useText();
  const amount = money(order.openMinor, brand.currency, lang);
  const from = order.state === "awaiting_balance" ? (order.presale?.balanceFrom ?? 0) : 0;
  if (useClock(now) < from) {
    const opens = day(from, brand.timeZone, lang, now());
    return <p className="order-left" role="status">{t("presale.opens", { day: opens, amount })}</p>;
  }
  const pay = async () => {
    const { items: [way] } = await api.paymentWays();
    const { link } = await api.payOrder(order.orderId, way?.provider ?? "");
    if (link) location.assign(link);
    return undefined;
  };
  return (
    <>
      <PayBy order={order} until={until} />
      {waits ? <p className="quiet" role="status">{t("order.checking")}</p> : null}
      <Button wide busy={busy} onClick={() => void tried(pay)}>
        {t(payWord(order), { amount })}
      </Button>
    </>
  );
}

function payWord({ state, presale }: Order) {
  if (!presale) return "order.pay";
  return state === "awaiting_payment" ? "presale.payDeposit" : "presale.payBalance";
}

function Accept({ order, by, busy, tried }: ActProps & { by: number }) {
  const { api, brand, now } = useShop();
  const { t, lang } = useText();
  const accept = () => tried(() => api.acceptOrder(order.orderId), t("state.accepted"));
  return (
    <>
      <p className="quiet">
        {t("order.acceptBy", { day: day(by, brand.timeZone, lang, now()) })}
      </p>
      <Button wide busy={busy} onClick={() => void accept()}>{t("order.accept")}</Button>
    </>
  );
}

function Cancel({ order, busy, tried }: ActProps) {
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const keptMinor = order.state === "awaiting_balance" ? (order.presale?.keptMinor ?? 0) : 0;
  const kept = keptMinor > 0 ? money(keptMinor, brand.currency, lang) : null;
  const [asking, setAsking] = useState(false);
  const cancel = async () => {
    await tried(() => api.cancelOrder(order.orderId), t("order.cancelled"));
    setAsking(false);
  };
  return (
    <>
      <Button wide look="plain" onClick={() => setAsking(true)}>{t("order.cancel")}</Button>
      {asking ? (
        <Sheet
          title={t("order.cancel")}
          closeLabel={t("kit.close")}
          onClose={() => setAsking(false)}
        >
          <p>{t("order.cancelAsk")}</p>
          {kept ? <p><strong>{t("presale.cancelKeeps", { amount: kept })}</strong></p> : null}
          <div className="me-acts">
            <Button wide data-first onClick={() => setAsking(false)}>
              {t("order.cancelKeep")}
            </Button>
            <Button wide look="danger" busy={busy} onClick={() => void cancel()}>
              {t("order.cancel")}
            </Button>
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

/** By the server's clock; the last quarter of an hour counts down. A balance has days. */
function PayBy({ order, until }: { order: Order; until: number }) {
  const { brand, now } = useShop();
  const { t, lang } = useText();
  const left = Math.max(0, Math.ceil((until - useClock(now)) / 1000));
  if (order.state === "awaiting_balance") {
    const last = lastDay(until, brand.timeZone, lang, now());
    return <p className="order-left">{t("presale.payBy", { day: last })}</p>;
  }
  const time = clock(until, brand.timeZone);
  return (
    <p className="order-left">
      {t("order.payBy", { time })}
      {left < 900 ? (
        <strong>
          {t("order.left", { minutes: Math.floor(left / 60), seconds: left % 60 })}
        </strong>
      ) : null}
    </p>
  );
}

function Sum({ order }: { order: Order }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const amount = (minor: number) => columnMoney(minor, brand.currency, lang);
  return (
    <Card title={t("order.why")}>
      {order.applied.length > 0 ? (
        <ul className="order-why">
          {order.applied.map((sentence) => <li key={sentence}>{sentence}</li>)}
        </ul>
      ) : null}
      <dl className="order-sum">
        {sums(order).map(([word, minor, sign]) => (
          <div key={word}>
            <dt>{t(word, { points: order.pointsUsed })}</dt>
            <dd>{sign}{amount(minor)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** From the price to what was paid, and what came back of each part. */
function sums(order: Order) {
  const rows = [
    ["checkout.total", order.totalMinor, ""],
    ["order.points", order.pointsMinor, "−"],
    ["order.stored", order.storedValueMinor, "−"],
    ["order.paid", order.paidMinor, ""],
    ["order.refunded", order.refundedMinor, "−"],
    ["order.storedBack", order.storedValueBackMinor, ""],
  ] as const;
  return rows.filter(([word, minor]) => minor > 0 || word === "checkout.total");
}

function Money({ order }: { order: Order }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const refunds = order.refunds.filter((one) => one.amountMinor > 0);
  const told = order.payments.filter((one) => one.state !== "closed");
  const points = order.pointsBack;
  if (told.length + refunds.length + points === 0) return null;
  const amount = (minor: number) => columnMoney(minor, brand.currency, lang);
  return (
    <Card title={t("order.payments")}>
      <ul className="order-lines">
        {told.map((one) => (
          <li key={one.paymentId}>
            <span>{t(`order.payment.${one.state}`)}</span>
            <strong>{amount(one.amountMinor)}</strong>
          </li>
        ))}
        {refunds.map((one) => (
          <li key={one.refundId}>
            <span>{t(`order.refund.${one.state}`)}</span>
            <strong>−{amount(one.amountMinor)}</strong>
          </li>
        ))}
        {points > 0 ? <li><span>{t("order.pointsBack", { points })}</span></li> : null}
      </ul>
    </Card>
  );
}
