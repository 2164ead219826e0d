import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useBrand } from "../../brand.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { AuditList } from "./audit-list.tsx";
import { KeyList } from "./key-list.tsx";
import { Upkeep } from "./upkeep.tsx";

/** API keys, the record of acts, and the journal's health. */
export function AccessPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const tabs = [
    {
      key: "keys",
      needs: "integrations.manage",
      label: t("access.tab.keys"),
      children: <KeyList />,
    },
    { key: "audit", needs: "audit.read", label: t("access.tab.audit"), children: <AuditList /> },
    { key: "upkeep", needs: "brand.manage", label: t("access.tab.upkeep"), children: <Upkeep /> },
  ].filter((one) => brand.may(one.needs));
  return (
    <>
      <PageHead title={t("access.title")} lead={t("access.lead")} />
      <Tabs
        activeKey={tab ?? tabs[0]?.key ?? ""}
        onChange={(next) => void navigate({ to: `/${brand.key}/access`, search: { tab: next } })}
        destroyOnHidden
        items={tabs.map(({ key, label, children }) => ({ key, label, children }))}
      />
    </>
  );
}
