import { Button, Checkbox } from "antd";
import { useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { ChannelPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { NewCodeDrawer } from "./new-code-drawer.tsx";
import { PosterDialog } from "./poster-dialog.tsx";
import { RetireDialog } from "./retire-dialog.tsx";

export type SourceCode = Item<"listSourceCodes">;
type Opened = { what: "new" } | { what: "poster" | "retire"; code: SourceCode };

export function CodeList() {
  const brand = useBrand();
  const { t } = useText();
  const [channelId, setChannel] = useState<string | undefined>();
  const [unitId, setUnit] = useState<string | undefined>();
  const [retired, setRetired] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const narrowed = { ...(channelId ? { channelId } : {}), ...(unitId ? { unitId } : {}) };
  const query = { limit: 50, retired, ...narrowed };
  const pages = usePages("listSourceCodes", { path: brand.path, query });
  const close = () => setOpened(null);
  const create = brand.may("channels.write") ? (
    <Button type="primary" onClick={() => setOpened({ what: "new" })}>
      {t("codes.new")}
    </Button>
  ) : null;
  return (
    <>
      <div className="c-bar">
        <ChannelPick label={t("pick.channel")} value={channelId} onChange={setChannel} />
        <UnitPick label={t("pick.unit")} value={unitId} onChange={setUnit} />
        <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
          {t("codes.showRetired")}
        </Checkbox>
        {create}
      </div>
      <Listing
        label={t("channels.tab.codes")}
        pages={pages}
        columns={useColumns(setOpened)}
        keyOf={(one) => one.sourceCodeId}
        faded={(one) => one.retiredAt !== null}
        empty={
          <Empty title={t("codes.empty")} next={t("codes.emptyNext")}>
            {create}
          </Empty>
        }
      />
      {opened?.what === "new" ? (
        <NewCodeDrawer
          onClose={close}
          onMade={(code) => setOpened({ what: "poster", code })}
        />
      ) : null}
      {opened?.what === "poster" ? <PosterDialog code={opened.code} onClose={close} /> : null}
      {opened?.what === "retire" ? <RetireDialog code={opened.code} onClose={close} /> : null}
    </>
  );
}

function useColumns(open: (opened: Opened) => void): Column<SourceCode>[] {
  const { t, lang } = useText();
  const brand = useBrand();
  return [
    {
      key: "name",
      title: t("codes.name"),
      head: true,
      cell: (one) => (
        <Button type="link" className="c-open" onClick={() => open({ what: "poster", code: one })}>
          {one.name}
        </Button>
      ),
    },
    { key: "code", title: t("codes.code"), cell: (one) => <code>{one.code}</code> },
    {
      key: "channel",
      title: t("pick.channel"),
      cell: (one) => (lang === "en" && one.channelNameEn) || one.channelName,
    },
    {
      key: "kind",
      title: t("codes.kind"),
      cell: (one) => `${t(`codes.kind.${one.kind}`)} → ${t(`codes.target.${one.target}`)}`,
    },
    { key: "touches", title: t("codes.touches"), end: true, cell: (one) => one.touches },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) =>
        one.retiredAt === null ? (
          <span className="c-actions">
            <Button size="small" onClick={() => open({ what: "poster", code: one })}>
              {t("codes.poster")}
            </Button>
            {brand.may("channels.write") ? (
              <Button
                size="small"
                type="text"
                danger
                onClick={() => open({ what: "retire", code: one })}
              >
                {t("codes.retire")}
              </Button>
            ) : null}
          </span>
        ) : (
          <span className="c-state">{t("codes.retired")}</span>
        ),
    },
  ];
}
