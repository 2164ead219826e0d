import { Button, Form, Input, InputNumber } from "antd";
import { useText } from "../../text.ts";
import { numbersIn } from "./release-draft.ts";

const mostSlots = 24;

interface WallProps {
  readonly id?: string;
  readonly value?: string;
  onChange?(value: string): void;
  readonly label?: string;
}

/** A date and a time on the brand's wall, to the second. */
export function WallInput({ id, value, onChange, label }: WallProps) {
  return (
    <Input
      {...(id ? { id } : {})}
      {...(label ? { "aria-label": label } : {})}
      type="datetime-local"
      step={1}
      value={value ?? ""}
      onChange={(event) => onChange?.(event.target.value)}
    />
  );
}

/** The slots (场次), each with its own time and stock. */
export function SlotsField() {
  const { t } = useText();
  const required = [{ required: true, message: t("form.required") }];
  return (
    <Form.List name="slots">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <div className="c-release-slot" key={field.key}>
              <Form.Item
                name={[field.name, "startsAt"]}
                label={t("release.slotStart")}
                rules={required}
              >
                <WallInput />
              </Form.Item>
              <Form.Item
                name={[field.name, "endsAt"]}
                label={t("release.slotEnd")}
                rules={required}
              >
                <WallInput />
              </Form.Item>
              <Form.Item
                name={[field.name, "stock"]}
                label={t("release.slotStock")}
                rules={required}
              >
                <InputNumber min={1} max={1_000_000} precision={0} className="c-amount" />
              </Form.Item>
              {fields.length > 1 ? (
                <Button
                  type="text"
                  aria-label={t("release.slotRemove")}
                  onClick={() => remove(field.name)}
                >
                  ✕
                </Button>
              ) : null}
            </div>
          ))}
          {fields.length < mostSlots ? (
            <Form.Item>
              <Button type="dashed" onClick={() => add({ stock: 100 })}>
                {t("release.slotAdd")}
              </Button>
            </Form.Item>
          ) : null}
        </>
      )}
    </Form.List>
  );
}

/** Numbers of which each is there once, pasted from a sheet; all share one time. */
export function NumbersField() {
  const { t } = useText();
  const text = (Form.useWatch("numbers") as string | undefined) ?? "";
  const pasted = numbersIn(text);
  const rules = [
    { required: true, message: t("form.required") },
    {
      validator: async (_: unknown, typed: string) => {
        const { bad, twice, tooMany, items } = numbersIn(typed ?? "");
        const some = (words: string[]) => words.slice(0, 5).join(", ");
        if (bad.length > 0) throw new Error(t("release.numbersBad", { numbers: some(bad) }));
        if (twice.length > 0) throw new Error(t("release.numbersTwice", { numbers: some(twice) }));
        if (tooMany) throw new Error(t("release.numbersMany", { count: items.length }));
      },
    },
  ];
  return (
    <>
      <div className="c-pair">
        <Form.Item name="numbersFrom" label={t("release.slotStart")}>
          <WallInput />
        </Form.Item>
        <Form.Item name="numbersTo" label={t("release.slotEnd")}>
          <WallInput />
        </Form.Item>
      </div>
      <Form.Item
        name="numbers"
        label={t("release.numbers")}
        extra={t("release.numbersCount", { count: pasted.items.length })}
        rules={rules}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
    </>
  );
}
