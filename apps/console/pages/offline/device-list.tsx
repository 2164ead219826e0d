import { Button, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { Rows } from "../../parts/listing.tsx";
import { Empty, ErrorNote } from "../../parts/note.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";

type Device = Item<"listOfflineDevices">;

/** The counters enrolled at one store; a lost one is revoked here. */
export function DeviceList() {
  const { t } = useText();
  const [storeId, setStoreId] = useState<string>();
  return (
    <section className="c-section">
      <h2>{t("offline.devices")}</h2>
      <UnitPick label={t("offline.store")} kind="store" value={storeId} onChange={setStoreId} />
      {storeId ? <Devices storeId={storeId} /> : null}
    </section>
  );
}

function Devices({ storeId }: { storeId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("listOfflineDevices", { path: brand.path, query: { storeId } });
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Skeleton active />;
  const { items } = found.data;
  if (items.length === 0) {
    return <Empty title={t("offline.noDevices")} next={t("offline.noDevicesNext")} />;
  }
  return (
    <Rows<Device>
      label={t("offline.devices")}
      items={items}
      keyOf={(one) => one.deviceId}
      faded={(one) => one.revokedAt !== null}
      columns={[
        { key: "name", title: t("offline.device"), head: true, cell: (one) => one.name },
        { key: "seen", title: t("offline.seen"), cell: (one) => brand.at(one.seenAt) },
        { key: "act", title: "", end: true, cell: (one) => <Revoke device={one} /> },
      ]}
    />
  );
}

function Revoke({ device }: { device: Device }) {
  const brand = useBrand();
  const { t } = useText();
  const revoke = useWrite("revokeOfflineDevice", { done: t("offline.revoked") });
  if (device.revokedAt !== null) return t("offline.revoked");
  const path = { ...brand.path, deviceId: device.deviceId };
  return (
    <Popconfirm
      title={t("form.confirmSure")}
      description={t("offline.revokeSure")}
      onConfirm={() => revoke.mutate({ path })}
    >
      <Button size="small" type="text" danger>{t("offline.revoke")}</Button>
    </Popconfirm>
  );
}
