import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { type Item, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { useText } from "../../text.ts";
import { StopButton, StopList, StopState } from "../offers/stop-signs.tsx";
import { BanDialog } from "./ban-dialog.tsx";
import { ChannelDrawer } from "./channel-drawer.tsx";

export type Channel = Item<"listChannels">;

interface Opened {
  readonly what: "edit" | "ban";
  readonly channel: Channel | null;
}

export function ChannelList() {
  const brand = useBrand();
  const { t } = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const pages = usePages("listChannels", { path: brand.path, query: { limit: 50 } });
  const close = () => setOpened(null);
  const create = brand.may("channels.write") ? (
    <Button type="primary" onClick={() => setOpened({ what: "edit", channel: null })}>
      {t("channels.new")}
    </Button>
  ) : null;
  return (
    <>
      <StopList kind="channel" />
      <div className="c-bar">{create}</div>
      <Listing
        label={t("channels.title")}
        pages={pages}
        columns={useColumns((channel, what) => setOpened({ what, channel }))}
        keyOf={(one) => one.channelId}
        faded={(one) => one.state !== "active"}
        empty={
          <Empty title={t("channels.empty")} next={t("channels.emptyNext")}>
            {create}
          </Empty>
        }
      />
      {opened?.what === "edit" ? <ChannelDrawer channel={opened.channel} onClose={close} /> : null}
      {opened?.what === "ban" && opened.channel ? (
        <BanDialog channel={opened.channel} onClose={close} />
      ) : null}
    </>
  );
}

function useColumns(open: (channel: Channel, what: Opened["what"]) => void): Column<Channel>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    {
      key: "name",
      title: t("form.name"),
      head: true,
      cell: (one) => (
        <Button type="link" className="c-open" onClick={() => open(one, "edit")}>
          {brand.named(one)}
        </Button>
      ),
    },
    {
      key: "origin",
      title: `${t("channels.origin")} · ${t("channels.function")} · ${t("channels.purpose")}`,
      cell: (one) =>
        [
          t(`channels.origin.${one.origin}`),
          t(`channels.function.${one.function}`),
          t(`channels.purpose.${one.purpose}`),
        ].join(" · "),
    },
    { key: "codes", title: t("channels.codes"), end: true, cell: (one) => one.codes },
    {
      key: "cost",
      title: t("channels.cost"),
      end: true,
      cell: (one) => brand.money(one.costMinor),
    },
    {
      key: "last",
      title: t("channels.last"),
      cell: (one) => (
        <>
          {one.lastActivityAt === null ? t("channels.never") : brand.at(one.lastActivityAt)}
          {one.idle ? <small className="c-warn">{t("channels.idle")}</small> : null}
        </>
      ),
    },
    {
      key: "state",
      title: t("channels.state"),
      cell: (one) => (
        <StopState kind="channel" targetId={one.channelId}>
          <span className={`c-state c-state-${one.state}`}>
            {t(`channels.state.${one.state}`)}
          </span>
        </StopState>
      ),
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) => <ChannelActions channel={one} onBan={() => open(one, "ban")} />,
    },
  ];
}

function ChannelActions({ channel, onBan }: { channel: Channel; onBan(): void }) {
  const { t } = useText();
  const brand = useBrand();
  const { state, channelId } = channel;
  return (
    <span className="c-actions">
      {state === "active" && brand.may("channels.write") ? (
        <Button size="small" type="text" danger onClick={onBan}>
          {t("channels.ban")}
        </Button>
      ) : null}
      <StopButton kind="channel" targetId={channelId} />
      {brand.may("insights.read") ? (
        <Link to={`/${brand.key}/loop`} search={{ channelId, by: "source_code" }}>
          {t("channels.loop")}
        </Link>
      ) : null}
    </span>
  );
}
