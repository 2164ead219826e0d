import { Button } from "antd";
import { useState } from "react";
import { useAnswer, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Resource, Service } from "./booking.ts";
import { ResourceDrawer } from "./resource-drawer.tsx";

/** Who and what serves at one store, with their own hours. */
export function ResourcesPart({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const query = { storeId, limit: 50 };
  const pages = usePages("listBookingResources", { path: brand.path, query });
  const services = useAnswer("listBookingServices", { path: brand.path, query: { limit: 200 } });
  const [open, setOpen] = useState<Resource | "new">();
  const known = services.data?.items ?? [];
  const columns = useColumns(known, setOpen);
  const create = brand.may("bookings.write") ? (
    <Button type="primary" onClick={() => setOpen("new")}>{t("bookings.newResource")}</Button>
  ) : null;
  return (
    <>
      <div className="c-bar">{create}</div>
      <Listing
        label={t("bookings.tab.resources")}
        pages={pages}
        columns={columns}
        keyOf={(one) => one.resourceId}
        faded={(one) => !one.active}
        empty={
          <Empty title={t("bookings.noResources")} next={t("bookings.noResourcesNext")}>
            {create}
          </Empty>
        }
      />
      {open ? (
        <ResourceDrawer
          storeId={storeId}
          resource={open === "new" ? null : open}
          services={known}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

function useColumns(
  services: readonly Service[],
  onOpen: (resource: Resource) => void,
): Column<Resource>[] {
  const brand = useBrand();
  const { t } = useText();
  const skillsOf = (one: Resource) =>
    services.filter(({ serviceId }) => one.skills.includes(serviceId)).map(brand.named);
  return [
    {
      key: "name",
      title: t("form.name"),
      head: true,
      cell: (one) => (
        <Button type="link" className="c-open" onClick={() => onOpen(one)}>
          {brand.named(one)}
        </Button>
      ),
    },
    { key: "kind", title: t("bookings.kind"), cell: (one) => t(`bookings.kind.${one.kind}`) },
    {
      key: "skills",
      title: t("bookings.skills"),
      cell: (one) => skillsOf(one).join("、") || t("bookings.noSkills"),
    },
    {
      key: "hours",
      title: t("bookings.hours"),
      cell: (one) => t(one.hours === null ? "bookings.asStore" : "bookings.ownHours"),
    },
    { key: "capacity", title: t("bookings.places"), end: true, cell: (one) => one.capacity },
    {
      key: "days",
      title: t("bookings.ownDays"),
      end: true,
      cell: (one) => (one.days.length === 0 ? "—" : one.days.length),
    },
    {
      key: "state",
      title: t("bookings.state"),
      cell: (one) => (
        <span className={`c-state ${one.active ? "c-state-live" : ""}`}>
          {t(one.active ? "bookings.active" : "bookings.inactive")}
        </span>
      ),
    },
  ];
}
