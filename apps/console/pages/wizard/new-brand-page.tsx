import { Link, Navigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { BihuanProblem } from "#packages/sdk/index.ts";
import { showAccent } from "../../accent-now.ts";
import { useAnswer } from "../../ask.ts";
import { pageData } from "../../page-data.ts";
import { Alone } from "../../parts/alone.tsx";
import { useText } from "../../text.ts";
import { BrandPreview } from "./brand-preview.tsx";
import { firstPlan, type NewBrand } from "./new-brand.ts";
import { AccountStep, BrandStep, LookStep, OfferStep, StoreStep } from "./steps.tsx";
import { useStart } from "./use-start.ts";

const ownSteps = ["brand", "look", "store", "offer"] as const;

/** An own brand in five short steps; nothing is made before the last one. */
export function NewBrandPage() {
  const { t } = useText();
  const session = useAnswer("getSession", {});
  const [plan, setPlan] = useState<NewBrand>(firstPlan);
  const [at, setAt] = useState(0);
  const start = useStart();
  useEffect(() => showAccent(plan.colour), [plan.colour]);
  if (session.error instanceof BihuanProblem && session.error.status === 401) {
    return <Navigate to="/sign-in" search={{ next: "/brands/new" }} />;
  }
  const sample = session.data?.account.sample ?? false;
  const steps = sample ? (["account", ...ownSteps] as const) : ownSteps;
  const step = steps[at] ?? "brand";
  const last = at === steps.length - 1;
  const go = (change: Partial<NewBrand>) => {
    const next = { ...plan, ...change };
    setPlan(next);
    if (last) start.mutate(next);
    else setAt(at + 1);
  };
  const back = at > 0 ? () => setAt(at - 1) : undefined;
  const { isPending: busy, error } = start;
  const parts = { plan, go, back, change: setPlan, last, busy, error };
  if (start.data) {
    return (
      <Alone title={t("wizard.done")} lead={t("wizard.doneNext")} person={null}>
        {pageData.codes === "none" ? <p role="note">{t("wizard.noCodes")}</p> : null}
        {pageData.codes === "screen" ? <p role="note">{t("wizard.screenCodes")}</p> : null}
        <p className="c-empty-ways">
          <a href={start.data.storePath}>{t("wizard.seePage")}</a>
          <Link to={`/${start.data.key}/channels`} search={{ tab: "codes" }}>
            {t("wizard.makePoster")}
          </Link>
          <Link to={`/${start.data.key}`}>{t("wizard.toBoss")}</Link>
        </p>
      </Alone>
    );
  }
  return (
    <Alone title={t("wizard.title")} person={session.data?.account.name ?? null} wide>
      <div className="c-wizard">
        <section>
          <p className="c-wizard-step">
            {t("wizard.step", { step: at + 1, count: steps.length })}
          </p>
          <div className="c-wizard-bar" aria-hidden="true">
            <span style={{ width: `${((at + 1) / steps.length) * 100}%` }} />
          </div>
          {step === "account" ? <AccountStep {...parts} /> : null}
          {step === "brand" ? <BrandStep {...parts} /> : null}
          {step === "look" ? <LookStep {...parts} /> : null}
          {step === "store" ? <StoreStep {...parts} /> : null}
          {step === "offer" ? <OfferStep {...parts} /> : null}
        </section>
        <BrandPreview plan={plan} />
      </div>
    </Alone>
  );
}
