import { Form, Input, InputNumber, Modal } from "antd";
import { useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { today } from "../../../parts/days.ts";
import { useText } from "../../../text.ts";

interface Draft {
  readonly name: string;
  readonly count: number;
  readonly lastDay?: string;
}

const mostCodes = 5_000_000;

/** How many codes, what for, and until when. */
export function NewBatchDialog({ offerId, onClose }: { offerId: string; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<Draft>();
  const create = useWrite("createCodeBatch", { done: t("bulk.begun"), onDone: onClose });
  const path = { ...brand.path, offerId };
  const send = async () => {
    const draft = await form.validateFields().catch(() => null);
    if (!draft) return;
    const { name, count, lastDay } = draft;
    create.mutate({ path, body: { name, count, ...(lastDay ? { lastDay } : {}) } });
  };
  return (
    <Modal
      open
      title={t("bulk.new")}
      okText={t("bulk.new")}
      confirmLoading={create.isPending}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <Form<Draft> form={form} layout="vertical">
        <NameField />
        <Form.Item
          name="count"
          label={t("bulk.count")}
          extra={t("bulk.countHint")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <InputNumber className="c-amount" min={1} max={mostCodes} precision={0} />
        </Form.Item>
        <LastDayField />
      </Form>
    </Modal>
  );
}

export function NameField() {
  const { t } = useText();
  return (
    <Form.Item
      name="name"
      label={t("bulk.name")}
      extra={t("bulk.nameHint")}
      rules={[{ required: true, whitespace: true, message: t("form.required") }]}
    >
      <Input maxLength={60} />
    </Form.Item>
  );
}

export function LastDayField() {
  const { t } = useText();
  const { timeZone } = useBrand().me.brand;
  return (
    <Form.Item
      name="lastDay"
      label={`${t("bulk.lastDay")} · ${t("form.optional")}`}
      extra={t("bulk.lastDayHint")}
    >
      <Input type="date" min={today(timeZone)} />
    </Form.Item>
  );
}
