import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { type StackingPolicy, tradePolicy } from "#packages/pricing/browser.ts";
import type { Answer } from "#packages/sdk/index.ts";
import { useAnswer, useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { ErrorNote } from "../../../parts/note.tsx";
import { PageHead } from "../../../parts/page-head.tsx";
import { useText } from "../../../text.ts";
import { ApartMatrix } from "./apart-matrix.tsx";
import { GroupList } from "./group-list.tsx";
import { OrderList } from "./order-list.tsx";
import { samePolicy } from "./policy-draft.ts";
import { SampleCart } from "./sample-cart.tsx";

type Saved = Answer<"getStackingPolicy">;
export type Policy = Required<StackingPolicy>;

const trade: Policy = { ...tradePolicy, groups: [] };

/** What is subtracted first and what never meets: one rule for all offers of the brand. */
export function StackingPage() {
  const brand = useBrand();
  const found = useAnswer("getStackingPolicy", { path: brand.path });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active />;
  return <EditPolicy saved={found.data} key={found.data.version} />;
}

function EditPolicy({ saved }: { saved: Saved }) {
  const brand = useBrand();
  const { t } = useText();
  const { order, apart, groups = [] } = saved;
  const before: Policy = { order, apart, groups };
  const [policy, change] = useState<Policy>(before);
  const save = useWrite("saveStackingPolicy", { done: t("form.saved") });
  const may = brand.may("offers.publish");
  const changed = !samePolicy(policy, before);
  const isTrade = samePolicy(policy, trade);
  const send = () => {
    const body = {
      order: [...policy.order],
      apart: policy.apart.map((one) => ({ ...one })),
      groups: policy.groups.filter((one) => one.group.trim() !== "").map((one) => ({ ...one })),
    };
    save.mutate({ path: brand.path, body });
  };
  const actions = may ? (
    <>
      {isTrade ? null : (
        <Button onClick={() => change(trade)}>{t("stacking.reset")}</Button>
      )}
      <Popconfirm
        title={t("form.confirmSure")}
        description={t("stacking.saveSure")}
        disabled={!changed}
        onConfirm={send}
      >
        <Button type="primary" disabled={!changed} loading={save.isPending}>
          {t("form.save")}
        </Button>
      </Popconfirm>
    </>
  ) : null;
  return (
    <>
      <PageHead title={t("stacking.title")} lead={t("stacking.lead")} actions={actions} />
      <p className="c-sentence" role="status">
        {isTrade ? t("stacking.isTrade") : t("stacking.isOwn")}
        {changed ? ` ${t("stacking.unsaved")}` : ""}
      </p>
      <div className="c-offer">
        <div>
          <OrderList policy={policy} change={change} locked={!may} />
          <ApartMatrix policy={policy} change={change} locked={!may} />
          <GroupList policy={policy} change={change} locked={!may} />
        </div>
        <aside className="c-offer-preview" aria-label={t("stacking.sample")}>
          <SampleCart before={before} after={policy} />
        </aside>
      </div>
    </>
  );
}
