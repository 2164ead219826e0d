import { Button, Segmented } from "antd";
import { useState } from "react";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages } from "../../ask.ts";
import { type BrandHere, useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { PayDialog, RecallDialog } from "./win-dialogs.tsx";

export type Win = Item<"listWins">;
const states = ["open", "paid", "given", "recalled"] as const;
type State = (typeof states)[number];

/** Red packets of all draws that the brand still owes. */
export function WinsPage() {
  const { t } = useText();
  return (
    <>
      <PageHead title={t("wins.title")} lead={t("wins.lead")} />
      <WinsList first="open" />
    </>
  );
}

interface WinsListProps {
  /** Of one draw; absent: of all. */
  readonly drawId?: string;
  readonly first?: State;
}

/** Prizes that were won, with what can be done with each: pay, recall. */
export function WinsList({ drawId, first }: WinsListProps) {
  const brand = useBrand();
  const { t } = useText();
  const [state, setState] = useState<State | "all">(first ?? "all");
  const [paying, setPaying] = useState<Win>();
  const [recalling, setRecalling] = useState<Win>();
  const query = {
    limit: 50,
    ...(drawId ? { drawId } : {}),
    ...(state === "all" ? {} : { state }),
  };
  const pages = usePages("listWins", { path: brand.path, query });
  const may = brand.may("offers.publish");
  const columns = useColumns(drawId === undefined);
  const act: Column<Win> = {
    key: "act",
    title: "",
    end: true,
    cell: (one) => (
      <span className="c-actions">
        {may && one.state === "open" ? (
          <Button size="small" type="primary" onClick={() => setPaying(one)}>
            {t("wins.pay")}
          </Button>
        ) : null}
        {may && (one.state === "open" || one.state === "given") ? (
          <Button size="small" type="text" danger onClick={() => setRecalling(one)}>
            {t("wins.recall")}
          </Button>
        ) : null}
      </span>
    ),
  };
  return (
    <>
      <Segmented
        className="c-draw-states"
        aria-label={t("wins.state")}
        value={state}
        onChange={setState}
        options={[
          { value: "all" as const, label: t("wins.all") },
          ...states.map((one) => ({ value: one, label: t(`wins.state.${one}`) })),
        ]}
      />
      <Listing
        label={t("wins.list")}
        pages={pages}
        columns={[...columns, act]}
        keyOf={(one) => one.playId}
        faded={(one) => one.state === "recalled"}
        empty={<Empty title={t("wins.empty")} />}
      />
      {paying ? <PayDialog win={paying} onClose={() => setPaying(undefined)} /> : null}
      {recalling ? <RecallDialog win={recalling} onClose={() => setRecalling(undefined)} /> : null}
    </>
  );
}

const looks = { open: "paused", paid: "done", given: "done", recalled: "ended" } as const;

function lastOf({ paidAt, paidReference, recalledAt }: Win, brand: BrandHere): string {
  if (paidAt !== null) return `${brand.at(paidAt)} · ${paidReference ?? ""}`;
  return recalledAt === null ? "" : brand.at(recalledAt);
}

function useColumns(withDraw: boolean): Column<Win>[] {
  const brand = useBrand();
  const { t, lang } = useText();
  const draw: Column<Win> = {
    key: "draw",
    title: t("wins.draw"),
    cell: (one) => inLang(lang, one.drawName, one.drawNameEn),
  };
  return [
    {
      key: "prize",
      title: t("wins.prize"),
      head: true,
      cell: (one) => inLang(lang, one.name, one.nameEn),
    },
    { key: "member", title: t("wins.member"), cell: (one) => one.memberMasked ?? "—" },
    ...(withDraw ? [draw] : []),
    {
      key: "amount",
      title: t("wins.amount"),
      end: true,
      cell: (one) => (one.amountMinor === null ? "—" : brand.money(one.amountMinor)),
    },
    { key: "when", title: t("wins.when"), cell: (one) => brand.at(one.wonAt) },
    {
      key: "state",
      title: t("wins.state"),
      cell: (one) => (
        <>
          <span className={`c-state c-state-${looks[one.state]}`}>
            {t(`wins.state.${one.state}`)}
          </span>{" "}
          <small>{lastOf(one, brand)}</small>
        </>
      ),
    },
  ];
}
