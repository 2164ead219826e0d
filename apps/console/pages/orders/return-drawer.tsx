import { Button, Checkbox, Drawer, Input, InputNumber, Select, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Order } from "./order-page.tsx";

type Effect = Answer<"previewReturn">;
const reasons = ["changed_mind", "faulty", "wrong_item", "other"] as const;
type Reason = (typeof reasons)[number];

interface ReturnProps {
  readonly order: Order;
  onClose(): void;
}

/** How many come back; what it pays back and changes is shown before it is confirmed. */
export function ReturnDrawer({ order, onClose }: ReturnProps) {
  const brand = useBrand();
  const { t } = useText();
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const returned = Object.entries(units).flatMap(([lineId, quantity]) =>
    quantity > 0 ? [{ lineId, quantity }] : [],
  );
  const path = { ...brand.path, orderId: order.orderId };
  const shown = useAnswer(
    "previewReturn",
    { path, body: { returned } },
    { enabled: returned.length > 0 },
  );
  const effect = returned.length > 0 ? shown.data : undefined;
  return (
    <Drawer open onClose={onClose} size="min(560px, 100vw)" title={t("return.title")}>
      <p>{t("return.lead")}</p>
      <ul className="c-return-lines">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {brand.named(line)}
              <small>{t("return.left", { count: line.quantity - line.returned })}</small>
            </span>
            <InputNumber
              aria-label={brand.named(line)}
              min={0}
              max={line.quantity - line.returned}
              precision={0}
              disabled={line.returned === line.quantity}
              value={units[line.lineId] ?? 0}
              onChange={(count) => setUnits({ ...units, [line.lineId]: count ?? 0 })}
            />
          </li>
        ))}
      </ul>
      <h2>{t("return.effect")}</h2>
      {returned.length === 0 ? <p>{t("return.choose")}</p> : null}
      {returned.length > 0 && shown.error ? <ErrorNote error={shown.error} /> : null}
      {returned.length > 0 && !shown.error && !effect ? <Skeleton active /> : null}
      {effect ? (
        <>
          <EffectList effect={effect} />
          <Confirm path={path} returned={returned} effect={effect} onDone={onClose} />
        </>
      ) : null}
    </Drawer>
  );
}

function EffectList({ effect }: { effect: Effect }) {
  const brand = useBrand();
  const { t } = useText();
  const changes = [
    ...effect.benefits.map((one) => {
      const name = brand.named(one);
      if (one.over) return one.voucherId ? t("return.over", { name }) : t("return.gone", { name });
      const amount = brand.money(one.beforeMinor - one.afterMinor);
      return t("return.benefit", { name, amount });
    }),
    ...effect.giftsCharged.map(({ label, quantity, worthMinor }) =>
      t("return.gift", { label, count: quantity, amount: brand.money(worthMinor) }),
    ),
    ...(effect.carriedMinor > 0
      ? [t("return.carried", { amount: brand.money(effect.carriedMinor) })]
      : []),
  ];
  return (
    <div className="c-return-effect" role="status">
      <p>
        {t("return.amount")} <strong>{brand.money(effect.moneyMinor)}</strong>
      </p>
      {changes.length > 0 ? (
        <ul>{changes.map((change) => <li key={change}>{change}</li>)}</ul>
      ) : null}
    </div>
  );
}

interface ConfirmProps {
  readonly path: { readonly brand: string; readonly orderId: string };
  readonly returned: { lineId: string; quantity: number }[];
  readonly effect: Effect;
  onDone(): void;
}

function Confirm({ path, returned, effect, onDone }: ConfirmProps) {
  const brand = useBrand();
  const { t } = useText();
  const [reason, setReason] = useState<Reason>("changed_mind");
  const [restock, setRestock] = useState(true);
  const [note, setNote] = useState("");
  const take = useWrite("takeGoodsBack", { done: t("return.done"), onDone });
  const send = () =>
    take.mutate({
      path,
      body: {
        returned,
        reason,
        restock,
        note: note.trim() || null,
        expectedMinor: effect.refundMinor,
      },
    });
  return (
    <div className="c-return-confirm">
      <Select
        aria-label={t("return.reason")}
        value={reason}
        onChange={(next: Reason) => {
          setReason(next);
          // A faulty piece is not for sale again unless somebody says so.
          setRestock(next !== "faulty");
        }}
        options={reasons.map((value) => ({ value, label: t(`return.reason.${value}`) }))}
      />
      <Checkbox checked={restock} onChange={(event) => setRestock(event.target.checked)}>
        {t("return.restock")}
      </Checkbox>
      <Input
        aria-label={t("return.noteLabel")}
        placeholder={t("return.noteLabel")}
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="primary" danger block loading={take.isPending} onClick={send}>
        {t("return.confirm", { amount: brand.money(effect.refundMinor) })}
      </Button>
    </div>
  );
}
