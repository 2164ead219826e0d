import { Tabs } from "antd";
import { useState } from "react";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { CardTab } from "./card-tab.tsx";
import { MallTab } from "./mall-tab.tsx";
import { RulesTab } from "./rules-tab.tsx";

/** What keeps members coming: points, the card with its tiers, and the points mall. */
export function PointsPage() {
  const { t } = useText();
  const [tab, setTab] = useState("rules");
  return (
    <>
      <PageHead title={t("loyal.title")} lead={t("loyal.lead")} />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: "rules", label: t("loyal.rules"), children: <RulesTab /> },
          { key: "card", label: t("loyal.card"), children: <CardTab /> },
          { key: "mall", label: t("loyal.mall"), children: <MallTab /> },
        ]}
      />
    </>
  );
}
