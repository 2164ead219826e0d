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
  const [gifts, setGifts] = useState<Readonly<Record<number, number>>>({});
  const lines = Object.entries(units).map(([lineId, quantity]) => ({ lineId, quantity }));
  const given = Object.entries(gifts).map(([at, quantity]) => ({ gift: Number(at), quantity }));
  const returned = [...lines, ...given].filter(({ quantity }) => quantity > 0);
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
      <Gifts gifts={order.gifts} back={gifts} onBack={setGifts} />
      <h2>{t("return.effect")}</h2>
      {returned.length === 0 ? <p>{t("return.choose")}</p> : null}
      {returned.length > 0 && shown.error ? <ErrorNote error={shown.error} /> : null}
      {returned.length > 0 && !shown.error && !effect ? <Skeleton active /> : null}
      {effect ? (
        <>
          <EffectList effect={effect} />
          <Confirm
            path={path}
            returned={returned}
            effect={effect}
            waiting={shown.isPlaceholderData}
            onDone={onClose}
          />
        </>
      ) : null}
    </Drawer>
  );
}

interface GiftsProps {
  readonly gifts: Order["gifts"];
  /** Units that come back, by the gift's place. */
  readonly back: Readonly<Record<number, number>>;
  onBack(back: Readonly<Record<number, number>>): void;
}

/** Gifts that were given with the order: those that come back too. */
function Gifts({ gifts, back, onBack }: GiftsProps) {
  const { t } = useText();
  if (gifts.length === 0) return null;
  return (
    <>
      <h2>{t("return.gifts")}</h2>
      <ul className="c-return-lines">
        {gifts.map((gift, at) => (
          <li key={at}>
            <span>
              {gift.label}
              <small>{t("return.given", { count: gift.quantity })}</small>
            </span>
            <InputNumber
              aria-label={gift.label}
              min={0}
              max={gift.quantity}
              precision={0}
              value={back[at] ?? 0}
              onChange={(count) => onBack({ ...back, [at]: count ?? 0 })}
            />
          </li>
        ))}
      </ul>
    </>
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
  const parts = ([
    ["return.money", brand.money(effect.moneyMinor), true],
    ["return.stored", brand.money(effect.storedValueMinor), effect.storedValueMinor > 0],
    ["return.points", t("return.pointsOf", { count: effect.points }), effect.points > 0],
    [
      "return.pointsTaken",
      t("return.pointsOf", { count: effect.pointsTaken }),
      effect.pointsTaken > 0,
    ],
  ] as const).filter(([, , shown]) => shown);
  return (
    <div className="c-return-effect" role="status">
      <dl className="c-order-sum">
        {parts.map(([word, said]) => (
          <div key={word}><dt>{t(word)}</dt><dd>{said}</dd></div>
        ))}
      </dl>
      {changes.length > 0 ? (
        <ul>{changes.map((change) => <li key={change}>{change}</li>)}</ul>
      ) : null}
    </div>
  );
}

interface ConfirmProps {
  readonly path: { readonly brand: string; readonly orderId: string };
  readonly returned: ({ lineId: string; quantity: number } | { gift: number; quantity: number })[];
  readonly effect: Effect;
  /** The effect is of what was chosen before. */
  readonly waiting: boolean;
  onDone(): void;
}

function Confirm({ path, returned, effect, waiting, onDone }: ConfirmProps) {
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
      <Button
        type="primary"
        danger
        block
        disabled={waiting}
        loading={take.isPending}
        onClick={send}
      >
        {t("return.confirm", { amount: brand.money(effect.refundMinor) })}
      </Button>
    </div>
  );
}
