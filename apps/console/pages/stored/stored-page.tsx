import { useNavigate, useSearch } from "@tanstack/react-router";
import { Skeleton, Tabs } from "antd";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { GiftBatches } from "./gift-batches.tsx";
import { StoredRules } from "./stored-rules.tsx";

/** Rules of stored value with the top-ups offered, and batches of gift cards. */
export function StoredPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const to = `/${brand.key}/stored-value`;
  return (
    <>
      <PageHead title={t("stored.title")} lead={t("stored.lead")} />
      <Tabs
        activeKey={tab ?? "rules"}
        onChange={(next) => void navigate({ to, search: { tab: next } })}
        destroyOnHidden
        items={[
          { key: "rules", label: t("stored.tab.rules"), children: <Rules /> },
          { key: "cards", label: t("stored.tab.cards"), children: <GiftBatches /> },
        ]}
      />
    </>
  );
}

function Rules() {
  const brand = useBrand();
  const found = useAnswer("getStoredValueSettings", { path: brand.path });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active />;
  return <StoredRules key={found.data.contract.hash} rules={found.data} />;
}
