import { Form, Input, InputNumber, Modal, Radio } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { today } from "../../parts/days.ts";
import { minorOf } from "../../parts/major.ts";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

interface Draft {
  readonly name: string;
  readonly how: "sold" | "given";
  readonly unitId: string;
  readonly face: number;
  readonly count: number;
  readonly validTo: string;
}

const hows = ["sold", "given"] as const;
const leastYears = 3;

function inYears(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`.replace("-02-29", "-03-01");
}

/** What they are worth, how many, whose they are, and until when. */
export function NewCardsDialog({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const { currency, timeZone } = brand.me.brand;
  const [form] = Form.useForm<Draft>();
  const make = useWrite("makeGiftCardBatch", { done: t("cards.begun"), onDone: onClose });
  const least = inYears(today(timeZone), leastYears);
  const required = [{ required: true, message: t("form.required") }];
  const units = brand.unitsFor("stored_value.manage");
  const send = async () => {
    const draft = await form.validateFields().catch(() => null);
    if (!draft) return;
    const { face, ...rest } = draft;
    make.mutate({ path: brand.path, body: { ...rest, faceMinor: minorOf(face, currency) } });
  };
  return (
    <Modal
      open
      title={t("cards.new")}
      okText={t("cards.new")}
      confirmLoading={make.isPending}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        initialValues={{ how: "sold", unitId: units[0]?.unitId, validTo: least, count: 100 }}
      >
        <Form.Item name="name" label={t("cards.name")} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="how" label={t("cards.how")} extra={t("cards.howNote")}>
          <Radio.Group options={hows.map((value) => ({ value, label: t(`cards.how.${value}`) }))} />
        </Form.Item>
        <Form.Item name="unitId" label={t("cards.unit")} rules={required}>
          <UnitPick label={t("cards.unit")} clearable={false} />
        </Form.Item>
        <div className="c-pair">
          <Form.Item
            name="face"
            label={t("cards.face")}
            extra={t("cards.faceNote")}
            rules={required}
          >
            <AmountInput currency={currency} />
          </Form.Item>
          <Form.Item name="count" label={t("cards.count")} rules={required}>
            <InputNumber min={1} max={5000} precision={0} />
          </Form.Item>
        </div>
        <Form.Item
          name="validTo"
          label={t("cards.validTo")}
          extra={t("cards.validToNote")}
          rules={required}
        >
          <Input type="date" min={least} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
