import { Button, Form, InputNumber, Segmented } from "antd";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { useText } from "../../text.ts";
import { BaseFields } from "./base-fields.tsx";
import type { OfferDraft } from "./offer-draft.ts";
import { RateInput } from "./rate-input.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { TierFields } from "./tier-fields.tsx";

/** The fields of one kind, and only those. */
export function RuleBenefitFields({ draft }: { draft: OfferDraft }) {
  switch (draft.kind) {
    case "price_level":
      return <PriceLevel draft={draft} />;
    case "each_off":
      return <EachOff draft={draft} />;
    case "nth_off":
      return <NthOff />;
    case "buy_get":
      return <BuyGet draft={draft} />;
    case "bundle":
      return <Bundle />;
    case "add_on":
      return <AddOn draft={draft} />;
    case "full_cut":
    case "every_cut":
    case "full_percent":
    case "full_gift":
    case "free_delivery":
      return (
        <>
          <TierFields draft={draft} />
          {draft.tierBy === "count" && draft.kind !== "full_percent" ? null : (
            <BaseFields draft={draft} />
          )}
        </>
      );
    default:
      return null;
  }
}

function useRequired() {
  const { t } = useText();
  return [{ required: true, message: t("form.required") }];
}

function Count({ name, label, min = 1 }: { name: string; label: string; min?: number }) {
  return (
    <Form.Item name={name} label={label} rules={useRequired()}>
      <InputNumber className="c-amount" min={min} max={99} precision={0} />
    </Form.Item>
  );
}

function Most({ name, label }: { name: "maxTimes" | "maxUnits"; label: string }) {
  const { t } = useText();
  return (
    <Form.Item name={name} label={label} extra={t("offer.unlimited")}>
      <InputNumber className="c-amount" min={1} max={9_999} precision={0} />
    </Form.Item>
  );
}

function PriceLevel({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const level = t(`offer.level.${draft.level ?? "member"}`);
  return (
    <>
      <Form.Item name="level" label={t("offer.level")}>
        <Segmented
          options={(["member", "activity"] as const).map((one) => ({
            value: one,
            label: t(`offer.level.${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitBy" label={t("offer.unitBy")}>
        <Segmented
          options={[
            { value: "own", label: t("offer.unitBy.own", { level }) },
            { value: "fixed", label: t("offer.unitBy.fixed") },
          ]}
        />
      </Form.Item>
      {draft.unitBy === "fixed" ? (
        <Form.Item name="unit" label={t("offer.unit")} rules={useRequired()}>
          <AmountInput currency={currency} />
        </Form.Item>
      ) : null}
    </>
  );
}

function EachOff({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = useRequired();
  return (
    <>
      <Form.Item name="offBy" label={t("offer.offBy")}>
        <Segmented
          options={(["amount", "percent"] as const).map((one) => ({
            value: one,
            label: t(`offer.offBy.${one}`),
          }))}
        />
      </Form.Item>
      <div className="c-pair">
        {draft.offBy === "percent" ? (
          <Form.Item name="rate" label={t("offer.rate")} rules={required}>
            <RateInput />
          </Form.Item>
        ) : (
          <Form.Item name="off" label={t("offer.off")} rules={required}>
            <AmountInput currency={currency} />
          </Form.Item>
        )}
        <Most name="maxUnits" label={t("offer.maxUnits")} />
      </div>
    </>
  );
}

function NthOff() {
  const { t } = useText();
  return (
    <div className="c-pair">
      <Count name="n" label={t("offer.n")} min={2} />
      <Form.Item
        name="rate"
        label={t("offer.rate")}
        extra={t("offer.rateFree")}
        rules={useRequired()}
      >
        <RateInput />
      </Form.Item>
      <Most name="maxTimes" label={t("offer.maxTimes")} />
    </div>
  );
}

function BuyGet({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  return (
    <>
      <div className="c-pair">
        <Count name="buy" label={t("offer.buy")} />
        <Count name="get" label={t("offer.get")} />
        <Most name="maxTimes" label={t("offer.maxTimes")} />
      </div>
      <Form.Item name="getBy" label={t("offer.getBy")}>
        <Segmented
          options={(["same", "other"] as const).map((one) => ({
            value: one,
            label: t(`offer.getBy.${one}`),
          }))}
        />
      </Form.Item>
      {draft.getBy === "other" ? (
        <section className="c-inner" aria-label={t("offer.other")}>
          <h3>{t("offer.other")}</h3>
          <ScopeFields at={["other"]} />
        </section>
      ) : null}
      <Form.Item name="getRate" label={t("offer.getRate")} extra={t("offer.rateFree")}>
        <RateInput />
      </Form.Item>
    </>
  );
}

const mostParts = 6;

function Bundle() {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = useRequired();
  return (
    <>
      <Form.List name="parts">
        {(fields, { add, remove }) => (
          <section className="c-parts" aria-label={t("offer.parts")}>
            {fields.map((field, row) => (
              <div className="c-inner" key={field.key}>
                <h3>
                  {t("offer.part", { row: row + 1 })}
                  {fields.length > 1 ? (
                    <Button
                      type="text"
                      aria-label={t("offer.partRemove", { row: row + 1 })}
                      onClick={() => remove(field.name)}
                    >
                      ✕
                    </Button>
                  ) : null}
                </h3>
                <Form.Item
                  name={[field.name, "quantity"]}
                  label={t("offer.partCount")}
                  rules={required}
                >
                  <InputNumber className="c-amount" min={1} max={99} precision={0} />
                </Form.Item>
                <ScopeFields
                  at={[field.name, "goods"]}
                  whole={["parts", field.name, "goods"]}
                  required={fields.length > 1}
                />
              </div>
            ))}
            {fields.length < mostParts ? (
              <Button type="dashed" onClick={() => add({ quantity: 1 })}>
                {t("offer.partAdd")}
              </Button>
            ) : null}
          </section>
        )}
      </Form.List>
      <div className="c-pair">
        <Form.Item name="price" label={t("offer.bundlePrice")} rules={required}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Most name="maxTimes" label={t("offer.maxTimes")} />
      </div>
    </>
  );
}

function AddOn({ draft }: { draft: OfferDraft }) {
  const { t } = useText();
  const { currency } = useBrand().me.brand;
  const required = useRequired();
  return (
    <>
      <div className="c-pair">
        <Form.Item name="threshold" label={t("offer.addOnFrom")} rules={required}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Form.Item name="unit" label={t("offer.addOnUnit")} rules={required}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Count name="maxUnits" label={t("offer.addOnMost")} />
      </div>
      <section className="c-inner" aria-label={t("offer.addOnGoods")}>
        <h3>{t("offer.addOnGoods")}</h3>
        <ScopeFields at={["goods"]} />
      </section>
      <BaseFields draft={draft} />
    </>
  );
}
