import { Form, Modal } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Lot } from "./holder-page.tsx";

interface Draft {
  readonly storeId?: string;
}

/** What comes back and what lapses with it, before it is paid. */
export function RefundDialog({ lot, onClose }: { lot: Lot; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<Draft>();
  const refund = useWrite("refundStoredLot", { done: t("holder.refundDone"), onDone: onClose });
  const send = () => {
    const { storeId } = form.getFieldsValue();
    refund.mutate({
      path: { ...brand.path, lotId: lot.lotId },
      body: { expectedMinor: lot.refundMinor, storeId: storeId ?? null },
    });
  };
  return (
    <Modal
      open
      title={t("holder.refundTitle", { amount: brand.money(lot.refundMinor) })}
      okText={t("holder.refund")}
      confirmLoading={refund.isPending}
      onCancel={onClose}
      onOk={send}
    >
      <p>{t("holder.refundNote", { lapses: brand.money(lot.lapsesMinor) })}</p>
      <Form<Draft> form={form} layout="vertical">
        <Form.Item
          name="storeId"
          label={t("holder.refundAt")}
          extra={t("holder.refundAtNote")}
        >
          <UnitPick label={t("holder.refundAt")} kind="store" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
