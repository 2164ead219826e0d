import { Input, Modal } from "antd";
import { useState } from "react";
import { type Item, useWrite } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { useText } from "../text.ts";

type Member = Item<"listMembers">;

/** Members who share a code share the limits that count by household. */
export function HouseholdDialog({ member, onClose }: { member: Member; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [typed, setTyped] = useState(member.household ?? "");
  const save = useWrite("setMemberHousehold", { done: t("form.saved"), onDone: onClose });
  const path = { ...brand.path, memberId: member.memberId };
  const household = typed.trim() || null;
  return (
    <Modal
      open
      title={t("members.householdOf", { name: member.masked })}
      onCancel={onClose}
      okText={t("form.save")}
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ path, body: { household } })}
    >
      <p>{t("members.householdHint")}</p>
      <label className="c-label">
        {t("members.household")}
        <Input
          maxLength={64}
          allowClear
          value={typed}
          aria-label={t("members.household")}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
    </Modal>
  );
}
