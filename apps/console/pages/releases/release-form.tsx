import { Button, Form, Input, InputNumber, Segmented } from "antd";
import { useState } from "react";
import { visibleLength } from "#packages/text/index.ts";
import { useBrand } from "../../brand.tsx";
import { OfferPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { longestName, type ReleaseDraft, stockOf } from "./release-draft.ts";
import { NumbersField, SlotsField, WallInput } from "./stock-fields.tsx";

interface ReleaseFormProps {
  readonly first: ReleaseDraft;
  /** Its owner is chosen once. */
  readonly isNew: boolean;
  onSave(draft: ReleaseDraft, announce: boolean): Promise<void>;
}

/** The editor of a draft: what, when and how many, and what makes it fair. */
export function ReleaseForm({ first, isNew, onSave }: ReleaseFormProps) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<ReleaseDraft>();
  const typed = Form.useWatch((all: ReleaseDraft) => all, { form, preserve: true });
  const [busy, setBusy] = useState(false);
  const draft: ReleaseDraft = { ...first, ...typed };
  const save = async (announce: boolean) => {
    const checked = await form.validateFields().catch(() => null);
    if (!checked) return;
    setBusy(true);
    // refusals were already said by the write itself
    await onSave({ ...first, ...form.getFieldsValue(true) }, announce).catch(() => undefined);
    setBusy(false);
  };
  return (
    <div className="c-offer">
      <Form<ReleaseDraft>
        form={form}
        layout="vertical"
        initialValues={first}
        disabled={!brand.may("offers.write")}
        scrollToFirstError
      >
        <What isNew={isNew} />
        <fieldset className="c-fields">
          <legend>{t("release.section.when")}</legend>
          <When draft={draft} />
        </fieldset>
        <Fair draft={draft} />
      </Form>
      <aside className="c-offer-preview" aria-label={t("release.preview")}>
        <h2>{t("release.preview")}</h2>
        <Preview draft={draft} />
      </aside>
      <div className="c-form-foot">
        {brand.may("offers.publish") ? (
          <Button type="primary" loading={busy} onClick={() => void save(true)}>
            {t("release.announce")}
          </Button>
        ) : null}
        <Button loading={busy} onClick={() => void save(false)}>{t("release.save")}</Button>
      </div>
    </div>
  );
}

function useRequired() {
  const { t } = useText();
  return [{ required: true, message: t("form.required") }];
}

function What({ isNew }: { isNew: boolean }) {
  const { t } = useText();
  const required = useRequired();
  const count = { show: true, max: longestName, strategy: visibleLength };
  return (
    <fieldset className="c-fields">
      <legend>{t("release.section.what")}</legend>
      <Form.Item name="name" label={t("releases.name")} rules={required}>
        <Input count={count} />
      </Form.Item>
      <Form.Item name="nameEn" label={t("release.nameEn")}>
        <Input count={count} />
      </Form.Item>
      <Form.Item
        name="offerId"
        label={t("release.offer")}
        extra={t("release.offerHint")}
        rules={required}
      >
        <OfferPick label={t("release.offer")} clearable={false} />
      </Form.Item>
      {isNew ? (
        <Form.Item name="unitId" label={t("release.unit")} rules={required}>
          <UnitPick label={t("release.unit")} clearable={false} />
        </Form.Item>
      ) : null}
    </fieldset>
  );
}

function When({ draft }: { draft: ReleaseDraft }) {
  const { t } = useText();
  const { timeZone } = useBrand().me.brand;
  const kinds = ["slots", "numbers"] as const;
  return (
    <>
      <p className="c-quiet">{t("release.zone", { zone: timeZone })}</p>
      <Form.Item name="warmUpAt" label={t("release.warmUp")} rules={useRequired()}>
        <WallInput />
      </Form.Item>
      <Form.Item name="kind" label={t("release.kind")}>
        <Segmented
          options={kinds.map((value) => ({ value, label: t(`release.kind.${value}`) }))}
        />
      </Form.Item>
      {draft.kind === "slots" ? <SlotsField /> : <NumbersField />}
    </>
  );
}

function Fair({ draft }: { draft: ReleaseDraft }) {
  const { t } = useText();
  const modes = ["rush", "lottery"] as const;
  const gates = ["none", "work", "slider"] as const;
  return (
    <fieldset className="c-fields">
      <legend>{t("release.section.fair")}</legend>
      <Form.Item
        name="mode"
        label={t("release.mode")}
        extra={t(`release.modeHint.${draft.mode}`)}
      >
        <Segmented
          options={modes.map((value) => ({ value, label: t(`release.mode.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="holdMinutes"
        label={t("release.hold")}
        extra={t("release.holdHint")}
        rules={useRequired()}
      >
        <InputNumber min={1} max={10_080} precision={0} suffix={t("release.minutes")} />
      </Form.Item>
      <Form.Item name="gate" label={t("release.gate")} extra={t("release.gateHint")}>
        <Segmented
          options={gates.map((value) => ({ value, label: t(`release.gate.${value}`) }))}
        />
      </Form.Item>
    </fieldset>
  );
}

/** The rule as members will read it, from what is typed so far. */
function Preview({ draft }: { draft: ReleaseDraft }) {
  const { t } = useText();
  return (
    <div className="c-release-preview">
      <strong>{draft.name || "—"}</strong>
      <p>{t("release.preview.stock", { stock: stockOf(draft) })}</p>
      <p>{t(`release.modeHint.${draft.mode}`)}</p>
      <p>{t("release.preview.hold", { count: draft.holdMinutes ?? 0 })}</p>
    </div>
  );
}
