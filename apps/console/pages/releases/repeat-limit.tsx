import { Button, InputNumber } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

/** From which share of repeated losers on somebody must accept the next release. */
export function RepeatLimit() {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("getReleaseRules", { path: brand.path });
  const save = useWrite("saveReleaseRules", { done: t("form.saved") });
  const [typed, setTyped] = useState<number | null>(null);
  if (!found.data) return null;
  const percent = typed ?? found.data.repeatLimitBps / 100;
  const store = () =>
    save.mutate({ path: brand.path, body: { repeatLimitBps: Math.round(percent * 100) } });
  return (
    <section className="c-section">
      <h2>{t("release.limit")}</h2>
      <p className="c-quiet">{t("release.limitMore")}</p>
      <div className="c-release-limit">
        <InputNumber
          aria-label={t("release.limit")}
          suffix="%"
          min={0}
          max={100}
          precision={0}
          value={percent}
          disabled={!brand.may("brand.manage")}
          onChange={setTyped}
        />
        {brand.may("brand.manage") ? (
          <Button loading={save.isPending} onClick={store}>{t("release.limitSave")}</Button>
        ) : null}
      </div>
    </section>
  );
}

/** Ten-thousandths as people say them. */
export function percentOf(bps: number): string {
  return `${Math.round(bps / 10) / 10}%`;
}
