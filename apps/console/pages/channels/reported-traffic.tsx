import { App, Button, Input } from "antd";
import { useState } from "react";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";

interface Parsed {
  readonly rows: { day: string; visits: number }[];
  /** The first line that cannot be read, counted from 1. */
  readonly bad: { line: number; text: string } | null;
}

function parse(text: string): Parsed {
  const rows: Parsed["rows"] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const found = /^\s*(\d{4}-\d\d-\d\d)\s*[,，\t ]\s*(\d+)\s*$/.exec(line);
    if (!found) return { rows, bad: { line: index + 1, text: line.trim() } };
    rows.push({ day: found[1] ?? "", visits: Number(found[2]) });
  }
  return { rows, bad: null };
}

/** What the platform itself reports: a figure beside the observed one, never mixed with it. */
export function ReportedTraffic({ channelId }: { channelId: string }) {
  const brand = useBrand();
  const { t } = useText();
  const { message } = App.useApp();
  const [typed, setTyped] = useState("");
  const { rows, bad } = parse(typed);
  const report = useWrite("reportChannelTraffic", {
    onDone: (done) => {
      message.success(t("channels.reportedDone", { ...done }));
      setTyped("");
    },
  });
  if (!brand.may("channels.write")) return null;
  return (
    <section className="c-section">
      <h2>{t("channels.reported")}</h2>
      <Input.TextArea
        aria-label={t("channels.reported")}
        placeholder={`${t("channels.reportedHint")}\n2026-11-01,1200`}
        rows={6}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {bad ? <p className="c-bad">{t("channels.reportedBad", bad)}</p> : null}
      <div className="c-form-foot">
        <Button
          disabled={rows.length === 0 || bad !== null}
          loading={report.isPending}
          onClick={() => report.mutate({ path: { ...brand.path, channelId }, body: { rows } })}
        >
          {t("channels.reportedSave")}
        </Button>
      </div>
    </section>
  );
}
