import { Button, Checkbox, Form, Input, Modal, Skeleton } from "antd";
import { useState } from "react";
import type { BodyOf } from "#packages/sdk/index.ts";
import { type Item, useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import type { zh } from "../../messages/zh.ts";
import { type Column, Rows } from "../../parts/listing.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Role = Item<"listRoles">;
type NewRole = NonNullable<BodyOf<"createRole">>;
type CapabilityWord = Extract<keyof typeof zh, `cap.${string}`>;

/** A capability in words; one that this console does not know yet keeps its name. */
export function useCapability(): (capability: string) => string {
  const { t } = useText();
  return (capability) => t(`cap.${capability}` as CapabilityWord) ?? capability;
}

export function RoleList() {
  const brand = useBrand();
  const { t } = useText();
  const [creating, setCreating] = useState(false);
  const roles = useAnswer("listRoles", { path: brand.path });
  const word = useCapability();
  if (roles.error) return <ErrorNote error={roles.error} again={() => void roles.refetch()} />;
  if (!roles.data) return <Skeleton active />;
  const columns: Column<Role>[] = [
    {
      key: "name",
      title: t("staff.role"),
      head: true,
      cell: (one) => (
        <>
          {brand.named(one)}
          {one.builtIn ? <small>{t("roles.builtIn")}</small> : null}
        </>
      ),
    },
    {
      key: "may",
      title: t("roles.capabilities"),
      cell: (one) => one.capabilities.map(word).join(" · "),
    },
  ];
  return (
    <>
      <div className="c-bar">
        <Button onClick={() => setCreating(true)}>{t("roles.new")}</Button>
      </div>
      <Rows
        label={t("staff.tab.roles")}
        columns={columns}
        items={roles.data.items}
        keyOf={(one) => one.roleId}
      />
      {creating ? (
        <RoleDialog capabilities={roles.data.capabilities} onClose={() => setCreating(false)} />
      ) : null}
    </>
  );
}

interface RoleDialogProps {
  readonly capabilities: readonly string[];
  onClose(): void;
}

function RoleDialog({ capabilities, onClose }: RoleDialogProps) {
  const brand = useBrand();
  const { t } = useText();
  const word = useCapability();
  const [form] = Form.useForm<NewRole>();
  const create = useWrite("createRole", { done: t("form.saved"), onDone: onClose });
  const required = [{ required: true, message: t("form.required") }];
  return (
    <Modal
      open
      title={t("roles.new")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form<NewRole>
        form={form}
        layout="vertical"
        onFinish={(typed) =>
          create.mutate({ path: brand.path, body: { ...typed, nameEn: typed.nameEn || null } })
        }
      >
        <Form.Item name="name" label={t("form.name")} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="key"
          label={t("roles.key")}
          extra={t("roles.keyHint")}
          rules={[
            { required: true, pattern: /^[a-z][a-z0-9_]{1,39}$/, message: t("roles.keyHint") },
          ]}
        >
          <Input autoCapitalize="none" />
        </Form.Item>
        <Form.Item name="capabilities" label={t("roles.capabilities")} rules={required}>
          <Checkbox.Group
            className="c-checks"
            options={capabilities.map((value) => ({ value, label: word(value) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
