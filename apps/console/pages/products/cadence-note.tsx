import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

/** How long ago something new came, beside the plan; loud only when the plan is broken. */
export function CadenceNote() {
  const brand = useBrand();
  const { t } = useText();
  const [days, setDays] = useState<number | null>(null);
  const found = useAnswer("getCadence", { path: brand.path });
  const plan = useWrite("planCadence", { done: t("form.saved") });
  const told = found.data;
  if (!told || told.daysSince === null) return null;
  const { daysSince, plannedDays, late, nextNewAt } = told;
  const next = nextNewAt === null ? t("cadence.noneNext") : t("cadence.next", {
    at: brand.at(nextNewAt),
  });
  const value = days ?? plannedDays ?? 90;
  return (
    <div className={late ? "c-note c-note-bad" : "c-note c-note-plain"} role="status">
      <strong>
        {late
          ? t("cadence.late", { days: daysSince, planned: plannedDays ?? 0 })
          : t("cadence.since", { days: daysSince })}
      </strong>
      <p>{next}</p>
      {brand.may("catalogue.write") ? (
        <span className="c-inline">
          <span>{t("cadence.plan")}</span>
          <InputNumber
            aria-label={t("cadence.plan")}
            min={1}
            max={1000}
            precision={0}
            value={value}
            onChange={setDays}
          />
          <span>{t("cadence.days")}</span>
          <Button
            disabled={value === plannedDays}
            loading={plan.isPending}
            onClick={() => plan.mutate({ path: brand.path, body: { days: value } })}
          >
            {t("form.save")}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
