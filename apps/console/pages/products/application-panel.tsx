import { Button, Checkbox, Form, Input, InputNumber, Select, Skeleton, Switch } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { PanelProps } from "./product-page.tsx";

type Saved = NonNullable<Answer<"getApplicationForm">["form"]>;
type Field = Saved["fields"][number];

/** A field as it is typed: choices stand one a line, "中文 / English". */
interface Typed extends Omit<Saved, "fields"> {
  readonly fields: readonly (Omit<Field, "choices"> & { readonly choices?: string })[];
}

/** As a template names them. */
const placeholders = {
  name: "{name}", number: "{number}", day: "{day}", store: "{store}", result: "{result}",
};

const kinds = ["text", "phone", "date", "choice"] as const;

/** What is asked to apply for a product, and the document that it ends in. */
export function ApplicationPanel({ product }: PanelProps) {
  const brand = useBrand();
  const { t } = useText();
  const path = { ...brand.path, productId: product.productId };
  const found = useAnswer("getApplicationForm", { path });
  if (!found.data) return <Skeleton active />;
  const { form } = found.data;
  return (
    <fieldset className="c-fields">
      <legend>{t("applyForm.title")}</legend>
      <p className="c-quiet">{t("applyForm.lead")}</p>
      <Editor key={JSON.stringify(form)} path={path} form={form} />
    </fieldset>
  );
}

interface EditorProps {
  readonly path: { readonly brand: string; readonly productId: string };
  readonly form: Saved | null;
}

function Editor({ path, form }: EditorProps) {
  const brand = useBrand();
  const { t } = useText();
  const save = useWrite("saveApplicationForm", { done: t("form.saved") });
  const [typed] = Form.useForm<Typed>();
  return (
    <Form<Typed>
      form={typed}
      layout="vertical"
      initialValues={typedOf(form)}
      disabled={!brand.may("catalogue.write")}
      onFinish={(values) => save.mutate({ path, body: bodyOf(values) })}
    >
      <Fields />
      <Form.Item
        name="template"
        label={t("applyForm.template")}
        extra={t("applyForm.templateHint", placeholders)}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="templateEn" label={t("applyForm.templateEn")}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <div className="c-pair">
        <Form.Item name="keepDays" label={t("applyForm.keepDays")} rules={[{ required: true }]}>
          <InputNumber min={1} max={3650} precision={0} suffix={t("applyForm.days")} />
        </Form.Item>
        <Form.Item name="active" label={t("applyForm.active")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <div className="c-form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>{t("form.save")}</Button>
      </div>
    </Form>
  );
}

function Fields() {
  const { t } = useText();
  return (
    <Form.List name="fields">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <FieldRow key={key} name={name} onRemove={() => remove(name)} />
          ))}
          <Form.Item>
            <Button
              disabled={fields.length >= 12}
              onClick={() => add({ kind: "text", required: true })}
            >
              {t("applyForm.add")}
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  );
}

function FieldRow({ name, onRemove }: { readonly name: number; onRemove(): void }) {
  const { t } = useText();
  const kind = Form.useWatch(["fields", name, "kind"]);
  const required = [{ required: true, message: t("form.required") }];
  return (
    <div className="c-apply-field">
      <Form.Item name={[name, "label"]} label={t("applyForm.label")} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name={[name, "labelEn"]} label={t("applyForm.labelEn")}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name={[name, "key"]}
        label={t("applyForm.key")}
        rules={[...required, { pattern: /^[a-z][a-z0-9_]{0,29}$/, message: t("applyForm.keyBad") }]}
      >
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name={[name, "kind"]} label={t("applyForm.kind")}>
        <Select options={kinds.map((value) => ({ value, label: t(`applyForm.kind.${value}`) }))} />
      </Form.Item>
      {kind === "choice" ? (
        <Form.Item name={[name, "choices"]} label={t("applyForm.choices")} rules={required}>
          <Input.TextArea rows={3} placeholder={t("applyForm.choicesHint")} />
        </Form.Item>
      ) : null}
      <Form.Item name={[name, "required"]} label={t("applyForm.must")} valuePropName="checked">
        <Checkbox />
      </Form.Item>
      <Button danger type="text" onClick={onRemove}>{t("applyForm.remove")}</Button>
    </div>
  );
}

function typedOf(form: Saved | null): Partial<Typed> {
  if (!form) return { fields: [], keepDays: 90, active: true };
  return {
    ...form,
    fields: form.fields.map((field) => ({
      ...field,
      choices: field.choices
        .map(({ label, labelEn }) => (labelEn ? `${label} / ${labelEn}` : label))
        .join("\n"),
    })),
  };
}

function choiceOf(line: string): Field["choices"][number] {
  const [label = "", labelEn = ""] = line.split(" / ").map((one) => one.trim());
  return { label, labelEn: labelEn || null };
}

function bodyOf(typed: Typed): Saved {
  return {
    template: typed.template,
    templateEn: typed.templateEn?.trim() || null,
    keepDays: typed.keepDays,
    active: typed.active,
    fields: typed.fields.map(({ key, kind, label, labelEn, required, choices = "" }) => ({
      key,
      kind,
      label: label.trim(),
      labelEn: labelEn?.trim() || null,
      required: required ?? false,
      choices: kind === "choice"
        ? choices.split("\n").filter((line) => line.trim()).map(choiceOf)
        : [],
    })),
  };
}
