import { Button, Form, InputNumber, Select } from "antd";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import { type LimitDraft, limitOfs, limitPers, limitWhats, newLimit } from "./limit-draft.ts";

const most = 12;

/** Limits beside the stock: whom, in which time, how many or how much. */
export function MoreLimits() {
  const { t } = useText();
  const rows = Form.useWatch("limits") as readonly LimitDraft[] | undefined;
  const set = rows?.length ?? 0;
  return (
    <details className="c-fold" open={set > 0}>
      <summary>
        {t("offer.limits")} <small>{t("offer.limitsHint")}</small>
      </summary>
      <Form.List name="limits">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <LimitRow
                key={field.key}
                at={field.name}
                row={rows?.[field.name] ?? {}}
                remove={() => remove(field.name)}
              />
            ))}
            {fields.length < most ? (
              <Button type="dashed" onClick={() => add(newLimit)}>
                {t("offer.limitAdd")}
              </Button>
            ) : null}
          </>
        )}
      </Form.List>
    </details>
  );
}

interface RowProps {
  readonly at: number;
  readonly row: LimitDraft;
  remove(): void;
}

function LimitRow({ at, row, remove }: RowProps) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = [{ required: true, message: t("form.required") }];
  const options = <W extends string>(words: readonly W[], label: (word: W) => string) =>
    words.map((value) => ({ value, label: label(value) }));
  return (
    <div className="c-limit">
      <Form.Item name={[at, "of"]} noStyle rules={required}>
        <Select
          aria-label={t("offer.limitOf")}
          options={options(limitOfs(row.what), (one) => t(`offer.limitOf.${one}`))}
        />
      </Form.Item>
      <Form.Item name={[at, "per"]} noStyle rules={required}>
        <Select
          aria-label={t("offer.limitPer")}
          options={options(limitPers, (one) => t(`offer.limitPer.${one}`))}
        />
      </Form.Item>
      <Form.Item name={[at, "what"]} noStyle rules={required}>
        <Select
          aria-label={t("offer.limitWhat")}
          options={options(limitWhats, (one) => t(`offer.limitWhat.${one}`))}
        />
      </Form.Item>
      <Form.Item name={[at, "cap"]} rules={required}>
        {row.what === "redeem_money" ? (
          <AmountInput currency={currency} label={t("offer.limitCap")} />
        ) : (
          <InputNumber
            className="c-amount"
            aria-label={t("offer.limitCap")}
            min={1}
            max={1_000_000_000}
            precision={0}
          />
        )}
      </Form.Item>
      <Button type="text" onClick={remove}>
        {t("offer.payerRemove")}
      </Button>
    </div>
  );
}
