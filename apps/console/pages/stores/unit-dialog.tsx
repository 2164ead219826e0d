import { Form, Input, Modal, Segmented } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayStart, today } from "../../parts/days.ts";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Unit } from "./unit-tree.tsx";

export interface UnitTask {
  readonly what: "create" | "rename" | "move";
  readonly unit: Pick<Unit, "unitId" | "kind" | "name" | "nameEn">;
}

interface Typed {
  readonly kind: "group" | "region" | "city";
  readonly name: string;
  readonly nameEn?: string;
  readonly code?: string;
  readonly parentId: string;
  readonly fromDay?: string;
}

/** Makes, renames or moves a unit; a move takes effect on a day and leaves older figures alone. */
export function UnitDialog({ task, onClose }: { task: UnitTask; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<Typed>();
  const done = { done: t("form.saved"), onDone: onClose };
  const create = useWrite("createUnit", done);
  const rename = useWrite("renameUnit", done);
  const move = useWrite("moveUnit", { done: t("units.moved"), onDone: onClose });
  const { unit, what } = task;
  const path = { ...brand.path, unitId: unit.unitId };
  const save = ({ kind, name, nameEn, code, parentId, fromDay }: Typed) => {
    const names = { name, nameEn: nameEn || null };
    if (what === "create") {
      const body = { ...names, kind, code: code || null, parentId: unit.unitId };
      create.mutate({ path: brand.path, body });
    } else if (what === "rename") {
      rename.mutate({ path, body: { ...names, ...(code ? { code } : {}) } });
    } else {
      const fromAt = fromDay ? { fromAt: dayStart(fromDay, brand.me.brand.timeZone) } : {};
      move.mutate({ path, body: { parentId, ...fromAt } });
    }
  };
  const titles = {
    create: t("units.new"),
    rename: t("units.rename"),
    move: t("units.moveTitle", { name: brand.named(unit) }),
  };
  const busy = create.isPending || rename.isPending || move.isPending;
  return (
    <Modal
      open
      title={titles[what]}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={busy}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={
          what === "rename"
            ? { name: unit.name, nameEn: unit.nameEn ?? "" }
            : { kind: unit.kind === "group" ? "region" : "city" }
        }
        onFinish={save}
      >
        {what === "move" ? <MoveFields /> : <NameFields isNew={what === "create"} />}
      </Form>
    </Modal>
  );
}

function NameFields({ isNew }: { isNew: boolean }) {
  const { t } = useText();
  const kinds = ["group", "region", "city"] as const;
  return (
    <>
      {isNew ? (
        <Form.Item name="kind" label={t("units.kind")}>
          <Segmented options={kinds.map((value) => ({ value, label: t(`unit.${value}`) }))} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="name"
        label={t("form.name")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="code" label={`${t("units.code")} · ${t("form.optional")}`}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  );
}

function MoveFields() {
  const brand = useBrand();
  const { t } = useText();
  const tomorrow = addDays(today(brand.me.brand.timeZone), 1);
  return (
    <>
      <Form.Item
        name="parentId"
        label={t("stores.parent")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <UnitPick label={t("stores.parent")} />
      </Form.Item>
      <Form.Item
        name="fromDay"
        label={`${t("units.moveFrom")} · ${t("form.optional")}`}
        extra={t("units.moveHint")}
      >
        <Input type="date" min={tomorrow} />
      </Form.Item>
    </>
  );
}
