import { useNavigate, useParams } from "@tanstack/react-router";
import { Skeleton } from "antd";
import type { Answer } from "#packages/sdk/index.ts";
import { inLang } from "#packages/ui/i18n.ts";
import "../../styles/draw.css";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { ErrorNote } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { useText } from "../../text.ts";
import { DrawActions } from "./draw-actions.tsx";
import { DrawChecks } from "./draw-checks.tsx";
import { draftOf, type DrawDraft, drawBody, newDraw } from "./draw-draft.ts";
import { DrawFigures } from "./draw-figures.tsx";
import { DrawForm } from "./draw-form.tsx";
import { DrawProof } from "./draw-proof.tsx";
import { PhaseTag } from "./draws-page.tsx";
import { WinsList } from "./wins-list.tsx";

type Draw = Answer<"getDraw">;

export function NewDrawPage() {
  const brand = useBrand();
  const { t } = useText();
  const navigate = useNavigate();
  const create = useWrite("createDraw", { done: t("draw.saved") });
  const unitId = brand.unitsFor("offers.write")[0]?.unitId;
  const save = async (draft: DrawDraft) => {
    const terms = drawBody(draft, brand.me.brand.currency);
    const body = { unitId: draft.unitId ?? "", ...terms };
    const { drawId } = await create.mutateAsync({ path: brand.path, body });
    await navigate({ to: `/${brand.key}/draws/${drawId}` });
  };
  return (
    <>
      <PageHead title={t("draw.titleNew")} lead={t("draw.noShare")} />
      <DrawForm first={{ ...newDraw, unitId }} isNew onSave={save} />
    </>
  );
}

/** A draft with its checks; from publishing on what came of it. */
export function DrawPage() {
  const brand = useBrand();
  const { t, lang } = useText();
  const { drawId } = useParams({ strict: false }) as { drawId: string };
  const path = { ...brand.path, drawId };
  const found = useAnswer("getDraw", { path }, { refetchInterval: 5_000 });
  if (found.error) return <ErrorNote error={found.error} again={() => void found.refetch()} />;
  const draw = found.data;
  if (!draw || draw.drawId !== drawId) return <Skeleton active />;
  const lead = draw.publishedAt === null
    ? t("draw.noShare")
    : t("draw.locked", { time: brand.at(draw.publishedAt) });
  return (
    <>
      <PageHead
        title={inLang(lang, draw.name, draw.nameEn)}
        lead={<><PhaseTag phase={draw.phase} /> {lead}</>}
        actions={<DrawActions draw={draw} />}
      />
      {draw.phase === "draft" ? <EditDraw draw={draw} /> : <PublishedDraw draw={draw} />}
    </>
  );
}

function EditDraw({ draw }: { draw: Draw }) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const save = useWrite("saveDraw", { done: t("draw.saved") });
  const path = { ...brand.path, drawId: draw.drawId };
  const onSave = async (draft: DrawDraft) => {
    await save.mutateAsync({ path, body: drawBody(draft, currency) });
  };
  return (
    <>
      <DrawChecks draw={draw} />
      <DrawForm
        key={draw.drawId}
        first={draftOf(draw, currency)}
        isNew={false}
        onSave={onSave}
      />
    </>
  );
}

function PublishedDraw({ draw }: { draw: Draw }) {
  const { t } = useText();
  return (
    <>
      <DrawFigures draw={draw} />
      <h2 className="c-draw-part">{t("wins.list")}</h2>
      <WinsList drawId={draw.drawId} />
      <DrawProof draw={draw} />
    </>
  );
}
