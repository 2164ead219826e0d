import { Button, Form, Input, InputNumber, Segmented } from "antd";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import type { OfferDraft } from "./offer-draft.ts";
import { RateInput } from "./rate-input.tsx";
import type { TierRow } from "./rule-draft.ts";

const mostTiers = 10;

/** Steps as a small table: what must be reached, and what it gives. */
export function TierFields({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const every = draft.kind === "every_cut";
  const counted = draft.tierBy === "count";
  const differ = async (_: unknown, rows: readonly TierRow[]) => {
    const from = rows.map((row) => row?.from ?? 0);
    if (new Set(from).size < from.length) throw new Error(t("offer.tierOrder"));
  };
  return (
    <>
      <Form.Item name="tierBy" label={t("offer.tierBy")}>
        <Segmented
          options={(["amount", "count"] as const).map((one) => ({
            value: one,
            label: t(`offer.tierBy.${one}`),
          }))}
        />
      </Form.Item>
      <Form.List name="tiers" rules={[{ validator: differ }]}>
        {(fields, { add, remove }, { errors }) => (
          <div className="c-tiers" role="group" aria-label={t("offer.tiers")}>
            <p className="c-quiet">{every ? t("offer.tierEvery") : t("offer.tiersHint")}</p>
            {(every ? fields.slice(0, 1) : fields).map((field, row) => (
              <div className="c-tier" key={field.key}>
                <From at={field.name} row={row} counted={counted} every={every} />
                <Gives at={field.name} row={row} draft={draft} />
                {fields.length > 1 && !every ? (
                  <Button
                    type="text"
                    className="c-tier-remove"
                    aria-label={t("offer.tierRemove", { row: row + 1 })}
                    onClick={() => remove(field.name)}
                  >
                    ✕
                  </Button>
                ) : null}
              </div>
            ))}
            {every || fields.length >= mostTiers ? null : (
              <Button type="dashed" onClick={() => add({})}>
                {t("offer.tierAdd")}
              </Button>
            )}
            <Form.ErrorList errors={errors} />
          </div>
        )}
      </Form.List>
      {every ? <Most /> : null}
    </>
  );
}

interface CellProps {
  readonly at: number;
  readonly row: number;
}

function From(props: CellProps & { readonly counted: boolean; readonly every: boolean }) {
  const { at, row, counted, every } = props;
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const label = counted
    ? every ? t("offer.tierCountEvery") : t("offer.tierCount")
    : every ? t("offer.tierFromEvery") : t("offer.tierFrom");
  const needed = every || row > 0;
  return (
    <Form.Item
      name={[at, "from"]}
      label={label}
      rules={needed ? [{ required: true, message: t("form.required") }] : []}
    >
      {counted ? (
        <InputNumber className="c-amount" min={1} max={9_999} precision={0} controls={false} />
      ) : (
        <AmountInput currency={currency} placeholder={needed ? "" : "0"} />
      )}
    </Form.Item>
  );
}

function Gives({ at, draft }: CellProps & { readonly draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = [{ required: true, message: t("form.required") }];
  switch (draft.kind) {
    case "full_percent":
      return (
        <>
          <Form.Item name={[at, "percent"]} label={t("offer.tierRate")} rules={required}>
            <RateInput />
          </Form.Item>
          <Form.Item name={[at, "cap"]} label={`${t("offer.tierCap")} · ${t("form.optional")}`}>
            <AmountInput currency={currency} />
          </Form.Item>
        </>
      );
    case "full_gift":
      return <Gifts at={at} />;
    case "free_delivery":
      return (
        <Form.Item name={[at, "cap"]} label={`${t("offer.deliveryCap")} · ${t("form.optional")}`}>
          <AmountInput currency={currency} placeholder={t("offer.tierDeliveryFree")} />
        </Form.Item>
      );
    default:
      return (
        <Form.Item name={[at, "amount"]} label={t("offer.tierAmount")} rules={required}>
          <AmountInput currency={currency} />
        </Form.Item>
      );
  }
}

function Gifts({ at }: { at: number }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <Form.List name={[at, "gifts"]} initialValue={[{ quantity: 1 }]}>
      {(fields, { add, remove }) => (
        <div className="c-gifts">
          {fields.map((field) => (
            <div className="c-gift" key={field.key}>
              <Form.Item
                name={[field.name, "label"]}
                label={t("offer.tierGift")}
                rules={[{ required: true, message: t("form.required") }]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[field.name, "quantity"]} label={t("offer.tierGiftCount")}>
                <InputNumber className="c-amount" min={1} max={99} precision={0} />
              </Form.Item>
              <Form.Item
                name={[field.name, "value"]}
                label={`${t("offer.tierGiftValue")} · ${t("form.optional")}`}
              >
                <AmountInput currency={currency} />
              </Form.Item>
              {fields.length > 1 ? (
                <Button
                  type="text"
                  aria-label={t("offer.giftRemove")}
                  onClick={() => remove(field.name)}
                >
                  ✕
                </Button>
              ) : null}
            </div>
          ))}
          <Button size="small" type="dashed" onClick={() => add({ quantity: 1 })}>
            {t("offer.tierGiftAdd")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function Most() {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  return (
    <Form.Item name="most" label={t("offer.most")} extra={t("offer.unlimited")}>
      <AmountInput currency={currency} />
    </Form.Item>
  );
}
