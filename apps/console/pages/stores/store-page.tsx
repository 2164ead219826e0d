import { useNavigate, useParams } from "@tanstack/react-router";
import { Button, Form, Input, InputNumber, Select, Skeleton } from "antd";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { StopButton, StopList } from "../offers/stop-signs.tsx";
import { HoursFields, SpecialFields } from "./hours-fields.tsx";
import {
  draftOfStore,
  newStore,
  storeBody,
  type StoreDetail,
  type StoreDraft,
} from "./store-draft.ts";
import { storeRoles } from "./stores-page.tsx";

export function NewStorePage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const create = useWrite("createStore", {
    done: t("form.saved"),
    onDone: ({ storeId }) => void navigate({ to: `/${brand.key}/stores/${storeId}` }),
  });
  const parentId = brand.unitsFor("stores.write")[0]?.unitId;
  const save = (draft: StoreDraft) => {
    const named = { code: draft.code ?? "", name: draft.name ?? "" };
    const body = { ...storeBody(draft), ...named, parentId: draft.parentId ?? null };
    create.mutate({ path: brand.path, body });
  };
  return (
    <>
      <PageHead title={t("stores.new")} />
      <StoreForm
        first={parentId ? { ...newStore, parentId } : newStore}
        store={null}
        busy={create.isPending}
        onSave={save}
      />
    </>
  );
}

export function StorePage() {
  const brand = useBrand();
  const { t } = useText();
  const { storeId } = useParams({ strict: false }) as { storeId: string };
  const path = { ...brand.path, storeId };
  const found = useAnswer("getStore", { path });
  const change = useWrite("changeStore", { done: t("form.saved") });
  const navigate = useNavigate();
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const store = found.data;
  if (!store || store.storeId !== storeId) return <Skeleton active />;
  const live = `/${brand.key}/s/${encodeURIComponent(store.code)}`;
  const blocks = () =>
    void navigate({ to: `/${brand.key}/pages/${storeId}`, search: { code: store.code } });
  return (
    <>
      <PageHead
        title={brand.named(store)}
        lead={[store.code, store.city, store.address].filter(Boolean).join(" · ")}
        actions={
          <>
            {brand.may("pages.write") ? (
              <Button onClick={blocks}>{t("stores.page")}</Button>
            ) : null}
            <Button href={live} target="_blank" rel="noopener">
              {t("stores.live")}
            </Button>
            <StopButton kind="store" targetId={storeId} large />
          </>
        }
      />
      <StopList kind="store" targetId={storeId} />
      <StoreForm
        key={storeId}
        first={draftOfStore(store)}
        store={store}
        busy={change.isPending}
        onSave={(draft) =>
          change.mutate({ path, body: { ...storeBody(draft), name: draft.name ?? "" } })
        }
      />
    </>
  );
}

interface StoreFormProps {
  readonly first: StoreDraft;
  readonly store: StoreDetail | null;
  readonly busy: boolean;
  onSave(draft: StoreDraft): void;
}

function StoreForm({ first, store, busy, onSave }: StoreFormProps) {
  const brand = useBrand();
  const { t } = useText();
  return (
    <Form<StoreDraft>
      layout="vertical"
      initialValues={first}
      disabled={!brand.may("stores.write")}
      onFinish={onSave}
      scrollToFirstError
    >
      <Basics isNew={store === null} />
      <PositionFields />
      <HoursFields />
      <SpecialFields />
      {brand.may("stores.write") ? (
        <div className="c-form-foot">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t("form.save")}
          </Button>
        </div>
      ) : null}
    </Form>
  );
}

function Basics({ isNew }: { isNew: boolean }) {
  const { t } = useText();
  const required = [{ required: true, message: t("form.required") }];
  const text = (name: string, label: string, max: number, must = false) => (
    <Form.Item name={name} label={label} rules={must ? required : []}>
      <Input maxLength={max} />
    </Form.Item>
  );
  return (
    <fieldset className="c-fields">
      <legend>{t("stores.basic")}</legend>
      <div className="c-pair">
        {text("name", t("form.name"), 80, true)}
        {text("nameEn", `${t("form.english")} · ${t("form.optional")}`, 120)}
        {isNew ? text("code", t("stores.code"), 32, true) : null}
        <Form.Item name="role" label={t("stores.role")}>
          <Select
            options={storeRoles.map((value) => ({ value, label: t(`stores.role.${value}`) }))}
          />
        </Form.Item>
        {isNew ? (
          <Form.Item name="parentId" label={t("stores.parent")} rules={required}>
            <UnitPick label={t("stores.parent")} clearable={false} />
          </Form.Item>
        ) : null}
        {text("province", t("stores.province"), 60)}
        {text("city", t("stores.city"), 60)}
        {text("phone", t("stores.phone"), 40)}
        <Form.Item name="areaM2" label={t("stores.area")}>
          <InputNumber className="c-amount" min={0} />
        </Form.Item>
      </div>
      {text("address", t("stores.address"), 200)}
    </fieldset>
  );
}

function PositionFields() {
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("stores.position")}</legend>
      <div className="c-pair">
        <Form.Item name="lat" label={t("stores.lat")}>
          <InputNumber className="c-amount" min={-90} max={90} controls={false} />
        </Form.Item>
        <Form.Item name="lng" label={t("stores.lng")}>
          <InputNumber className="c-amount" min={-180} max={180} controls={false} />
        </Form.Item>
        <Form.Item name="system" label={t("stores.system")} extra={t("stores.systemHint")}>
          <Select
            options={["GCJ-02", "BD-09", "WGS-84"].map((value) => ({ value, label: value }))}
          />
        </Form.Item>
      </div>
    </fieldset>
  );
}
