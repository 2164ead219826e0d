import { Link } from "@tanstack/react-router";
import { Button, Drawer, Form, Input, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import { visibleLength } from "#packages/text/index.ts";
import { type Item, usePages, useWrite } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { addDays, today } from "../parts/days.ts";
import { type Column, Listing } from "../parts/listing.tsx";
import { Empty } from "../parts/note.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { UnitPick } from "../parts/pick.tsx";
import { useText } from "../text.ts";
import { StopButton, StopList, StopState } from "./offers/stop-signs.tsx";

type Campaign = Item<"listCampaigns">;
const longestName = 20;

export function CampaignsPage() {
  const brand = useBrand();
  const { t } = useText();
  const [editing, setEditing] = useState<Campaign | "new" | null>(null);
  const pages = usePages("listCampaigns", { path: brand.path, query: { limit: 50 } });
  const create = brand.may("campaigns.write") ? (
    <Button type="primary" onClick={() => setEditing("new")}>
      {t("campaigns.new")}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={t("campaigns.title")} lead={t("campaigns.lead")} actions={create} />
      <StopList kind="campaign" />
      <Listing
        label={t("campaigns.title")}
        pages={pages}
        columns={useColumns(setEditing)}
        keyOf={(one) => one.campaignId}
        faded={(one) => one.state === "closed" || one.state === "ended"}
        empty={
          <Empty title={t("campaigns.empty")} next={t("campaigns.emptyNext")}>
            {create}
          </Empty>
        }
      />
      {editing ? (
        <CampaignDrawer
          campaign={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function useColumns(edit: (campaign: Campaign) => void): Column<Campaign>[] {
  const { t } = useText();
  const brand = useBrand();
  return [
    {
      key: "name",
      title: t("campaigns.name"),
      head: true,
      cell: (one) => (
        <Button type="link" className="c-open" onClick={() => edit(one)}>
          {one.name}
        </Button>
      ),
    },
    { key: "goal", title: t("campaigns.goal"), cell: (one) => t(`campaigns.goal.${one.goal}`) },
    { key: "start", title: t("campaigns.start"), cell: (one) => one.startDay },
    { key: "end", title: t("campaigns.end"), cell: (one) => one.endsShown },
    { key: "reached", title: t("campaigns.reached"), end: true, cell: (one) => one.reached },
    {
      key: "state",
      title: t("offers.state"),
      cell: (one) => (
        <StopState kind="campaign" targetId={one.campaignId}>
          <span className={`c-state c-state-${one.state}`}>
            {t(`campaigns.state.${one.state}`)}
          </span>
        </StopState>
      ),
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) => (
        <span className="c-actions">
          <CloseCampaign campaign={one} />
          {one.state === "closed" ? null : (
            <StopButton kind="campaign" targetId={one.campaignId} />
          )}
          {brand.may("insights.read") ? (
            <Link to={`/${brand.key}/loop`} search={{ campaignId: one.campaignId, by: "day" }}>
              {t("channels.loop")}
            </Link>
          ) : null}
        </span>
      ),
    },
  ];
}

function CloseCampaign({ campaign }: { campaign: Campaign }) {
  const { t } = useText();
  const brand = useBrand();
  const close = useWrite("closeCampaign", { done: t("campaigns.state.closed") });
  const over = campaign.state === "closed" || campaign.state === "ended";
  if (over || !brand.may("campaigns.write")) return null;
  return (
    <Popconfirm
      title={t("form.confirmSure")}
      description={t("campaigns.closeSure")}
      onConfirm={() => close.mutate({ path: { ...brand.path, campaignId: campaign.campaignId } })}
    >
      <Button size="small" type="text" danger>
        {t("campaigns.close")}
      </Button>
    </Popconfirm>
  );
}

interface Typed {
  readonly name: string;
  readonly goal: "reach" | "retain";
  readonly unitId: string;
  readonly startDay: string;
  readonly endDay: string;
}

function CampaignDrawer({ campaign, onClose }: { campaign: Campaign | null; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const done = { done: t("form.saved"), onDone: onClose };
  const create = useWrite("createCampaign", done);
  const update = useWrite("updateCampaign", done);
  const now = today(brand.me.brand.timeZone);
  const first = campaign ?? {
    goal: "reach",
    startDay: now,
    endDay: addDays(now, 29),
    unitId: brand.unitsFor("campaigns.write")[0]?.unitId,
  };
  const save = ({ name, goal, endDay, ...typed }: Typed) => {
    if (!campaign) create.mutate({ path: brand.path, body: { ...typed, name, goal, endDay } });
    else {
      const path = { ...brand.path, campaignId: campaign.campaignId };
      update.mutate({ path, body: { name, goal, endDay } });
    }
  };
  const required = [{ required: true, message: t("form.required") }];
  const title = campaign?.name ?? t("campaigns.new");
  return (
    <Drawer open onClose={onClose} size="min(520px, 100vw)" title={title}>
      <Form<Typed>
        layout="vertical"
        initialValues={first}
        disabled={!brand.may("campaigns.write") || campaign?.state === "closed"}
        onFinish={save}
      >
        <Form.Item name="name" label={t("campaigns.name")} rules={required}>
          <Input count={{ show: true, max: longestName, strategy: visibleLength }} />
        </Form.Item>
        <Form.Item name="goal" label={t("campaigns.goal")}>
          <Segmented
            vertical
            options={(["reach", "retain"] as const).map((value) => ({
              value,
              label: t(`campaigns.goal.${value}`),
            }))}
          />
        </Form.Item>
        {campaign ? null : (
          <>
            <Form.Item name="unitId" label={t("pick.unit")} rules={required}>
              <UnitPick label={t("pick.unit")} clearable={false} />
            </Form.Item>
            <Form.Item name="startDay" label={t("campaigns.start")} rules={required}>
              <Input type="date" min={now} />
            </Form.Item>
          </>
        )}
        <Form.Item name="endDay" label={t("campaigns.end")} rules={required}>
          <Input type="date" min={now} />
        </Form.Item>
        <Button
          type="primary"
          block
          htmlType="submit"
          loading={create.isPending || update.isPending}
        >
          {t("form.save")}
        </Button>
      </Form>
    </Drawer>
  );
}
