import { Button, Form, Modal } from "antd";
import { useRef } from "react";
import type { Answer } from "#packages/sdk/index.ts";
import { useWrite } from "../../../ask.ts";
import { useBrand } from "../../../brand.tsx";
import { useText } from "../../../text.ts";
import { LastDayField, NameField } from "./new-batch-dialog.tsx";

interface Draft {
  readonly name: string;
  readonly lastDay?: string;
}

/** Codes that a partner made, from a file; says of each line why not. */
export function ImportDialog({ offerId, onClose }: { offerId: string; onClose(): void }) {
  const brand = useBrand();
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [form] = Form.useForm<Draft>();
  const run = useWrite("importCodes");
  const path = { ...brand.path, offerId };
  const choose = async () => {
    const draft = await form.validateFields().catch(() => null);
    if (draft) input.current?.click();
  };
  const send = (file: File) => {
    const { name, lastDay } = form.getFieldsValue();
    const query = { name, ...(lastDay ? { lastDay } : {}) };
    run.mutate({ path, query, raw: { data: file, type: "text/csv" } });
  };
  return (
    <Modal open title={t("bulk.import")} footer={null} onCancel={onClose}>
      <p>{t("bulk.file")}</p>
      <p className="c-quiet">{t("bulk.fileNote")}</p>
      <Form<Draft> form={form} layout="vertical" disabled={run.isPending}>
        <NameField />
        <LastDayField />
      </Form>
      <Button type="primary" loading={run.isPending} onClick={() => void choose()}>
        {t("bulk.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,text/csv,text/plain"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen) send(chosen);
        }}
      />
      {run.data ? <Report report={run.data} /> : null}
    </Modal>
  );
}

function Report({ report }: { report: Answer<"importCodes"> }) {
  const { t } = useText();
  const { added, known, problemCount, problems } = report;
  return (
    <div role="status">
      <strong>{t("bulk.imported", { added, known, problems: problemCount })}</strong>
      <ul className="c-report-lines">
        {problems.map((one) => (
          <li key={`${one.line}-${one.detail}`}>
            {t("bulk.line", { line: one.line, detail: one.detail })}
          </li>
        ))}
      </ul>
    </div>
  );
}
