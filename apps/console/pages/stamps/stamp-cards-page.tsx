import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { ProgrammeDrawer } from "./programme-drawer.tsx";
import { RuleDrawer, RuleList } from "./rights.tsx";

type Programme = Item<"listStampProgrammes">;

interface Search {
  readonly tab?: "cards" | "rights";
}

/** Stamp cards with what they did, and the rights that cost nothing. */
export function StampCardsPage() {
  const brand = useBrand();
  const { t } = useText();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const tab = search.tab ?? "cards";
  const [making, setMaking] = useState(false);
  const create = brand.may("offers.publish") ? (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t(tab === "cards" ? "stampCards.new" : "rights.new")}
    </Button>
  ) : null;
  const show = (next: string) =>
    void navigate({ to: ".", search: { tab: next } as never, replace: true });
  return (
    <>
      <PageHead
        title={t("stampCards.title")}
        lead={t(tab === "cards" ? "stampCards.lead" : "rights.lead")}
        actions={create}
      />
      <div className="c-orders-filter">
        <Segmented
          aria-label={t("stampCards.title")}
          value={tab}
          onChange={show}
          options={(["cards", "rights"] as const).map((value) => ({
            value,
            label: t(`stampCards.tab.${value}`),
          }))}
        />
      </div>
      {tab === "cards" ? <ProgrammeList /> : <RuleList />}
      {making && tab === "cards" ? <ProgrammeDrawer onClose={() => setMaking(false)} /> : null}
      {making && tab === "rights" ? <RuleDrawer onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function ProgrammeList() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listStampProgrammes", { path: brand.path, query: { limit: 50 } });
  return (
    <Listing
      label={t("stampCards.title")}
      pages={pages}
      columns={useColumns()}
      keyOf={(one) => one.programmeId}
      faded={(one) => one.state === "ended"}
      empty={<Empty title={t("stampCards.empty")} next={t("stampCards.emptyNext")} />}
    />
  );
}

const looks = { draft: "paused", active: "running", ended: "ended" } as const;

function useColumns(): Column<Programme>[] {
  const brand = useBrand();
  const { t } = useText();
  const figure = (key: "members" | "full" | "owed"): Column<Programme> => ({
    key,
    title: t(`stampCards.${key}`),
    end: true,
    cell: (one) => one.figures[key],
  });
  return [
    {
      key: "name",
      title: t("stampCards.name"),
      head: true,
      cell: (one) => `${brand.named(one)} · ${one.needed}`,
    },
    {
      key: "reward",
      title: t("stampCards.reward"),
      cell: (one) => brand.named({ name: one.rewardName, nameEn: one.rewardNameEn }),
    },
    { key: "earn", title: t("stampCards.earn"), cell: (one) => <Earned one={one} /> },
    figure("members"),
    {
      key: "stamps",
      title: t("stampCards.stamps"),
      end: true,
      cell: ({ figures: { stamps, removed } }) =>
        removed > 0 ? `${stamps}（${t("stampCards.removed")} ${removed}）` : stamps,
    },
    figure("full"),
    figure("owed"),
    {
      key: "state",
      title: t("offers.state"),
      cell: ({ state }) => (
        <span className={`c-state c-state-${looks[state]}`}>{t(`stampCards.state.${state}`)}</span>
      ),
    },
    { key: "act", title: "", end: true, cell: (one) => <Acts one={one} /> },
  ];
}

function Earned({ one }: { one: Programme }) {
  const brand = useBrand();
  const { t } = useText();
  const how = t(`stampCards.earn.${one.earn}`);
  if (one.perMinor !== null) return <>{`${how} · ${brand.money(one.perMinor)}`}</>;
  if (one.visitRule === "minutes") return <>{`${how} · ${one.visitMinutes}′`}</>;
  if (one.visitRule) return <>{`${how} · ${t(`stampCards.visitRule.${one.visitRule}`)}`}</>;
  return <>{how}</>;
}

function Acts({ one }: { one: Programme }) {
  const brand = useBrand();
  const { t } = useText();
  const start = useWrite("startStampProgramme", { done: t("stampCards.started") });
  const end = useWrite("endStampProgramme", { done: t("stampCards.ended") });
  const give = useWrite("giveOwedStampRewards", { done: t("stampCards.given") });
  if (!brand.may("offers.publish")) return null;
  const path = { ...brand.path, programmeId: one.programmeId };
  return (
    <span className="c-actions">
      {one.figures.owed > 0 ? (
        <Button size="small" loading={give.isPending} onClick={() => give.mutate({ path })}>
          {t("stampCards.giveOwed")}
        </Button>
      ) : null}
      {one.state === "draft" ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={t("stampCards.startSure")}
          onConfirm={() => start.mutate({ path })}
        >
          <Button size="small" type="primary">{t("stampCards.start")}</Button>
        </Popconfirm>
      ) : null}
      {one.state === "active" ? (
        <Popconfirm
          title={t("form.confirmSure")}
          description={t("stampCards.endSure")}
          onConfirm={() => end.mutate({ path })}
        >
          <Button size="small" type="text" danger>{t("stampCards.end")}</Button>
        </Popconfirm>
      ) : null}
    </span>
  );
}
