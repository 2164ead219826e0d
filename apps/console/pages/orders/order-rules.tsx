import { Button, Form, InputNumber, Modal, Radio, Skeleton } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

type Rules = Answer<"getOrderSettings">;
const policies = ["reprice", "keep", "charge_gift"] as const;
const vouchers = ["when_over", "never"] as const;

/** How long an order waits, and what a return gives back. */
export function OrderRules() {
  const brand = useBrand();
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const found = useAnswer("getOrderSettings", { path: brand.path }, { enabled: open });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("rules.open")}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} title={t("rules.open")} footer={null}>
        {found.data ? (
          <RulesForm rules={found.data} onDone={() => setOpen(false)} />
        ) : (
          <Skeleton active />
        )}
      </Modal>
    </>
  );
}

function RulesForm({ rules, onDone }: { rules: Rules; onDone(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const save = useWrite("saveOrderSettings", { done: t("form.saved"), onDone });
  return (
    <Form<Rules>
      layout="vertical"
      initialValues={rules}
      onFinish={(body) => save.mutate({ path: brand.path, body })}
    >
      <div className="c-pair">
        <Form.Item name="payMinutes" label={t("rules.payMinutes")}>
          <InputNumber min={5} max={1440} precision={0} />
        </Form.Item>
        <Form.Item name="acceptDays" label={t("rules.acceptDays")}>
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="refundPolicy" label={t("rules.policy")} extra={t("rules.policyNote")}>
        <Radio.Group
          vertical
          options={policies.map((value) => ({ value, label: t(`rules.policy.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="vouchersBack" label={t("rules.vouchers")}>
        <Radio.Group
          vertical
          options={vouchers.map((value) => ({ value, label: t(`rules.vouchers.${value}`) }))}
        />
      </Form.Item>
      <Button type="primary" block htmlType="submit" loading={save.isPending}>
        {t("form.save")}
      </Button>
    </Form>
  );
}
