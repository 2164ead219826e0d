import { Button } from "antd";
import { useState } from "react";
import { usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Service } from "./booking.ts";
import { ServiceDrawer } from "./service-drawer.tsx";

/** What can be booked, with what holds for it. */
export function ServicesPart() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listBookingServices", { path: brand.path, query: { limit: 50 } });
  const [open, setOpen] = useState<Service | "new">();
  const columns = useColumns(setOpen);
  const create = brand.may("bookings.write") ? (
    <Button type="primary" onClick={() => setOpen("new")}>{t("bookings.newService")}</Button>
  ) : null;
  return (
    <>
      <div className="c-bar">{create}</div>
      <Listing
        label={t("bookings.tab.services")}
        pages={pages}
        columns={columns}
        keyOf={(one) => one.serviceId}
        faded={(one) => !one.active}
        empty={
          <Empty title={t("bookings.noServices")} next={t("bookings.noServicesNext")}>
            {create}
          </Empty>
        }
      />
      {open ? (
        <ServiceDrawer
          service={open === "new" ? null : open}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

function useColumns(onOpen: (service: Service) => void): Column<Service>[] {
  const brand = useBrand();
  const { t } = useText();
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
    {
      key: "length",
      title: t("bookings.length"),
      cell: (one) => t("bookings.minutes", { count: one.durationMin }),
    },
    {
      key: "needs",
      title: t("bookings.needs"),
      cell: (one) => one.needs.map((kind) => t(`bookings.kind.${kind}`)).join(" + "),
    },
    {
      key: "price",
      title: t("bookings.price"),
      end: true,
      cell: (one) => (one.priceMinor === null ? t("bookings.free") : brand.money(one.priceMinor)),
    },
    {
      key: "deposit",
      title: t("bookings.deposit"),
      end: true,
      cell: (one) => (one.depositMinor === null ? "—" : brand.money(one.depositMinor)),
    },
    {
      key: "resources",
      title: t("bookings.servedBy"),
      end: true,
      cell: (one) => one.resources,
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
