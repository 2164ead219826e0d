import { useParams } from "@tanstack/react-router";
import { Button, Popconfirm, Radio, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { Rows } from "../../parts/listing.tsx";
import { ErrorNote, Note } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { ClosingPart } from "./closing-part.tsx";
import { OrderStateMark } from "./orders-page.tsx";
import { ReturnDrawer } from "./return-drawer.tsx";
import { ReviewsPart } from "./reviews-part.tsx";

export type Order = Answer<"getOrder">;

// Payments and refunds arrive by themselves, and a colleague may be at the same order.
const refetchInterval = 5_000;

/** One order: what is next, what was bought, why it cost that, what was paid and paid back. */
export function OrderPage() {
  const brand = useBrand();
  const { t } = useText();
  const { orderId } = useParams({ strict: false }) as { orderId: string };
  const found = useAnswer("getOrder", { path: { ...brand.path, orderId } }, { refetchInterval });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const order = found.data;
  if (order?.orderId !== orderId) return <Skeleton active />;
  const store = brand.named({ name: order.storeName, nameEn: order.storeNameEn });
  const who = order.memberMasked ?? t("orders.nobody");
  return (
    <>
      <PageHead
        title={order.number.replace(/(\d{4})(?=\d)/g, "$1 ")}
        lead={
          <>
            <OrderStateMark state={order.state} /> {store} · {who} · {brand.at(order.placedAt)}
          </>
        }
        actions={<Actions order={order} />}
      />
      {order.note ? <Note tone="plain" title={t("order.note", { note: order.note })} /> : null}
      {order.presale ? <PresaleStages presale={order.presale} order={order} /> : null}
      <ClosingPart subjectId={order.orderId} />
      <ReviewsPart orderId={order.orderId} />
      <Lines order={order} />
      <Why order={order} />
      <MoneyMoves order={order} />
    </>
  );
}

function Actions({ order }: { order: Order }) {
  const brand = useBrand();
  const { t } = useText();
  const [returning, setReturning] = useState(false);
  const path = { ...brand.path, orderId: order.orderId };
  const hand = useWrite("markHandedOver", { done: t("order.handed") });
  const cancel = useWrite("cancelOrder", { done: t("order.cancelled") });
  const may = (step: string) => order.steps.includes(step);
  const cancelWords = () =>
    order.paidMinor > 0
      ? t("order.cancelPaid", { amount: brand.money(order.paidMinor) })
      : t("order.cancelSure");
  return (
    <span className="c-actions">
      {may("pay") && order.paymentKind !== "online" ? <TakeMoney order={order} /> : null}
      {may("hand_over") ? (
        <Popconfirm title={t("order.handSure")} onConfirm={() => hand.mutate({ path })}>
          <Button type="primary" loading={hand.isPending}>{t("order.hand")}</Button>
        </Popconfirm>
      ) : null}
      {order.paidAt === null ? null : (
        <Button
          href={`/api/${brand.path.brand}/orders/${order.orderId}/receipt.pdf`}
          target="_blank"
        >
          {t("order.receipt")}
        </Button>
      )}
      {may("return_all") && brand.may("orders.refund") ? (
        <Button onClick={() => setReturning(true)}>{t("return.open")}</Button>
      ) : null}
      {may("cancel") ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={cancelWords()}
          onConfirm={() => cancel.mutate({ path })}
        >
          <Button danger type="text">{t("order.cancel")}</Button>
        </Popconfirm>
      ) : null}
      {returning ? <ReturnDrawer order={order} onClose={() => setReturning(false)} /> : null}
    </span>
  );
}

type Method = "cash" | "terminal";

