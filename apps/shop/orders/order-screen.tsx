import { useEffect, useState } from "react";
import { Button, buttonClass } from "#packages/ui/button.tsx";
import { Card } from "#packages/ui/card.tsx";
import { Empty, Notice, Skeleton } from "#packages/ui/feedback.tsx";
import { clock, columnMoney, day, money } from "#packages/ui/format.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { Icon } from "#packages/ui/icon.tsx";
import { asProblem } from "#packages/ui/problem.ts";
import { Sheet } from "#packages/ui/sheet.tsx";
import { toast } from "#packages/ui/toast.tsx";
import { useClock } from "#packages/ui/use-clock.ts";
import { useLoad } from "#packages/ui/use-load.ts";
import { goBack, onLink } from "../router.ts";
import { useShop } from "../shop.ts";
import { SignInPlace } from "../sign-in-place.tsx";
import { type Order, spacedNumber } from "./order.ts";
import { useText } from "./words.ts";

// A notice of a payment takes seconds; who comes back from paying sees it arrive.
const lookMs = 2_000;
const lookFor = 20;

/** One order: what is next, what was bought, how its price adds up. */
export function OrderScreen({ orderId }: { orderId: string }) {
  const { api, member, path } = useShop();
  const { t, lang } = useText();
  const asked = useLoad(member ? `order ${orderId} ${lang}` : null, () => api.order(orderId));
  const [changed, setChanged] = useState<Order>();
  const order = changed ?? asked.data;
  const waits = order?.state === "awaiting_payment" && order.payments.some(isOpen);
  const [looks, setLooks] = useState(0);

  useEffect(() => {
    if (!waits || looks >= lookFor) return undefined;
    const timer = setTimeout(() => {
      api.order(orderId).then(setChanged, () => undefined).finally(() => setLooks(looks + 1));
    }, lookMs);
    return () => clearTimeout(timer);
  }, [waits, looks, api, orderId]);

  if (!member) return <SignInPlace title={t("orders.title")} />;
  if (asked.problem?.status === 404) return <Lost />;
  return (
    <div className="page page-narrow order">
      <header className="show-head">
        <button
          type="button"
          className="b-icon-button"
          aria-label={t("kit.back")}
          onClick={() => goBack(path("/orders"))}
        >
          <Icon name="back" size={24} />
        </button>
        <h1>{order ? t(`state.${order.state}`) : t("orders.title")}</h1>
      </header>
      {asked.problem ? <Notice {...asked.problem} /> : null}
      {order ? (
        <>
          <Next order={order} waits={waits} onChange={setChanged} />
          <Goods order={order} />
          <Sum order={order} />
          <Money order={order} />
        </>
      ) : asked.problem ? null : (
        <Skeleton label={t("kit.loading")} />
      )}
    </div>
  );
}

const isOpen = ({ state }: Order["payments"][number]): boolean => state === "started";

function Lost() {
  const { path } = useShop();
  const { t } = useText();
  return (
    <div className="page page-narrow">
      <Empty
        icon="cart"
        title={t("order.lost")}
        next={t("order.lostNext")}
        action={
          <a className={buttonClass("main")} href={path("/orders")} onClick={onLink}>
            {t("orders.title")}
          </a>
        }
      />
    </div>
  );
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
      {order.state === "awaiting_payment" && order.payUntil ? (
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
  const { api, brand } = useShop();
  const { t, lang } = useText();
  const amount = money(order.totalMinor - order.paidMinor, brand.currency, lang);
  const pay = async () => {
    const { items: [way] } = await api.paymentWays();
    const { link } = await api.payOrder(order.orderId, way?.provider ?? "");
    if (link) location.assign(link);
    return undefined;
  };
  return (
    <>
      <PayBy until={until} />
      {waits ? <p className="quiet" role="status">{t("order.checking")}</p> : null}
      <Button wide busy={busy} onClick={() => void tried(pay)}>{t("order.pay", { amount })}</Button>
    </>
  );
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
  const { api } = useShop();
  const { t } = useText();
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

/** By the server's clock; the last quarter of an hour counts down. */
function PayBy({ until }: { until: number }) {
  const { brand, now } = useShop();
  const { t } = useText();
  const left = Math.max(0, Math.ceil((until - useClock(now)) / 1000));
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

function Goods({ order }: { order: Order }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  return (
    <Card title={t("order.goods")}>
      <ul className="order-lines">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {inLang(lang, line.name, line.nameEn)} ×{line.quantity}
              {line.returned > 0 ? (
                <small>{t("order.returned", { count: line.returned })}</small>
              ) : null}
            </span>
            <span className="order-price">
              <strong>{columnMoney(line.payableMinor, brand.currency, lang)}</strong>
              {line.payableMinor < line.initialMinor ? (
                <s>{columnMoney(line.initialMinor, brand.currency, lang)}</s>
              ) : null}
            </span>
          </li>
        ))}
        {order.gifts.map((gift, at) => (
          <li key={at}>
            <span>{gift.label} ×{gift.quantity}</span>
            <strong>{t("order.gift")}</strong>
          </li>
        ))}
      </ul>
    </Card>
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
        <div>
          <dt>{t("checkout.total")}</dt>
          <dd><strong>{amount(order.totalMinor)}</strong></dd>
        </div>
        {order.paidMinor > 0 ? (
          <div>
            <dt>{t("order.paid")}</dt>
            <dd>{amount(order.paidMinor)}</dd>
          </div>
        ) : null}
        {order.refundedMinor > 0 ? (
          <div>
            <dt>{t("order.refunded")}</dt>
            <dd>−{amount(order.refundedMinor)}</dd>
          </div>
        ) : null}
      </dl>
    </Card>
  );
}

function Money({ order }: { order: Order }) {
  const { brand } = useShop();
  const { t, lang } = useText();
  const refunds = order.refunds.filter((one) => one.amountMinor > 0);
  const told = order.payments.filter((one) => one.state !== "closed");
  if (told.length + refunds.length === 0) return null;
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
      </ul>
    </Card>
  );
}
