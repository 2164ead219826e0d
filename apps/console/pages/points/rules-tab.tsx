import { Button, Form, Input, InputNumber, Radio, Skeleton, Switch } from "antd";
import { currencyDigits } from "#packages/ui/format.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { rulesBody, rulesDraft, type RulesDraft } from "./rules-draft.ts";

/** By what points are earned and spent, and when they end. */
export function RulesTab() {
  const brand = useBrand();
  const found = useAnswer("getPointsSettings", { path: brand.path });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active />;
  const scale = 10 ** currencyDigits(brand.me.brand.currency);
  return <RulesForm draft={rulesDraft(found.data.settings, scale)} scale={scale} />;
}

function RulesForm({ draft, scale }: { draft: RulesDraft; scale: number }) {
  const brand = useBrand();
  const { t } = useText();
  const save = useWrite("savePointsSettings", { done: t("form.saved") });
  const may = brand.may("points.manage");
  return (
    <Form<RulesDraft>
      className="c-loyal-form"
      layout="vertical"
      disabled={!may}
      initialValues={draft}
      onFinish={(typed) => {
        save.mutate({ path: brand.path, body: rulesBody({ ...draft, ...typed }, scale) });
      }}
    >
      <Form.Item
        name="active"
        label={t("loyal.active")}
        extra={t("loyal.activeNote")}
        valuePropName="checked"
      >
        <Switch aria-label={t("loyal.active")} />
      </Form.Item>
      <Earning />
      <Expiry />
      <Spending />
      {may ? (
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t("form.save")}</Button>
      ) : null}
    </Form>
  );
}

function Earning() {
  const { currency } = useBrand().me.brand;
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("loyal.earning")}</legend>
      <div className="c-pair">
        <Form.Item name="earnAmount" label={t("loyal.earnAmount")} rules={[{ required: true }]}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Form.Item name="earnPoints" label={t("loyal.earnPoints")} rules={[{ required: true }]}>
          <InputNumber min={1} max={100_000} precision={0} />
        </Form.Item>
      </div>
      <Form.Item
        name="pendingDays"
        label={t("loyal.pendingDays")}
        extra={t("loyal.pendingNote")}
        rules={[{ required: true }]}
      >
        <InputNumber min={0} max={90} precision={0} />
      </Form.Item>
    </fieldset>
  );
}

const kinds = ["months", "day", "never"] as const;
const monthAndDay = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function Expiry() {
  const { t } = useText();
  const kind: RulesDraft["expiry"] | undefined = Form.useWatch("expiry");
  return (
    <fieldset className="c-fields">
      <legend>{t("loyal.expiry")}</legend>
      <Form.Item name="expiry">
        <Radio.Group
          options={kinds.map((value) => ({ value, label: t(`loyal.expiry.${value}`) }))}
        />
      </Form.Item>
      {kind === "months" ? (
        <Form.Item name="months" label={t("loyal.months")} extra={t("loyal.monthsNote")}>
          <InputNumber min={1} max={120} precision={0} />
        </Form.Item>
      ) : null}
      {kind === "day" ? (
        <div className="c-pair">
          <Form.Item
            name="day"
            label={t("loyal.day")}
            rules={[{ pattern: monthAndDay, message: t("loyal.dayBad") }]}
          >
            <Input placeholder="12-31" maxLength={5} />
          </Form.Item>
          <Form.Item name="years" label={t("loyal.years")}>
            <InputNumber min={0} max={10} precision={0} />
          </Form.Item>
        </div>
      ) : null}
    </fieldset>
  );
}

function Spending() {
  const { currency } = useBrand().me.brand;
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("loyal.spending")}</legend>
      <div className="c-pair">
        <Form.Item name="stepPoints" label={t("loyal.stepPoints")} rules={[{ required: true }]}>
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="stepAmount" label={t("loyal.stepAmount")} rules={[{ required: true }]}>
          <AmountInput currency={currency} />
        </Form.Item>
      </div>
      <Form.Item name="capPercent" label={t("loyal.cap")} extra={t("loyal.capNote")}>
        <InputNumber min={0} max={100} precision={0} suffix="%" />
      </Form.Item>
    </fieldset>
  );
}