function TakeMoney({ order }: { order: Order }) {
  const brand = useBrand();
  const { t } = useText();
  const [method, setMethod] = useState<Method>("cash");
  const take = useWrite("takePayment", { done: t("order.taken") });
  const { currency } = brand.me.brand;
  const scale = 10 ** currencyDigits(currency);
  const [typed, setTyped] = useState<number | null>(null);
  const amountMinor = typed === null ? order.openMinor : Math.round(typed * scale);
  const path = { ...brand.path, orderId: order.orderId };
  const soon = order.state === "awaiting_balance" && (order.presale?.balanceFrom ?? 0) > Date.now();
  if (soon) return null;
  return (
    <Popconfirm
      title={t("order.takeHow")}
      description={
        <div className="c-take">
          <Radio.Group
            value={method}
            onChange={(event) => setMethod(event.target.value as Method)}
            options={(["cash", "terminal"] as const).map((value) => ({
              value,
              label: t(`order.${value}`),
            }))}
          />
          <AmountInput
            currency={currency}
            label={t("order.takePart")}
            value={typed ?? order.openMinor / scale}
            onChange={setTyped}
          />
          <small>{t("order.takePartNote")}</small>
        </div>
      }
      onConfirm={() => take.mutate({ path, body: { method, amountMinor } })}
    >
      <Button type="primary" loading={take.isPending}>
        {t("order.take", { amount: brand.money(order.openMinor) })}
      </Button>
    </Popconfirm>
  );
}

function Lines({ order }: { order: Order }) {
  const brand = useBrand();
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("order.lines")}</legend>
      <Rows
        label={t("order.lines")}
        items={order.lines}
        keyOf={(one) => one.lineId}
        faded={(one) => one.returned === one.quantity}
        columns={[
          { key: "name", title: t("orders.what"), head: true, cell: (one) => brand.named(one) },
          { key: "count", title: t("order.quantity"), end: true, cell: (one) => one.quantity },
          { key: "back", title: t("order.returned"), end: true, cell: (one) => one.returned },
          {
            key: "initial",
            title: t("order.initial"),
            end: true,
            cell: (one) => brand.money(one.initialMinor),
          },
          {
            key: "payable",
            title: t("order.payable"),
            end: true,
            cell: (one) => <strong>{brand.money(one.payableMinor)}</strong>,
          },
        ]}
      />
    </fieldset>
  );
}

function Why({ order }: { order: Order }) {
  const brand = useBrand();
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("order.why")}</legend>
      {order.applied.length > 0 ? (
        <ul className="c-order-why">
          {order.applied.map((sentence) => <li key={sentence}>{sentence}</li>)}
          {order.shares.map((sentence) => <li key={sentence} className="quiet">{sentence}</li>)}
        </ul>
      ) : (
        <p>{t("order.list")}</p>
      )}
      <dl className="c-order-sum">
        {sums(order).map(([word, minor]) => (
          <div key={word}>
            <dt>
              {t(word, { points: order.pointsUsed })}
              {word === "order.points" && order.pointsBack > 0
                ? ` · ${t("order.pointsBack", { points: order.pointsBack })}`
                : ""}
            </dt>
            <dd>{brand.money(minor)}</dd>
          </div>
        ))}
      </dl>
    </fieldset>
  );
}

/** From the price to what was paid by what, and what came back of each. */
function sums(order: Order) {
  const rows = [
    ["orders.total", order.totalMinor],
    ["order.points", order.pointsMinor],
    ["order.stored", order.storedValueMinor],
    ["order.due", order.dueMinor],
    ["order.paid", order.paidMinor],
    ["order.refunded", order.refundedMinor],
    ["order.storedBack", order.storedValueBackMinor],
  ] as const;
  const always = ["orders.total", "order.paid", "order.refunded"];
  const mixed = order.dueMinor < order.totalMinor;
  return rows.filter(([word, minor]) =>
    always.includes(word) || (word === "order.due" ? mixed : minor > 0));
}

