import { Button, Form, Input, InputNumber, Segmented } from "antd";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { OfferPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { PrizeDraft } from "./draw-draft.ts";

interface PrizeFieldsProps {
  readonly at: number;
  readonly draft: PrizeDraft;
  remove(): void;
}

/** One prize: what it is, how likely, how many, and what one piece is worth. */
export function PrizeFields({ at, draft, remove }: PrizeFieldsProps) {
  const { t } = useText();
  const required = [{ required: true, message: t("form.required") }];
  const kinds = (["money", "voucher"] as const).map((kind) =>
    ({ value: kind, label: t(`draw.kind.${kind}`) }));
  return (
    <section className="c-draw-prize" aria-label={t("draw.prize", { no: at + 1 })}>
      <header>
        <h3>{t("draw.prize", { no: at + 1 })}</h3>
        <Button type="text" onClick={remove}>{t("draw.prizeRemove")}</Button>
      </header>
      <div className="c-pair">
        <Form.Item name={[at, "kind"]} label={t("draw.kind")}>
          <Segmented options={kinds} />
        </Form.Item>
        <Form.Item name={[at, "name"]} label={t("draw.prizeName")} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={[at, "nameEn"]} label={t("draw.nameEn")}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      <div className="c-pair">
        <Form.Item name={[at, "percent"]} label={t("draw.chance")} rules={required}>
          <InputNumber className="c-amount" min={0.0001} max={100} suffix="%" />
        </Form.Item>
        <Form.Item
          name={[at, "pieces"]}
          label={t("draw.pieces")}
          rules={draft.kind === "money" ? required : []}
          extra={draft.kind === "money" ? null : t("draw.piecesHint")}
        >
          <InputNumber className="c-amount" min={1} max={10_000_000} precision={0} />
        </Form.Item>
        {draft.kind === "money" ? null : <WorthField at={at} />}
      </div>
      {draft.kind === "money" ? (
        <MoneyFields at={at} isRandom={draft.moneyKind === "random"} />
      ) : (
        <Form.Item name={[at, "offerId"]} label={t("draw.offer")} rules={required}>
          <OfferPick label={t("draw.offer")} clearable={false} />
        </Form.Item>
      )}
    </section>
  );
}

function WorthField({ at }: { at: number }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <Form.Item name={[at, "worth"]} label={t("draw.worth")} extra={t("draw.worthHint")}>
      <AmountInput currency={currency} />
    </Form.Item>
  );
}

function MoneyFields({ at, isRandom }: { at: number; isRandom: boolean }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = [{ required: true, message: t("form.required") }];
  const amount = (name: "amount" | "min" | "max" | "total") => (
    <Form.Item name={[at, name]} label={t(`draw.${name}`)} rules={required}>
      <AmountInput currency={currency} />
    </Form.Item>
  );
  return (
    <div className="c-pair">
      <Form.Item name={[at, "moneyKind"]} label={t("draw.moneyKind")}>
        <Segmented
          options={[
            { value: "fixed", label: t("draw.moneyKind.fixed") },
            { value: "random", label: t("draw.moneyKind.random") },
          ]}
        />
      </Form.Item>
      {isRandom ? <>{amount("min")}{amount("max")}{amount("total")}</> : amount("amount")}
    </div>
  );
}
