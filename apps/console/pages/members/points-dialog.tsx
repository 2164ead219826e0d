import { Form, Input, InputNumber, Modal } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

export type ActKind = "correct" | "freeze" | "unfreeze";

interface DialogProps {
  readonly memberId: string;
  readonly kind: ActKind;
  onClose(): void;
}

const operations = {
  correct: "correctMemberPoints",
  freeze: "freezeMemberPoints",
  unfreeze: "unfreezeMemberPoints",
} as const;

/** Gives, takes, holds or lets go points by hand; the reason stays with it. */
export function PointsDialog({ memberId, kind, onClose }: DialogProps) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<{ points: number; reason: string }>();
  const act = useWrite(operations[kind], { done: t("form.saved"), onDone: onClose });
  const path = { ...brand.path, memberId };
  return (
    <Modal
      open
      title={t(`member.${kind}`)}
      okText={t("form.save")}
      cancelText={t("form.cancel")}
      confirmLoading={act.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{t(`member.${kind}Note`)}</p>
      <Form form={form} layout="vertical" onFinish={(body) => act.mutate({ path, body })}>
        <Form.Item
          name="points"
          label={t(kind === "correct" ? "member.byPoints" : "member.howMany")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <InputNumber
            min={kind === "correct" ? -10_000_000 : 1}
            max={10_000_000}
            precision={0}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t("member.reason")}
          rules={[{ required: true, whitespace: true, message: t("form.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
