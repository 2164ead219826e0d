import { Button, Input, Segmented } from "antd";
import { useEffect, useState } from "react";
import { inFours } from "#packages/ui/format.ts";
import { type Item, useAnswer, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { useStore } from "../bookings/use-store.ts";
import { ApplicationDrawer } from "./application-drawer.tsx";

export type Application = Item<"listApplications">;

const whens = ["open", "closed"] as const;

/** A store's worklist: scan or type a number, or take the next in the list. */
export function ApplicationsPage() {
  const { t } = useText();
  const { storeId, search, show } = useStore();
  const when = search.when === "closed" ? "closed" : "open";
  return (
    <>
      <PageHead title={t("applications.title")} lead={t("applications.lead")} />
      <div className="c-orders-filter">
        <Segmented
          aria-label={t("applications.when")}
          value={when}
          onChange={(next) => show({ when: next })}
          options={whens.map((value) => ({ value, label: t(`applications.${value}`) }))}
        />
        <UnitPick
          label={t("applications.store")}
          kind="store"
          clearable={false}
          value={storeId}
          onChange={(next) => show({ storeId: next })}
        />
        <Find key={search.code} code={search.code} onFind={(code) => show({ code })} />
      </div>
      {storeId ? (
        <List
          storeId={storeId}
          when={when}
          code={search.code}
          onCode={(code) => show({ code })}
        />
      ) : null}
    </>
  );
}

interface FindProps {
  readonly code: string | undefined;
  onFind(code: string | undefined): void;
}

function Find({ code, onFind }: FindProps) {
  const { t } = useText();
  return (
    <Input.Search
      aria-label={t("applications.find")}
      placeholder={t("applications.find")}
      defaultValue={code ?? ""}
      onSearch={(text) => onFind(text.trim() || undefined)}
      style={{ width: 260 }}
    />
  );
}

interface ListProps {
  readonly storeId: string;
  readonly when: "open" | "closed";
  readonly code: string | undefined;
  onCode(code: string | undefined): void;
}

function List({ storeId, when, code, onCode }: ListProps) {
  const brand = useBrand();
  const { t } = useText();
  const [chosen, setChosen] = useState<string>();
  const query = { storeId, when, limit: 50 };
  const pages = usePages("listApplications", { path: brand.path, query });
  const found = useAnswer(
    "findApplication",
    { path: brand.path, query: { storeId, code: code ?? "-" } },
    { enabled: Boolean(code) },
  );
  const byCode = code ? found.data : undefined;
  const shown = byCode ?? pages.items.find((one) => one.applicationId === chosen);
  // Its last step may have taken it from the list: it stays in sight.
  const [kept, setKept] = useState<Application>();
  useEffect(() => {
    if (shown) setKept(shown);
  }, [shown]);
  const close = () => {
    setChosen(undefined);
    setKept(undefined);
    if (code) onCode(undefined);
  };
  const open = shown ?? (chosen ? kept : undefined);
  return (
    <>
      {code && found.error ? <ErrorNote error={found.error} /> : null}
      <Listing
        label={t("applications.title")}
        pages={pages}
        columns={useColumns(setChosen)}
        keyOf={(one) => one.applicationId}
        empty={<Empty title={t("applications.none")} next={t("applications.noneNext")} />}
      />
      {open ? (
        <ApplicationDrawer
          key={open.applicationId}
          application={open}
          storeId={storeId}
          onChange={setKept}
          onClose={close}
        />
      ) : null}
    </>
  );
}

const looks: Readonly<Record<Application["state"], string>> = {
  submitted: "running",
  resubmitted: "running",
  accepted: "running",
  returned: "paused",
  done: "done",
  refused: "closed",
  withdrawn: "closed",
};

export function StateMark({ state }: { state: Application["state"] }) {
  const { t } = useText();
  const look = `c-state c-state-${looks[state]}`;
  return <span className={look}>{t(`applications.state.${state}`)}</span>;
}

function useColumns(open: (applicationId: string) => void): Column<Application>[] {
  const brand = useBrand();
  const { t } = useText();
  return [
    {
      key: "number",
      title: t("applications.number"),
      head: true,
      cell: (one) => (
        <Button type="link" size="small" onClick={() => open(one.applicationId)}>
          {inFours(one.number)}
        </Button>
      ),
    },
    {
      key: "product",
      title: t("applications.product"),
      cell: (one) => brand.named({ name: one.productName, nameEn: one.productNameEn }),
    },
    {
      key: "written",
      title: t("applications.written"),
      cell: (one) => one.answers.slice(0, 2).map(({ value }) => value).join(" · ") || "—",
    },
    { key: "at", title: t("applications.at"), cell: (one) => brand.at(one.changedAt) },
    {
      key: "state",
      title: t("applications.state"),
      cell: (one) => <StateMark state={one.state} />,
    },
  ];
}
