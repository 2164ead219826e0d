import { Segmented } from "antd";
import { useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { useCapability } from "../staff/roles.tsx";

type Act = Item<"listAudit">;
type Outcome = Act["outcome"];
const actors = ["staff", "integration", "system", "account", "member", "public"] as const;

/** What was done and what was refused, newest first. */
export function AuditList() {
  const brand = useBrand();
  const { t } = useText();
  const [outcome, setOutcome] = useState<Outcome | "all">("all");
  const query = { limit: 50, ...(outcome === "all" ? {} : { outcome }) };
  const pages = usePages("listAudit", { path: brand.path, query });
  return (
    <>
      <Segmented
        aria-label={t("audit.outcome")}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: "all" as const, label: t("form.all") },
          { value: "done" as const, label: t("audit.outcome.done") },
          { value: "refused" as const, label: t("audit.outcome.refused") },
        ]}
      />
      <Listing
        label={t("access.tab.audit")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.auditId}
        empty={<Empty title={t("audit.empty")} />}
      />
    </>
  );
}

function useColumns(): Column<Act>[] {
  const brand = useBrand();
  const { t } = useText();
  const word = useCapability();
  return [
    { key: "at", title: t("audit.at"), head: true, cell: (one) => brand.at(one.at) },
    {
      key: "who",
      title: t("audit.who"),
      cell: (one) => {
        const kind = actors.find((actor) => actor === one.actorKind);
        return one.actorName ?? (kind ? t(`audit.actor.${kind}`) : one.actorKind);
      },
    },
    {
      key: "what",
      title: t("audit.what"),
      cell: (one) => (
        <>
          <code>{one.action}</code>
          {one.capability ? <small>{word(one.capability)}</small> : null}
        </>
      ),
    },
    { key: "where", title: t("audit.where"), cell: (one) => one.unitName ?? "—" },
    {
      key: "outcome",
      title: t("audit.outcome"),
      cell: (one) => (
        <span className={`c-state c-state-${one.outcome}`}>
          {t(`audit.outcome.${one.outcome}`)}
        </span>
      ),
    },
  ];
}
