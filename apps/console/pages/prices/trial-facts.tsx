import { Input, InputNumber, Segmented, Select, Switch } from "antd";
import { useState } from "react";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { MemberPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { TrialPartProps } from "./trial-cart.tsx";

const people = ["nobody", "member", "new_member"] as const;

/** Who buys, where and when, and with which vouchers in hand. */
export function TrialFacts({ input, change }: TrialPartProps) {
  const { t } = useText();
  // beside the answer there is room for everything; on a phone the answer comes first
  const [wide] = useState(() => matchMedia("(min-width: 1081px)").matches);
  return (
    <section className="c-fields c-trial-facts" aria-label={t("trial.facts")}>
      <h2>{t("trial.facts")}</h2>
      <div className="c-label">
        {t("trial.vouchers")}
        <VouchersPick input={input} change={change} />
      </div>
      <label className="c-check">
        <Switch
          aria-label={t("trial.withDrafts")}
          checked={input.withDrafts}
          onChange={(withDrafts) => change({ withDrafts })}
        />
        <span>
          {t("trial.withDrafts")}
          <small>{t("trial.withDraftsHint")}</small>
        </span>
      </label>
      <details className="c-fold" open={wide}>
        <summary>
          {t("trial.more")} <small>{t("trial.moreHint")}</small>
        </summary>
        <MoreFacts input={input} change={change} />
      </details>
    </section>
  );
}

function MoreFacts({ input, change }: TrialPartProps) {
  const { t } = useText();
  return (
    <>
      <div className="c-pair">
        <div className="c-label">
          {t("pick.store")}
          <UnitPick
            kind="store"
            label={t("trial.noStore")}
            value={input.storeId}
            onChange={(storeId) => change({ storeId })}
          />
          {input.storeId ? null : <small>{t("trial.noStoreHint")}</small>}
        </div>
        <label className="c-label">
          {t("trial.at")}
          <Input
            type="datetime-local"
            value={input.at}
            onChange={(event) => change({ at: event.target.value })}
          />
        </label>
      </div>
      <div className="c-label">
        {t("trial.who")}
        <Segmented
          aria-label={t("trial.who")}
          value={input.who}
          onChange={(who) => change({ who })}
          disabled={Boolean(input.memberId)}
          options={people.map((one) => ({ value: one, label: t(`trial.who.${one}`) }))}
        />
        <MemberPick
          label={t("trial.memberId")}
          value={input.memberId}
          onChange={(memberId) => change({ memberId })}
        />
        {input.memberId ? <small>{t("trial.memberIdHint")}</small> : null}
      </div>
      <div className="c-pair">
        <label className="c-check">
          <Switch
            aria-label={t("trial.firstOrder")}
            checked={input.firstOrder}
            onChange={(firstOrder) => change({ firstOrder })}
          />
          <span>{t("trial.firstOrder")}</span>
        </label>
        <label className="c-label">
          {t("trial.points")}
          <InputNumber
            className="c-amount"
            min={0}
            max={100_000_000}
            precision={0}
            controls={false}
            value={input.points}
            onChange={(points) => change({ points })}
          />
        </label>
      </div>
    </>
  );
}

function VouchersPick({ input, change }: TrialPartProps) {
  const { t } = useText();
  const brand = useBrand();
  const found = useAnswer("listOffers", { path: brand.path, query: { limit: 200 } });
  const usable = (found.data?.items ?? []).filter(
    (one) =>
      one.trigger === "voucher" &&
      one.state !== "ended" &&
      (one.liveVersion !== null || input.withDrafts),
  );
  return (
    <Select
      mode="multiple"
      className="c-pick"
      aria-label={t("trial.vouchers")}
      placeholder={t("trial.vouchersNone")}
      value={[...input.vouchers]}
      onChange={(vouchers: string[]) => change({ vouchers })}
      loading={found.isFetching}
      showSearch={{ optionFilterProp: "label" }}
      options={usable.map((one) => ({
        value: one.offerId,
        label: brand.named({ name: one.title, nameEn: one.titleEn }),
      }))}
      notFoundContent={t("pick.noneFound")}
    />
  );
}
