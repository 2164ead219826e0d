import { App, Form, InputNumber, Modal } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { GiftBatch } from "./gift-batches.tsx";

interface Draft {
  readonly storeId: string;
  readonly from: number;
  readonly to: number;
}

/** The price of a run of cards was taken at a store's till: they are active from then on. */
export function SellDialog({ batch, onClose }: { batch: GiftBatch; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const sell = useWrite("sellGiftCards", {
    onDone({ amountMinor }) {
      void message.success(t("cards.sold", { amount: brand.money(amountMinor) }));
      onClose();
    },
  });
  const required = [{ required: true, message: t("form.required") }];
  const path = { ...brand.path, batchId: batch.batchId };
  const send = async () => {
    const body = await form.validateFields().catch(() => null);
    if (body) sell.mutate({ path, body });
  };
  return (
    <Modal
      open
      title={t("cards.sellTitle", { name: batch.name })}
      okText={t("cards.sell")}
      confirmLoading={sell.isPending}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <p className="c-quiet">{t("cards.sellNote")}</p>
      <Form<Draft> form={form} layout="vertical">
        <Form.Item name="storeId" label={t("cards.store")} rules={required}>
          <UnitPick label={t("cards.store")} kind="store" />
        </Form.Item>
        <div className="c-pair">
          <Form.Item name="from" label={t("cards.from")} rules={required}>
            <InputNumber min={1} max={batch.made} precision={0} />
          </Form.Item>
          <Form.Item name="to" label={t("cards.to")} rules={required}>
            <InputNumber min={1} max={batch.made} precision={0} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
