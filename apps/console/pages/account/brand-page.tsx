import { useNavigate } from "@tanstack/react-router";
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { api, queries } from "../../api.ts";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ColourField, PictureField } from "../../parts/brand-fields.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { ZonePick } from "../../parts/zone-pick.tsx";
import { useText } from "../../text.ts";

interface BrandForm {
  readonly name: string;
  readonly nameEn: string;
  readonly accentColor: string;
  readonly timeZone: string;
  readonly logo: File | null;
}

/** Name, colour, logo; and at the very end, how to delete it all. */
export function BrandPage() {
  const brand = useBrand();
  const { t } = useText();
  const { brand: now } = brand.me;
  const change = useWrite("changeBrand", { done: t("form.saved") });
  const upload = useWrite("uploadPicture");
  const save = async ({ logo, nameEn, timeZone, ...typed }: BrandForm) => {
    const raw = logo ? { data: logo, type: logo.type || "application/octet-stream" } : null;
    const picture = raw ? await upload.mutateAsync({ path: brand.path, raw }) : null;
    const body = {
      ...typed,
      nameEn: nameEn || null,
      ...(timeZone === now.timeZone ? {} : { timeZone }),
      ...(picture ? { logoMediaId: picture.mediaId } : {}),
    };
    await change.mutateAsync({ path: brand.path, body });
  };
  const logoNow = now.logoMediaId ? `/${now.key}/media/${now.logoMediaId}/small` : null;
  return (
    <>
      <PageHead title={t("brand.title")} lead={t("brand.lead")} />
      <Form<BrandForm>
        className="c-fields"
        layout="vertical"
        initialValues={{ ...now, nameEn: now.nameEn ?? "", logo: null }}
        onFinish={(typed) => void save(typed).catch(() => undefined)}
      >
        <p className="c-quiet">{t("brand.keyIs", { key: now.key, currency: now.currency })}</p>
        <Form.Item name="name" label={t("wizard.name")} rules={[{ required: true }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="accentColor" label={t("wizard.colour")}>
          <ColourField />
        </Form.Item>
        <Form.Item name="logo" label={t("wizard.logo")}>
          <PictureField now={logoNow} />
        </Form.Item>
        <Form.Item name="timeZone" label={t("wizard.zone")}>
          <ZonePick label={t("wizard.zone")} />
        </Form.Item>
        <div className="c-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={change.isPending || upload.isPending}
          >
            {t("form.save")}
          </Button>
        </div>
      </Form>
      <DeleteBrand />
    </>
  );
}

function DeleteBrand() {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const remove = useWrite("deleteBrand", {
    onDone: ({ rows }) => {
      message.success(t("brand.deleted", { count: rows }));
      queries.clear();
      void leave();
    },
  });
  const leave = async () => {
    // the demo's own sign-in goes with the demo
    const left = await api.call("getSession").catch(() => null);
    await navigate({ to: left ? "/brands" : "/sign-in" });
  };
  return (
    <section className="c-danger">
      <h2>{t("brand.danger")}</h2>
      <p>{brand.me.brand.sample ? t("brand.dangerDemo") : t("brand.dangerNote")}</p>
      <label className="c-label">
        {t("brand.typeKey", { key: brand.key })}
        <Input
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <Button
        danger
        type="primary"
        disabled={typed !== brand.key}
        loading={remove.isPending}
        onClick={() => remove.mutate({ path: brand.path, body: { confirmKey: typed } })}
      >
        {t("brand.deleteNow")}
      </Button>
    </section>
  );
}
