import { Link } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ComponentType } from "react";
import { useBrand } from "../../brand.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { CloseDayPart } from "./close-day-part.tsx";
import { LinksPart } from "./links-part.tsx";
import { ResourcesPart } from "./resources-part.tsx";
import { ServicesPart } from "./services-part.tsx";
import { useStore } from "./use-store.ts";

/** What can be booked, who and what serves, days that differ, and the ways in from outside. */
export function BookingSetupPage() {
  const brand = useBrand();
  const { t } = useText();
  const { storeId, search, show } = useStore();
  const at = (Part: ComponentType<{ storeId: string }>) =>
    storeId ? (
      <>
        <Here storeId={storeId} onShow={(next) => show({ storeId: next })} />
        <Part key={storeId} storeId={storeId} />
      </>
    ) : null;
  const parts = [
    { key: "services", children: <ServicesPart /> },
    { key: "resources", children: at(ResourcesPart) },
    { key: "days", children: at(CloseDayPart) },
    { key: "links", children: at(LinksPart) },
  ] as const;
  return (
    <>
      <PageHead
        title={t("bookings.setup")}
        lead={t("bookings.setupLead")}
        actions={
          <Link to={`/${brand.key}/bookings`} search={{ storeId } as never}>
            {t("bookings.toCalendar")}
          </Link>
        }
      />
      <Tabs
        activeKey={search.tab ?? "services"}
        onChange={(tab) => show({ tab })}
        destroyOnHidden
        items={parts.map(({ key, children }) => ({
          key, label: t(`bookings.tab.${key}`), children,
        }))}
      />
    </>
  );
}

function Here({ storeId, onShow }: { storeId: string; onShow(storeId?: string): void }) {
  const { t } = useText();
  return (
    <div className="c-bar">
      <UnitPick
        label={t("bookings.store")}
        kind="store"
        clearable={false}
        value={storeId}
        onChange={onShow}
      />
    </div>
  );
}
