import { Button, Checkbox, Drawer, Input, InputNumber, Select } from "antd";
import { type ReactNode, useRef, useState } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

type Plan = Answer<"getCarePlan">;
type Step = Plan["templates"][number]["steps"][number];

type Edited = Omit<Step, "key"> & {
  /** Absent: added here and not saved yet. */
  readonly key?: string;
  /** Stays the same while its place changes. */
  readonly rowKey: string;
};

const mostSteps = 20;

/** The steps of each trade as they are being changed. */
function useSteps(plan: Plan, template: string) {
  const [changed, setChanged] = useState<Readonly<Record<string, readonly Edited[]>>>({});
  const added = useRef(0);
  const given = plan.templates.find((one) => one.key === template)?.steps ?? [];
  const steps: readonly Edited[] =
    changed[template] ?? given.map((step) => ({ ...step, rowKey: step.key }));
  const set = (next: readonly Edited[]) => setChanged({ ...changed, [template]: next });
  return {
    steps,
    change: (rowKey: string, more: Partial<Edited>) =>
      set(steps.map((step) => (step.rowKey === rowKey ? { ...step, ...more } : step))),
    remove: (rowKey: string) => set(steps.filter((step) => step.rowKey !== rowKey)),
    move(from: number, to: number) {
      const next = [...steps];
      next.splice(to, 0, ...next.splice(from, 1));
      set(next);
    },
    add() {
      added.current += 1;
      const rowKey = `new ${added.current}`;
      const blank = { name: "", nameEn: null, dueDays: 0, active: true, needsAnswer: false };
      set([...steps, { ...blank, own: true, rowKey }]);
    },
  };
}

/** The brand's trade, and its steps: names, days, which are on, in which order, own ones. */
export function PlanDrawer({ plan, onClose }: { plan: Plan; onClose(): void }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const [template, setTemplate] = useState(plan.template ?? plan.templates[0]?.key ?? "");
  const { steps, change, remove, move, add } = useSteps(plan, template);
  const save = useWrite("saveCarePlan", { done: t("form.saved"), onDone: onClose });
  const body = {
    template,
    steps: steps.map(({ own, needsAnswer, nameEn, rowKey: _, ...step }) => ({
      ...step, nameEn: nameEn?.trim() || null, ...(own ? { needsAnswer } : {}),
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
        {steps.map((step, place) => (
          <StepFields
            key={step.rowKey}
            step={step}
            onChange={(more) => change(step.rowKey, more)}
            acts={
              <StepActs
                step={step}
                place={place}
                last={steps.length - 1}
                onMove={(to) => move(place, to)}
                onRemove={() => remove(step.rowKey)}
              />
            }
          />
        ))}
      </ol>
      <div className="c-actions">
        <Button
          type="primary"
          disabled={!fits}
          loading={save.isPending}
          onClick={() => save.mutate({ path: brand.path, body })}
        >
          {t("form.save")}
        </Button>
        <Button disabled={steps.length >= mostSteps} onClick={add}>{t("care.addStep")}</Button>
      </div>
    </Drawer>
  );
}

interface StepActsProps {
  readonly step: Edited;
  readonly place: number;
  readonly last: number;
  onMove(to: number): void;
  onRemove(): void;
}

function StepActs({ step, place, last, onMove, onRemove }: StepActsProps) {
  const { t } = useText();
  const named = (act: string) => `${act}: ${step.name}`;
  return (
    <span className="c-actions">
      <Button
        size="small"
        disabled={place === 0}
        aria-label={named(t("blocks.up"))}
        onClick={() => onMove(place - 1)}
      >
        ↑
      </Button>
      <Button
        size="small"
        disabled={place === last}
        aria-label={named(t("blocks.down"))}
        onClick={() => onMove(place + 1)}
      >
        ↓
      </Button>
      {step.own ? (
        <Button size="small" danger aria-label={named(t("care.removeStep"))} onClick={onRemove}>
          {t("care.removeStep")}
        </Button>
      ) : null}
    </span>
  );
}

interface StepFieldsProps {
  readonly step: Edited;
  readonly acts: ReactNode;
  onChange(more: Partial<Edited>): void;
}

function StepFields({ step, acts, onChange }: StepFieldsProps) {
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
        {step.own ? (
          <Checkbox
            checked={step.needsAnswer}
            onChange={(event) => onChange({ needsAnswer: event.target.checked })}
          >
            {t("care.needsAnswer")}
          </Checkbox>
        ) : step.needsAnswer ? (
          <small className="c-quiet">{t("care.needsAnswer")}</small>
        ) : null}
      </p>
      <p>
        {step.own ? <small className="c-quiet">{t("care.ownStep")}</small> : <span />}
        {acts}
      </p>
    </li>
  );
}
