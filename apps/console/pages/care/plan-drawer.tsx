import { Button, Checkbox, Drawer, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

type Plan = Answer<"getCarePlan">;
type Step = Plan["templates"][number]["steps"][number];

/** The brand's trade, and its steps: what they are called, when they are due, which are on. */
export function PlanDrawer({ plan, onClose }: { plan: Plan; onClose(): void }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const [template, setTemplate] = useState(plan.template ?? plan.templates[0]?.key ?? "");
  const [changed, setChanged] = useState<Readonly<Record<string, readonly Step[]>>>({});
  const save = useWrite("saveCarePlan", { done: t("form.saved"), onDone: onClose });
  const given = plan.templates.find((one) => one.key === template)?.steps ?? [];
  const steps = changed[template] ?? given;
  const change = (key: string, more: Partial<Step>) => setChanged({
    ...changed,
    [template]: steps.map((step) => (step.key === key ? { ...step, ...more } : step)),
  });
  const body = {
    template,
    steps: steps.map(({ needsAnswer: _, nameEn, ...step }) => ({
      ...step, nameEn: nameEn?.trim() || null,
    })),
  };
  const fits = steps.some((step) => step.active) && steps.every((step) => step.name.trim());
  return (
    <Drawer open onClose={onClose} size="min(560px, 100vw)" title={t("care.plan")}>
      <p className="c-quiet">{t("care.planText")}</p>
      <label className="c-care-trade">
        <span>{t("care.trade")}</span>
        <Select
          value={template}
          onChange={setTemplate}
          options={plan.templates.map((one) => ({
            value: one.key, label: inLang(lang, one.name, one.nameEn),
          }))}
        />
      </label>
      <ol className="c-care-steps">
        {steps.map((step) => (
          <StepFields key={step.key} step={step} onChange={(more) => change(step.key, more)} />
        ))}
      </ol>
      <Button
        type="primary"
        disabled={!fits}
        loading={save.isPending}
        onClick={() => save.mutate({ path: brand.path, body })}
      >
        {t("form.save")}
      </Button>
    </Drawer>
  );
}

function StepFields({ step, onChange }: { step: Step; onChange(more: Partial<Step>): void }) {
  const { t } = useText();
  return (
    <li>
      <label>
        <span>{t("care.stepName")}</span>
        <Input
          value={step.name}
          maxLength={40}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <label>
        <span>{t("care.stepNameEn")}</span>
        <Input
          value={step.nameEn ?? ""}
          maxLength={60}
          onChange={(event) => onChange({ nameEn: event.target.value })}
        />
      </label>
      <label>
        <span>{t("care.stepDays")}</span>
        <InputNumber
          min={0}
          max={365}
          precision={0}
          suffix={t("care.days")}
          value={step.dueDays}
          onChange={(dueDays) => onChange({ dueDays: dueDays ?? 0 })}
        />
      </label>
      <p>
        <Checkbox
          checked={step.active}
          onChange={(event) => onChange({ active: event.target.checked })}
        >
          {t("care.stepOn")}
        </Checkbox>
        {step.needsAnswer ? <small className="c-quiet">{t("care.needsAnswer")}</small> : null}
      </p>
    </li>
  );
}
