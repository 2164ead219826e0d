import { Form, Input, Modal, Select } from "antd";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, dayStart, today } from "../../parts/days.ts";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Person } from "./staff-page.tsx";

export interface GrantTyped {
  readonly roleId: string;
  readonly unitId: string;
  readonly endDay?: string;
}

/** Which role, over what, until when. */
export function GrantFields() {
  const brand = useBrand();
  const { t } = useText();
  const roles = useAnswer("listRoles", { path: brand.path });
  const required = [{ required: true, message: t("form.required") }];
  return (
    <>
      <Form.Item name="roleId" label={t("staff.role")} rules={required}>
        <Select
          loading={roles.isFetching}
          options={(roles.data?.items ?? []).map((one) => ({
            value: one.roleId,
            label: brand.named(one),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t("staff.unit")} rules={required}>
        <UnitPick label={t("staff.unit")} clearable={false} />
      </Form.Item>
      <Form.Item
        name="endDay"
        label={`${t("staff.end")} · ${t("form.optional")}`}
        extra={t("staff.endHint")}
      >
        <Input type="date" min={today(brand.me.brand.timeZone)} />
      </Form.Item>
    </>
  );
}

/** The instant after the last day, in the brand's zone; null: no end. */
export function endOf(endDay: string | undefined, timeZone: string): number | null {
  return endDay ? dayStart(addDays(endDay, 1), timeZone) : null;
}

export function GrantDialog({ person, onClose }: { person: Person; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [form] = Form.useForm<GrantTyped>();
  const grant = useWrite("grantRole", { done: t("staff.granted"), onDone: onClose });
  const save = ({ endDay, ...typed }: GrantTyped) => {
    const validToAt = endOf(endDay, brand.me.brand.timeZone);
    grant.mutate({ path: brand.path, body: { ...typed, staffId: person.staffId, validToAt } });
  };
  return (
    <Modal
      open
      title={t("staff.grantTitle", { name: person.name })}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={grant.isPending}
    >
      <Form<GrantTyped> form={form} layout="vertical" onFinish={save}>
        <GrantFields />
      </Form>
    </Modal>
  );
}
