import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { useBrand } from "../../brand.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { ChannelList } from "./channel-list.tsx";
import { CodeList } from "./code-list.tsx";

/** The register of channels, and the codes that bring people through them. */
export function ChannelsPage() {
  const { t } = useText();
  const brand = useBrand();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  return (
    <>
      <PageHead title={t("channels.title")} lead={t("channels.lead")} />
      <Tabs
        activeKey={tab === "codes" ? "codes" : "channels"}
        onChange={(next) => void navigate({ to: `/${brand.key}/channels`, search: { tab: next } })}
        destroyOnHidden
        items={[
          { key: "channels", label: t("channels.tab.channels"), children: <ChannelList /> },
          { key: "codes", label: t("channels.tab.codes"), children: <CodeList /> },
        ]}
      />
    </>
  );
}
