import { Form, InputNumber, Modal, Radio, Skeleton } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

type Rules = Answer<"getPickupSettings">;

/** When members are reminded, and what becomes of what nobody collects. */
export function RulesDialog({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<Rules>();
  const rules = useAnswer("getPickupSettings", { path: brand.path });
  const save = useWrite("savePickupSettings", { done: t("form.saved"), onDone: onClose });
  const required = [{ required: true, message: t("form.required") }];
  const days = t("pickups.days");
  return (
    <Modal
      open
      title={t("pickups.rules")}
      okText={t("form.save")}
      cancelText={t("form.cancel")}
      confirmLoading={save.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{t("pickups.rulesText")}</p>
      {rules.data ? (
        <Form<Rules>
          form={form}
          layout="vertical"
          initialValues={rules.data}
          onFinish={(body) => save.mutate({ path: brand.path, body })}
        >
          <Form.Item name="remindDays" label={t("pickups.remindDays")} rules={required}>
            <InputNumber min={1} max={60} precision={0} suffix={days} />
          </Form.Item>
          <Form.Item name="releaseDays" label={t("pickups.releaseDays")} rules={required}>
            <InputNumber min={2} max={90} precision={0} suffix={days} />
          </Form.Item>
          <Form.Item name="uncollected" label={t("pickups.uncollected")} rules={required}>
            <Radio.Group
              options={(["refund", "keep"] as const).map((value) => ({
                value,
                label: t(`pickups.uncollected.${value}`),
              }))}
            />
          </Form.Item>
        </Form>
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}
