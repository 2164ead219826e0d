import { Button, Progress } from "antd";
import { useRef, useState } from "react";
import { useWrite } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { useText } from "../text.ts";

interface ImportProps {
  readonly operation: "importStores" | "importProducts";
  readonly hint: string;
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Imports a CSV and reports every line that was left out. */
export function CsvImport({ operation, hint }: ImportProps) {
  const brand = useBrand();
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const run = useWrite(operation);
  const send = (chosen: File) => {
    setFile(chosen);
    run.mutate({ path: brand.path, raw: { data: chosen, type: "text/csv" } });
  };
  return (
    <section className="c-scope">
      <p className="c-quiet">{hint}</p>
      <Button type="primary" loading={run.isPending} onClick={() => input.current?.click()}>
        {t("import.file")}
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
      {run.isPending && file ? (
        <>
          <p role="status">{t("import.working", { name: file.name, size: sizeOf(file.size) })}</p>
          <Progress percent={100} status="active" showInfo={false} />
        </>
      ) : null}
      {run.data ? <Report report={run.data} /> : null}
    </section>
  );
}

interface ReportOf {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problemCount: number;
  readonly problems: readonly { readonly line: number; readonly detail: string }[];
  readonly encoding: string;
  readonly ignoredColumns: readonly string[];
}

function Report({ report }: { report: ReportOf }) {
  const { t } = useText();
  const { added, changed, unchanged, problemCount, problems, encoding, ignoredColumns } = report;
  return (
    <div role="status">
      <strong>{t("import.done", { added, changed, unchanged, problems: problemCount })}</strong>
      <ul className="c-report-lines">
        {problems.map((one) => (
          <li key={`${one.line}-${one.detail}`}>
            {t("import.line", { line: one.line, detail: one.detail })}
          </li>
        ))}
      </ul>
      <p className="c-quiet">
        {t("import.encoding", { encoding })}{" "}
        {ignoredColumns.length > 0
          ? t("import.ignored", { columns: ignoredColumns.join(", ") })
          : ""}
      </p>
    </div>
  );
}
