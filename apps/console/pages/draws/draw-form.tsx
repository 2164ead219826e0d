import { Button, Form, Input, InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { type DrawDraft, limitOfs, limitPers, newPrize, sumOf } from "./draw-draft.ts";
import { PrizeFields } from "./prize-fields.tsx";

interface DrawFormProps {
  readonly first: DrawDraft;
  readonly isNew: boolean;
  onSave(draft: DrawDraft): Promise<void>;
}

/** Name, time, prizes with their odds, and how often one may play. */
export function DrawForm({ first, isNew, onSave }: DrawFormProps) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<DrawDraft>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const checked = await form.validateFields().catch(() => null);
    if (!checked) return;
    setBusy(true);
    // refusals were already said by the write itself
    await onSave({ ...first, ...form.getFieldsValue(true) }).catch(() => undefined);
    setBusy(false);
  };
  return (
    <Form<DrawDraft>
      form={form}
      className="c-draw-form"
      layout="vertical"
      initialValues={first}
      disabled={!brand.may("offers.write")}
      scrollToFirstError
    >
      <WhatFields isNew={isNew} />
      <PrizeList />
      <LimitList />
      <div className="c-form-foot">
        <Button type={isNew ? "primary" : "default"} loading={busy} onClick={() => void save()}>
          {t("draw.save")}
        </Button>
      </div>
    </Form>
  );
}

function WhatFields({ isNew }: { isNew: boolean }) {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
  return (
    <fieldset className="c-fields">
      <legend>{t("draw.section.what")}</legend>
      <div className="c-pair">
        <Form.Item name="name" label={t("draw.name")} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="nameEn" label={t("draw.nameEn")}>
          <Input maxLength={80} />
        </Form.Item>
      </div>
      {isNew ? (
        <Form.Item name="unitId" label={t("draw.owner")} rules={[required]}>
          <UnitPick label={t("draw.owner")} clearable={false} />
        </Form.Item>
      ) : null}
      <div className="c-pair">
        <Form.Item name="startsLocal" label={t("draw.starts")}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="endsLocal" label={t("draw.ends")}>
          <Input type="datetime-local" />
        </Form.Item>
      </div>
      <Form.Item name="rules" label={t("draw.rules")}>
        <Input.TextArea rows={4} maxLength={4_000} />
      </Form.Item>
      <Form.Item name="rulesEn" label={t("draw.rulesEn")}>
        <Input.TextArea rows={2} maxLength={4_000} />
      </Form.Item>
    </fieldset>
  );
}

const percent = (ppm: number): string => `${ppm / 10_000}%`;

function PrizeList() {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const prizes = Form.useWatch("prizes") as DrawDraft["prizes"] | undefined;
  const typed = { prizes: prizes ?? [], limits: [], whenGone: "next" as const };
  const { wonPpm, poolMinor } = sumOf(typed, currency);
  const sum = {
    won: percent(wonPpm),
    nothing: percent(Math.max(0, 1_000_000 - wonPpm)),
    pool: brand.money(poolMinor),
  };
  return (
    <fieldset className="c-fields">
      <legend>{t("draw.section.prizes")}</legend>
      <p className={wonPpm > 1_000_000 ? "c-bad" : "c-quiet"} role="status">
        {t("draw.sum", sum)}
      </p>
      <Form.List name="prizes">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <PrizeFields
                key={field.key}
                at={field.name}
                draft={prizes?.[field.name] ?? newPrize}
                remove={() => remove(field.name)}
              />
            ))}
            {fields.length < 20 ? (
              <Button className="c-draw-add" type="dashed" onClick={() => add(newPrize)}>
                {t("draw.prizeAdd")}
              </Button>
            ) : null}
          </>
        )}
      </Form.List>
      <Form.Item name="whenGone" label={t("draw.whenGone")}>
        <Segmented
          options={[
            { value: "next", label: t("draw.whenGone.next") },
            { value: "nothing", label: t("draw.whenGone.nothing") },
          ]}
        />
      </Form.Item>
    </fieldset>
  );
}

function LimitList() {
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("draw.section.limits")}</legend>
      <Form.List name="limits">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div className="c-limit" key={field.key}>
                <Form.Item name={[field.name, "of"]} noStyle>
                  <Select
                    aria-label={t("draw.limitOf")}
                    options={limitOfs.map((of) => ({ value: of, label: t(`draw.of.${of}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[field.name, "per"]} noStyle>
                  <Select
                    aria-label={t("draw.limitPer")}
                    options={limitPers.map((per) => ({ value: per, label: t(`draw.per.${per}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[field.name, "cap"]} noStyle>
                  <InputNumber
                    className="c-amount"
                    aria-label={t("draw.limitCap")}
                    min={1}
                    max={1_000_000_000}
                    precision={0}
                  />
                </Form.Item>
                <Button type="text" onClick={() => remove(field.name)}>
                  {t("draw.prizeRemove")}
                </Button>
              </div>
            ))}
            {fields.length < 8 ? (
              <Button
                className="c-draw-add"
                type="dashed"
                onClick={() => add({ of: "device", per: "day", cap: 3 })}
              >
                {t("draw.limitAdd")}
              </Button>
            ) : null}
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
