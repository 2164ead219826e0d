import { Form, Input, Modal } from "antd";
import { useText } from "../../../text.ts";

interface ReasonProps {
  readonly title: string;
  readonly note: string;
  readonly label: string;
  readonly hint: string;
  readonly ok: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  onReason(reason: string): void;
  onClose(): void;
}

/** What it does, and why it is done: the reason is kept with it. */
export function ReasonDialog(props: ReasonProps) {
  const { title, note, label, hint, ok, danger = false, busy, onReason, onClose } = props;
  const { t } = useText();
  const [form] = Form.useForm<{ reason: string }>();
  const send = async () => {
    const typed = await form.validateFields().catch(() => null);
    if (typed) onReason(typed.reason.trim());
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      okButtonProps={{ danger }}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <p>{note}</p>
      <Form form={form} layout="vertical">
        <Form.Item
          name="reason"
          label={label}
          extra={hint}
          rules={[{ required: true, whitespace: true, message: t("form.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
