import { Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { Win } from "./wins-list.tsx";

interface DialogProps {
  readonly win: Win;
  onClose(): void;
}

/** Notes a payment that was made outside, with the reference to find it by. */
export function PayDialog({ win, onClose }: DialogProps) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<{ reference: string }>();
  const pay = useWrite("markWinPaid", { done: t("wins.paid"), onDone: onClose });
  const send = ({ reference }: { reference: string }) =>
    pay.mutate({ path: { ...brand.path, playId: win.playId }, body: { reference } });
  return (
    <Modal
      open
      title={t("wins.payTitle", { amount: brand.money(win.amountMinor) })}
      okText={t("wins.pay")}
      cancelText={t("form.cancel")}
      confirmLoading={pay.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{t("wins.payText")}</p>
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item
          name="reference"
          label={t("wins.reference")}
          rules={[{ required: true, whitespace: true, message: t("form.required") }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Takes a prize back, with the reason. */
export function RecallDialog({ win, onClose }: DialogProps) {
  const brand = useBrand();
  const { t } = useText();
  const [reason, setReason] = useState<"mistake" | "fraud">("mistake");
  const recall = useWrite("recallWin", { done: t("wins.recalled"), onDone: onClose });
  const path = { ...brand.path, playId: win.playId };
  return (
    <Modal
      open
      title={t("wins.recallTitle")}
      okText={t("wins.recall")}
      okButtonProps={{ danger: true }}
      cancelText={t("form.cancel")}
      confirmLoading={recall.isPending}
      onOk={() => recall.mutate({ path, body: { reason } })}
      onCancel={onClose}
    >
      <p>{t("wins.recallText")}</p>
      <Radio.Group
        aria-label={t("wins.reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        options={[
          { value: "mistake", label: t("wins.reason.mistake") },
          { value: "fraud", label: t("wins.reason.fraud") },
        ]}
      />
    </Modal>
  );
}
