import { Button, Drawer, Form, Input, Segmented } from "antd";
import type { BodyOf } from "#packages/sdk/index.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Channel } from "./channel-list.tsx";
import { ChannelCosts } from "./channel-costs.tsx";
import { ReportedTraffic } from "./reported-traffic.tsx";

type NewChannel = NonNullable<BodyOf<"createChannel">>;

/** One channel: what it is, what it cost, and what its platform reports. */
export function ChannelDrawer({ channel, onClose }: { channel: Channel | null; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const create = useWrite("createChannel", { done: t("form.saved"), onDone: onClose });
  const update = useWrite("updateChannel", { done: t("form.saved"), onDone: onClose });
  const own = brand.unitsFor("channels.write")[0];
  const first: Partial<NewChannel> = channel ?? {
    origin: "own",
    function: "promote",
    purpose: "acquire",
    ...(own ? { unitId: own.unitId } : {}),
  };
  const save = (typed: NewChannel) => {
    const body = { ...typed, nameEn: typed.nameEn || null };
    if (channel) update.mutate({ path: { ...brand.path, channelId: channel.channelId }, body });
    else create.mutate({ path: brand.path, body });
  };
  const toggle = (state: "active" | "closed") => {
    if (!channel) return;
    update.mutate({ path: { ...brand.path, channelId: channel.channelId }, body: { state } });
  };
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(560px, 100vw)"
      title={channel ? brand.named(channel) : t("channels.new")}
    >
      <Form<NewChannel>
        layout="vertical"
        initialValues={first}
        disabled={!brand.may("channels.write")}
        onFinish={save}
      >
        <ChannelFields />
        <div className="c-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={create.isPending || update.isPending}
          >
            {t("form.save")}
          </Button>
          {channel?.state === "active" ? (
            <Button onClick={() => toggle("closed")}>{t("channels.close")}</Button>
          ) : null}
          {channel && channel.state !== "active" ? (
            <Button onClick={() => toggle("active")}>{t("channels.reopen")}</Button>
          ) : null}
        </div>
      </Form>
      {channel ? <ChannelCosts channelId={channel.channelId} /> : null}
      {channel ? <ReportedTraffic channelId={channel.channelId} /> : null}
    </Drawer>
  );
}

function ChannelFields() {
  const { t } = useText();
  const required = { required: true, message: t("form.required") };
  return (
    <>
      <Form.Item name="name" label={t("form.name")} rules={[required]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="origin" label={t("channels.origin")}>
        <Segmented
          options={(["own", "joint", "partner"] as const).map((value) => ({
            value,
            label: t(`channels.origin.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="function" label={t("channels.function")}>
        <Segmented
          options={(["consult", "promote", "sell"] as const).map((value) => ({
            value,
            label: t(`channels.function.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="purpose" label={t("channels.purpose")}>
        <Segmented
          options={(["acquire", "retain", "serve"] as const).map((value) => ({
            value,
            label: t(`channels.purpose.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t("channels.owner")} rules={[required]}>
        <UnitPick label={t("channels.owner")} clearable={false} />
      </Form.Item>
    </>
  );
}
