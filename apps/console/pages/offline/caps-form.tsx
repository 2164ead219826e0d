import { Button, Form, InputNumber, Segmented, Skeleton } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Policy = Answer<"getOfflinePolicy">["policy"];

interface Typed {
  readonly deviceCount: number;
  readonly deviceValue: number;
  readonly storeCount: number;
  readonly storeValue: number;
  readonly hours: number;
  readonly minutes: number;
  readonly secondUse: Policy["secondUse"];
  readonly lossBearer: Policy["lossBearer"];
}

const typedOf = (policy: Policy, scale: number): Typed => ({
  deviceCount: policy.deviceCount,
  deviceValue: policy.deviceValueMinor / scale,
  storeCount: policy.storeCount,
  storeValue: policy.storeValueMinor / scale,
  hours: Math.round(policy.contactlessSeconds / 360) / 10,
  minutes: Math.round(policy.statementSeconds / 60),
  secondUse: policy.secondUse,
  lossBearer: policy.lossBearer,
});

const policyOf = (typed: Typed, scale: number): Policy => ({
  deviceCount: typed.deviceCount,
  deviceValueMinor: Math.round(typed.deviceValue * scale),
  storeCount: typed.storeCount,
  storeValueMinor: Math.round(typed.storeValue * scale),
  contactlessSeconds: Math.round(typed.hours * 3600),
  statementSeconds: typed.minutes * 60,
  secondUse: typed.secondUse,
  lossBearer: typed.lossBearer,
});

/** The caps of one unit and all stores below it that have none of their own. Zero is off. */
export function CapsForm({ unitId }: { unitId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, unitId };
  const found = useAnswer("getOfflinePolicy", { path });
  const save = useWrite("setOfflinePolicy", { done: t("form.saved") });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Skeleton active />;
  const { currency } = brand.me.brand;
  const scale = 10 ** currencyDigits(currency);
  return (
    <Form<Typed>
      layout="vertical"
      className="c-offline-caps"
      disabled={!brand.may("offers.publish")}
      initialValues={typedOf(found.data.policy, scale)}
      onFinish={(typed) => save.mutate({ path, body: policyOf(typed, scale) })}
    >
      <p>{t(`offline.${whose(found.data.unitId, unitId)}`)} {t("offline.zero")}</p>
      <Fields currency={currency} />
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("form.save")}
      </Button>
    </Form>
  );
}

function whose(policyUnitId: string | null, unitId: string): "unset" | "own" | "inherited" {
  if (policyUnitId === null) return "unset";
  return policyUnitId === unitId ? "own" : "inherited";
}

function Fields({ currency }: { currency: string }) {
  const { t } = useText();
  const count = (max: number) => <InputNumber min={0} max={max} precision={0} />;
  const required = [{ required: true, message: t("form.required") }];
  const who = ["brand", "store"] as const;
  const how = ["honour", "refuse"] as const;
  return (
    <>
      <Form.Item name="deviceCount" label={t("offline.deviceCount")} rules={required}>
        {count(10_000)}
      </Form.Item>
      <Form.Item name="deviceValue" label={t("offline.deviceValue")} rules={required}>
        <AmountInput currency={currency} />
      </Form.Item>
      <Form.Item name="storeCount" label={t("offline.storeCount")} rules={required}>
        {count(100_000)}
      </Form.Item>
      <Form.Item name="storeValue" label={t("offline.storeValue")} rules={required}>
        <AmountInput currency={currency} />
      </Form.Item>
      <Form.Item name="hours" label={t("offline.hours")} rules={required}>
        <InputNumber min={0} max={72} precision={1} />
      </Form.Item>
      <Form.Item
        name="minutes"
        label={t("offline.minutes")}
        extra={t("offline.minutesMore")}
        rules={required}
      >
        <InputNumber min={1} max={1_440} precision={0} />
      </Form.Item>
      <Form.Item name="secondUse" label={t("offline.secondUse")}>
        <Segmented options={how.map((value) => ({ value, label: t(`offline.second.${value}`) }))} />
      </Form.Item>
      <Form.Item name="lossBearer" label={t("offline.lossBearer")}>
        <Segmented options={who.map((value) => ({ value, label: t(`offline.bearer.${value}`) }))} />
      </Form.Item>
    </>
  );
}