function PresaleStages({ presale, order }: {
  presale: NonNullable<Order["presale"]>;
  order: Order;
}) {
  const brand = useBrand();
  const { t } = useText();
  const rule = presale.unpaidRule === "return"
    ? t("presale.ruleReturn")
    : t("presale.ruleKeep", { amount: brand.money(presale.keptMinor) });
  const paid = (minor: number) => (order.paidMinor >= minor ? t("order.payment.paid") : "");
  return (
    <fieldset className="c-fields">
      <legend>{t("presale.title")}</legend>
      <dl className="c-order-sum">
        <div>
          <dt>{t("presale.deposit")} {paid(presale.depositMinor)}</dt>
          <dd>{brand.money(presale.depositMinor)}</dd>
        </div>
        <div>
          <dt>{t("presale.balance")} {paid(order.dueMinor)}</dt>
          <dd>{brand.money(presale.balanceMinor)}</dd>
        </div>
      </dl>
      <p className="c-quiet">
        {t("presale.balanceDays", {
          from: brand.at(presale.balanceFrom), to: brand.at(presale.balanceTo - 60_000),
        })}
      </p>
      {order.paidMinor < order.dueMinor ? <p className="c-quiet">{rule}</p> : null}
    </fieldset>
  );
}

interface Move {
  readonly id: string;
  readonly what: string;
  readonly state: string;
  readonly amountMinor: number;
  readonly at: number;
  readonly failedRefund: boolean;
}

function useMoves(order: Order): Move[] {
  const brand = useBrand();
  const { t } = useText();
  const payments = order.payments.map((one) => ({
    id: one.paymentId,
    what: one.provider === "till"
      ? t("order.provider.till")
      : t("order.provider.online", { provider: one.provider }),
    state: t(`order.payment.${one.state as "paid"}`),
    amountMinor: one.amountMinor,
    at: one.endedAt ?? one.startedAt,
    failedRefund: false,
  }));
  const refunds = order.refunds.map((one) => ({
    id: one.refundId,
    what: `${t("order.refund")} · ${t(`return.reason.${reasonOf(one.reason)}`)}${beside(one)}`,
    state: t(`order.refund.${one.state as "done"}`),
    amountMinor: -one.amountMinor,
    at: one.endedAt ?? one.startedAt,
    failedRefund: one.state === "failed",
  }));
  return [...payments, ...refunds];

  /** What a return gave back beside money. */
  function beside({ storedValueMinor, points }: Order["refunds"][number]): string {
    const stored = storedValueMinor > 0
      ? ` · ${t("order.storedBack")} ${brand.money(storedValueMinor)}`
      : "";
    return points > 0 ? `${stored} · ${t("order.pointsBack", { points })}` : stored;
  }
}

const told = [
  "changed_mind", "faulty", "wrong_item", "late_payment", "cancelled", "balance_unpaid", "other",
] as const;
const reasonOf = (reason: string): (typeof told)[number] =>
  told.find((one) => one === reason) ?? "other";

function MoneyMoves({ order }: { order: Order }) {
  const brand = useBrand();
  const { t } = useText();
  const again = useWrite("sendRefundAgain", { done: t("order.sent") });
  const moves = useMoves(order);
  return (
    <fieldset className="c-fields">
      <legend>{t("order.money")}</legend>
      {moves.length === 0 ? (
        <p>{t("order.none")}</p>
      ) : (
        <Rows<Move>
          label={t("order.money")}
          items={moves}
          keyOf={(one) => one.id}
          columns={[
            { key: "what", title: t("order.way"), head: true, cell: (one) => one.what },
            { key: "at", title: t("orders.when"), cell: (one) => brand.at(one.at) },
            { key: "state", title: t("orders.state"), cell: (one) => one.state },
            {
              key: "amount",
              title: t("order.amount"),
              end: true,
              cell: (one) => brand.money(one.amountMinor),
            },
            {
              key: "act",
              title: "",
              end: true,
              cell: (one) =>
                one.failedRefund && brand.may("orders.refund") ? (
                  <Button
                    size="small"
                    onClick={() =>
                      again.mutate({
                        path: { ...brand.path, orderId: order.orderId, refundId: one.id },
                      })}
                  >
                    {t("order.again")}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
    </fieldset>
  );
}
