import { Button, Checkbox, Form, Input, Modal, Popconfirm } from "antd";
import { useState } from "react";
import type { BodyOf } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import { type Item, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { CopyButton } from "../../parts/copy.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { endOf } from "../staff/grant-dialog.tsx";
import { useCapability } from "../staff/roles.tsx";

type Key = Item<"listApiKeys">;
type NewKey = NonNullable<BodyOf<"createApiKey">>;

export function KeyList() {
  const brand = useBrand();
  const { t } = useText();
  const [creating, setCreating] = useState(false);
  const pages = usePages("listApiKeys", { path: brand.path, query: { limit: 50 } });
  const create = (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t("keys.new")}
    </Button>
  );
  return (
    <>
      <div className="c-bar">{create}</div>
      <Listing
        label={t("access.tab.keys")}
        pages={pages}
        columns={useColumns()}
        keyOf={(one) => one.keyId}
        faded={(one) => one.revokedAt !== null}
        empty={<Empty title={t("keys.empty")} next={t("keys.emptyNext")} />}
      />
      {creating ? <KeyDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function useColumns(): Column<Key>[] {
  const brand = useBrand();
  const { t, lang } = useText();
  const word = useCapability();
  const revoke = useWrite("revokeApiKey", { done: t("keys.revoked") });
  return [
    {
      key: "name",
      title: t("keys.name"),
      head: true,
      cell: (one) => (
        <>
          {one.name}
          <small>{inLang(lang, one.unitName, one.unitNameEn)}</small>
        </>
      ),
    },
    { key: "prefix", title: t("keys.prefix"), cell: (one) => <code>{one.prefix}…</code> },
    { key: "scopes", title: t("keys.scopes"), cell: (one) => one.scopes.map(word).join(" · ") },
    {
      key: "ends",
      title: t("keys.ends"),
      cell: (one) => (one.validToAt === null ? t("staff.forever") : brand.at(one.validToAt)),
    },
    {
      key: "next",
      title: "",
      end: true,
      cell: (one) =>
        one.revokedAt === null ? (
          <Popconfirm
            title={t("form.confirmSure")}
            description={t("keys.revokeSure")}
            onConfirm={() => revoke.mutate({ path: { ...brand.path, keyId: one.keyId } })}
          >
            <Button size="small" type="text" danger>
              {t("keys.revoke")}
            </Button>
          </Popconfirm>
        ) : (
          <span className="c-state">{t("keys.revoked")}</span>
        ),
    },
  ];
}

interface KeyTyped extends Pick<NewKey, "name" | "scopes" | "unitId"> {
  readonly endDay?: string;
}

function KeyDialog({ onClose }: { onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const word = useCapability();
  const [form] = Form.useForm<KeyTyped>();
  const create = useWrite("createApiKey");
  const required = [{ required: true, message: t("form.required") }];
  const save = ({ endDay, ...typed }: KeyTyped) => {
    const validToAt = endOf(endDay, brand.me.brand.timeZone);
    create.mutate({ path: brand.path, body: { ...typed, validToAt } });
  };
  if (create.data) return <Secret secret={create.data.secret} onClose={onClose} />;
  const mine = brand.me.capabilities.map((one) => one.capability);
  return (
    <Modal
      open
      title={t("keys.new")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form<KeyTyped>
        form={form}
        layout="vertical"
        initialValues={{ unitId: brand.unitsFor("integrations.manage")[0]?.unitId }}
        onFinish={save}
      >
        <Form.Item name="name" label={t("keys.name")} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="unitId" label={t("staff.unit")} rules={required}>
          <UnitPick label={t("staff.unit")} clearable={false} />
        </Form.Item>
        <Form.Item name="scopes" label={t("keys.scopes")} rules={required}>
          <Checkbox.Group
            className="c-checks"
            options={mine.map((value) => ({ value, label: word(value) }))}
          />
        </Form.Item>
        <Form.Item name="endDay" label={`${t("staff.end")} · ${t("form.optional")}`}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Secret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useText();
  return (
    <Modal
      open
      footer={null}
      mask={{ closable: false }}
      title={t("keys.secretTitle")}
      onCancel={onClose}
    >
      <p>{t("keys.secretNote")}</p>
      <code className="c-secret">{secret}</code>
      <div className="c-form-foot">
        <CopyButton value={secret} />
        <Button type="primary" onClick={onClose}>
          {t("form.close")}
        </Button>
      </div>
    </Modal>
  );
}
