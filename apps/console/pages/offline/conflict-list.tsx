import { type Item, usePages } from "../../ask.ts";
import { type BrandHere, useBrand } from "../../brand.tsx";
import { Listing } from "../../parts/listing.tsx";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Conflict = Item<"listOfflineConflicts">;
type T = ReturnType<typeof useText>["t"];

/** Second uses with both places, times and devices, and records that were not believed. */
export function ConflictList() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listOfflineConflicts", { path: brand.path, query: { limit: 50 } });
  return (
    <>
      {pages.items.length > 0 ? <h2>{t("offline.conflicts")}</h2> : null}
      <Listing<Conflict>
        label={t("offline.conflicts")}
        pages={pages}
        empty={<Note tone="plain" title={t("offline.noConflicts")} />}
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

/** Why the server does not believe a record. */
const disbeliefs = [
  "revoked", "signature", "fork", "chain", "format", "statement", "serial", "other_store",
  "window", "before_contact", "reason", "undo_late",
] as const;

function whatOf(one: Conflict, t: T): string {
  if (one.kind === "quarantined") {
    const why = disbeliefs.find((known) => known === one.code);
    return t("offline.quarantined", { why: why ? t(`offline.why.${why}`) : one.code });
  }
  return [one.title, t("offline.conflict", { why: one.problem ?? one.code })]
    .filter(Boolean)
    .join(" · ");
}

function hereOf(one: Conflict, brand: BrandHere): string {
  const at = one.usedAt ?? one.recordedAt;
  const place = one.store ? brand.named(one.store) : "";
  const bill = one.billMinor === null ? null : brand.money(one.billMinor);
  return [place, brand.at(at), `${one.deviceName} #${one.sequence}`, bill]
    .filter(Boolean)
    .join(" · ");
}

function firstOf(one: Conflict, brand: BrandHere): string {
  if (!one.firstStore || one.firstAt === null) return "—";
  const device = one.firstDeviceName ?? one.firstDeviceId?.slice(-6);
  return [brand.named(one.firstStore), brand.at(one.firstAt), device].filter(Boolean).join(" · ");
}

function endOf(one: Conflict, brand: BrandHere, t: T): string {
  if (one.decision === null) return t("offline.kept");
  const owner = one.owner ? brand.named(one.owner) : "";
  if (one.undoneAt !== null) return t("offline.undone");
  if (one.decision === "refused") return t("offline.refused", { owner });
  return t("offline.honoured", { owner, amount: brand.money(one.lossMinor) });
}
