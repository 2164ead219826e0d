import { useMutation } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useState } from "react";
import { api } from "../../api.ts";
import { type Item, useAnswer, usePages, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { type Column, Listing } from "../../parts/listing.tsx";
import { Empty, ErrorNote, Note } from "../../parts/note.tsx";
import { useText } from "../../text.ts";

type Parked = Item<"listParkedEvents">;

/** Is the journal whole, does an event wait, and counting everything anew. */
export function Upkeep() {
  return (
    <>
      <Verify />
      <ParkedEvents />
      <Rebuild />
    </>
  );
}

function Verify() {
  const brand = useBrand();
  const { t } = useText();
  const verify = useMutation({
    mutationFn: () => api.call("verifyJournal", { path: brand.path }),
  });
  const found = verify.data;
  return (
    <section className="c-section">
      <h2>{t("upkeep.verify")}</h2>
      <p className="c-quiet">{t("upkeep.verifyLead")}</p>
      <div className="c-form-foot">
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t("upkeep.verifyNow")}
        </Button>
      </div>
      {verify.error ? <ErrorNote error={verify.error} /> : null}
      {found && found.wrong === null ? (
        <p className="c-good" role="status">
          ✓ {t("upkeep.whole", { events: found.events })}
        </p>
      ) : null}
      {found?.wrong ? (
        <Note
          title={t("upkeep.broken", { position: found.wrong.position, why: found.wrong.why })}
          next={t("upkeep.brokenNext", { events: found.events })}
        >
          <code>{found.wrong.eventId}</code>
        </Note>
      ) : null}
    </section>
  );
}

function ParkedEvents() {
  const brand = useBrand();
  const { t } = useText();
  const pages = usePages("listParkedEvents", { path: brand.path, query: { limit: 50 } });
  const replay = useWrite("replayParkedEvent", { done: t("upkeep.replayed") });
  const columns: Column<Parked>[] = [
    {
      key: "event",
      title: t("events.what"),
      head: true,
      cell: (one) => (
        <>
          {one.kind ?? one.eventId}
          <small>{t("events.position", { position: one.position })}</small>
        </>
      ),
    },
    { key: "reaction", title: t("upkeep.reaction"), cell: (one) => <code>{one.reaction}</code> },
    { key: "why", title: t("upkeep.error"), cell: (one) => one.lastError },
    { key: "tries", title: t("upkeep.attempts"), end: true, cell: (one) => one.attempts },
    {
      key: "next",
      title: "",
      end: true,
      cell: ({ reaction, eventId }) => (
        <Button
          size="small"
          onClick={() => replay.mutate({ path: brand.path, body: { reaction, eventId } })}
        >
          {t("upkeep.replay")}
        </Button>
      ),
    },
  ];
  return (
    <section className="c-section">
      <h2>{t("upkeep.parked")}</h2>
      <p className="c-quiet">{t("upkeep.parkedLead")}</p>
      <Listing
        label={t("upkeep.parked")}
        pages={pages}
        columns={columns}
        keyOf={(one) => `${one.reaction}-${one.eventId}`}
        empty={<Empty title={t("upkeep.parkedEmpty")} />}
      />
    </section>
  );
}

function Rebuild() {
  const { t } = useText();
  const brand = useBrand();
  const [jobId, setJob] = useState<string | null>(null);
  const rebuild = useMutation({
    mutationFn: () => api.call("rebuildInsights", { path: brand.path }),
    onSuccess: (answer) => setJob(answer.jobId),
  });
  return (
    <section className="c-section">
      <h2>{t("upkeep.rebuild")}</h2>
      <p className="c-quiet">{t("upkeep.rebuildLead")}</p>
      <div className="c-form-foot">
        <Button loading={rebuild.isPending} onClick={() => rebuild.mutate()}>
          {t("upkeep.rebuildNow")}
        </Button>
      </div>
      {rebuild.error ? <ErrorNote error={rebuild.error} /> : null}
      {jobId ? <JobProgress jobId={jobId} /> : null}
    </section>
  );
}

function JobProgress({ jobId }: { jobId: string }) {
  const { t } = useText();
  const brand = useBrand();
  const [over, setOver] = useState(false);
  const job = useAnswer(
    "getJob",
    { path: { ...brand.path, id: jobId } },
    over ? {} : { refetchInterval: 1_000 },
  );
  const state = job.data?.state;
  if (!over && (state === "done" || state === "failed")) setOver(true);
  const { done = 0, total = null } = job.data ?? {};
  const percent = total ? Math.floor((done / total) * 100) : state === "done" ? 100 : 0;
  const shown = { done: "success", failed: "exception" } as const;
  return (
    <div role="status">
      <Progress
        percent={percent}
        status={shown[state as keyof typeof shown] ?? "active"}
        strokeColor="var(--accent-strong)"
      />
      <p>{state === "done" ? t("upkeep.rebuilt") : t("upkeep.progress", { done })}</p>
    </div>
  );
}
