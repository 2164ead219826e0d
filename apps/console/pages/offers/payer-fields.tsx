import { Button, Form, InputNumber, Select } from "antd";
import { useText } from "../../text.ts";
import { bpsOf, type OfferDraft, type Party } from "./offer-draft.ts";

const parties: readonly Party[] = ["group", "region", "store", "supplier", "platform"];

/** Who bears the discount; the shares add up to 100 %, and the sum is always in sight. */
export function PayerFields() {
  const { t } = useText();
  const payers = Form.useWatch("payers") as OfferDraft["payers"] | undefined;
  const bps = (payers ?? []).reduce((sum, one) => sum + bpsOf(one?.percent), 0);
  const full = bps === 10_000;
  const check = async (_: unknown, rows: OfferDraft["payers"]) => {
    const sum = rows.reduce((total, one) => total + bpsOf(one?.percent), 0);
    if (sum !== 10_000) throw new Error(t("offer.payersSum", { sum: sum / 100 }));
  };
  return (
    <fieldset className="c-fields">
      <legend>{t("offer.section.pays")}</legend>
      <Form.List name="payers" rules={[{ validator: check }]}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map((field) => (
              <div className="c-payer" key={field.key}>
                <Form.Item name={[field.name, "party"]} noStyle rules={[{ required: true }]}>
                  <Select
                    aria-label={t("offer.section.pays")}
                    options={parties.map((one) => ({ value: one, label: t(`offer.payer.${one}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[field.name, "percent"]} noStyle>
                  <InputNumber aria-label="%" min={0} max={100} precision={2} suffix="%" />
                </Form.Item>
                {fields.length > 1 ? (
                  <Button type="text" onClick={() => remove(field.name)}>
                    {t("offer.payerRemove")}
                  </Button>
                ) : null}
              </div>
            ))}
            {fields.length < parties.length ? (
              <Button
                type="dashed"
                onClick={() => {
                  const free = parties.find((one) => !payers?.some((row) => row?.party === one));
                  add({ party: free, percent: Math.max(0, 10_000 - bps) / 100 });
                }}
              >
                {t("offer.payerAdd")}
              </Button>
            ) : null}
            <p className={full ? "c-sum c-good" : "c-sum c-bad"} role="status">
              {full ? t("offer.payersFull") : t("offer.payersSum", { sum: bps / 100 })}
            </p>
            {full ? null : <Form.ErrorList errors={errors} />}
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
