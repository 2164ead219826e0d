import { Segmented } from "antd";
import { useEffect, useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import type { Release } from "./release-draft.ts";

type Entry = Item<"listReleaseEntries">;
const states = ["waiting", "held", "won", "queued", "expired", "given_up", "lost"] as const;

/** Who entered, by slot and place; the wait-list first. */
export function EntryList({ release }: { release: Release }) {
  const brand = useBrand();
  const { t } = useText();
  const [state, setState] = useState<Entry["state"]>("waiting");
  const pages = usePages("listReleaseEntries", {
    path: { ...brand.path, releaseId: release.releaseId },
    query: { limit: 50, state },
  });
  const figures = JSON.stringify(release.figures);
  const { again } = pages;
  // the figures above are live; who stands behind them is read again when they change
  useEffect(() => again(), [figures]);
  return (
    <section className="c-section">
      <h2>{t("release.entries")}</h2>
      <Segmented
        className="c-states"
        aria-label={t("release.entryState")}
        value={state}
        onChange={setState}
        options={states.map((value) => ({ value, label: t(`release.entry.${value}`) }))}
      />
      <Listing
        label={t("release.entries")}
        pages={pages}
        columns={useColumns(release)}
        keyOf={(one) => one.entryId}
        empty={<Empty title={t("release.entriesNone")} next={t("release.entriesNoneNext")} />}
      />
    </section>
  );
}

function useColumns(release: Release): Column<Entry>[] {
  const brand = useBrand();
  const { t } = useText();
  const slotOf = (one: Entry): string => {
    const slot = release.slots.find(({ slotId }) => slotId === one.slotId);
    return slot ? (slot.number ?? brand.at(slot.startsAt)) : "—";
  };
  return [
    { key: "member", title: t("release.member"), head: true, cell: (one) => one.phoneMasked },
    { key: "place", title: t("release.place"), end: true, cell: (one) => one.place ?? "—" },
    { key: "slot", title: t("release.slot"), cell: slotOf },
    { key: "at", title: t("release.enteredAt"), cell: (one) => brand.at(one.enteredAt) },
    {
      key: "state",
      title: t("release.entryState"),
      end: true,
      cell: (one) => t(`release.entry.${one.state}`),
    },
  ];
}
