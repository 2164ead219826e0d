import { Modal, Select } from "antd";
import { useState } from "react";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import type { SourceCode } from "./code-list.tsx";

export function RetireDialog({ code, onClose }: { code: SourceCode; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const [successorId, setSuccessor] = useState<string | null>(null);
  const query = { limit: 200, retired: false };
  const others = useAnswer("listSourceCodes", { path: brand.path, query });
  const retire = useWrite("retireSourceCode", { done: t("codes.retiredDone"), onDone: onClose });
  const path = { ...brand.path, sourceCodeId: code.sourceCodeId };
  return (
    <Modal
      open
      title={t("codes.retireTitle", { name: code.name })}
      onCancel={onClose}
      okText={t("codes.retire")}
      okButtonProps={{ danger: true }}
      confirmLoading={retire.isPending}
      onOk={() => retire.mutate({ path, body: { successorId } })}
    >
      <p>{t("codes.retireHint")}</p>
      <label className="c-label">
        {t("codes.successor")}
        <Select
          className="c-pick"
          aria-label={t("codes.successor")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          value={successorId}
          placeholder={t("codes.target.brand")}
          onChange={(next) => setSuccessor(next ?? null)}
          options={(others.data?.items ?? [])
            .filter((one) => one.sourceCodeId !== code.sourceCodeId)
            .map((one) => ({ value: one.sourceCodeId, label: `${one.name} · ${one.code}` }))}
        />
      </label>
    </Modal>
  );
}
