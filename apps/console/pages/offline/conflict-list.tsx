import type { Item } from "../../ask.ts";
import { useAnswer } from "../../ask.ts";
import { type BrandHere, useBrand } from "../../brand.tsx";
import { Rows } from "../../parts/listing.tsx";
import { ErrorNote, Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Conflict = Item<"listOfflineConflicts">;
type T = ReturnType<typeof useText>["t"];

/** Second uses with both places, times and devices, and records that were not believed. */
export function ConflictList() {
  const brand = useBrand();
  const { t } = useText();
  const found = useAnswer("listOfflineConflicts", { path: brand.path });
  if (found.error) return <ErrorNote error={found.error} />;
  const items = found.data?.items ?? [];
  if (items.length === 0) return <Note tone="plain" title={t("offline.noConflicts")} />;
  return (
    <>
      <h2>{t("offline.conflicts")}</h2>
      <Rows<Conflict>
        label={t("offline.conflicts")}
        items={items}
        keyOf={(one) => one.id}
        faded={(one) => one.undoneAt !== null}
        columns={[
          { key: "what", title: t("offline.what"), head: true, cell: (one) => whatOf(one, t) },
          { key: "here", title: t("offline.here"), cell: (one) => hereOf(one, brand) },
          { key: "first", title: t("offline.first"), cell: (one) => firstOf(one, brand) },
          { key: "decision", title: t("offline.decision"), cell: (one) => endOf(one, brand, t) },
        ]}
      />
    </>
  );
}

function whatOf(one: Conflict, t: T): string {
  if (one.kind === "quarantined") return t("offline.quarantined", { code: one.code });
  return `${one.title ?? ""} · ${t("offline.conflict", { code: one.code })}`;
}

function hereOf(one: Conflict, brand: BrandHere): string {
  const at = one.usedAt ?? one.recordedAt;
  const place = one.store ? brand.named(one.store) : "";
  return `${place} · ${brand.at(at)} · ${one.deviceName} #${one.sequence}`;
}

function firstOf(one: Conflict, brand: BrandHere): string {
  if (!one.firstStore || one.firstAt === null) return "—";
  const device = one.firstDeviceId ? ` · ${one.firstDeviceId.slice(-6)}` : "";
  return `${brand.named(one.firstStore)} · ${brand.at(one.firstAt)}${device}`;
}

function endOf(one: Conflict, brand: BrandHere, t: T): string {
  if (one.decision === null) return t("offline.kept");
  const owner = one.owner ? brand.named(one.owner) : "";
  if (one.undoneAt !== null) return t("offline.undone");
  if (one.decision === "refused") return t("offline.refused", { owner });
  return t("offline.honoured", { owner, amount: brand.money(one.lossMinor) });
}
