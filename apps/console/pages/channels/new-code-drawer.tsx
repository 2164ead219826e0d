import { App, Button, Drawer, Form, Input, Segmented } from "antd";
import type { BodyOf } from "#packages/sdk/index.ts";
import { api } from "../../api.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CampaignPick, ChannelPick, OfferPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { SourceCode } from "./code-list.tsx";

type NewCode = NonNullable<BodyOf<"createSourceCode">>;

interface NewCodeProps {
  onClose(): void;
  onMade(code: SourceCode): void;
}

/** A code for one place: what it hangs on, whom it belongs to, and what it opens. */
export function NewCodeDrawer({ onClose, onMade }: NewCodeProps) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewCode>();
  const target = Form.useWatch("target", form) ?? "store";
  const create = useWrite("createSourceCode");
  const required = { required: true, message: t("form.required") };
  const save = async (typed: NewCode) => {
    const body = { ...typed, offerId: target === "offer" ? (typed.offerId ?? null) : null };
    const { sourceCodeId } = await create.mutateAsync({ path: brand.path, body });
    message.success(t("codes.made"));
    onMade(await api.call("getSourceCode", { path: { ...brand.path, sourceCodeId } }));
  };
  return (
    <Drawer open onClose={onClose} size="min(520px, 100vw)" title={t("codes.new")}>
      <Form<NewCode>
        form={form}
        layout="vertical"
        initialValues={{ kind: "poster", target: "store" }}
        onFinish={(typed) => void save(typed).catch(() => undefined)}
      >
        <Form.Item name="name" label={t("codes.name")} rules={[required]}>
          <Input maxLength={120} autoFocus placeholder={t("codes.nameHint")} />
        </Form.Item>
        <Form.Item name="kind" label={t("codes.kind")}>
          <Segmented
            options={(["poster", "badge", "link", "receipt"] as const).map((value) => ({
              value,
              label: t(`codes.kind.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="channelId" label={t("pick.channel")} rules={[required]}>
          <ChannelPick label={t("pick.channel")} clearable={false} />
        </Form.Item>
        <Form.Item name="target" label={t("codes.target")}>
          <Segmented
            options={(["store", "offer", "brand"] as const).map((value) => ({
              value,
              label: t(`codes.target.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="unitId" label={t("pick.unit")} rules={[required]}>
          {target === "store" ? (
            <UnitPick label={t("pick.store")} kind="store" clearable={false} />
          ) : (
            <UnitPick label={t("pick.unit")} clearable={false} />
          )}
        </Form.Item>
        {target === "offer" ? (
          <Form.Item name="offerId" label={t("pick.offer")} rules={[required]}>
            <OfferPick label={t("pick.offer")} clearable={false} />
          </Form.Item>
        ) : null}
        <Form.Item name="campaignId" label={`${t("pick.campaign")} · ${t("form.optional")}`}>
          <CampaignPick label={t("pick.campaign")} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={create.isPending}>
          {t("form.create")}
        </Button>
      </Form>
    </Drawer>
  );
}
